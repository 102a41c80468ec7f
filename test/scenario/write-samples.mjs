// Writes samples/ from the scenes: node test/scenario/write-samples.mjs [folder]
// Bundled on the fly, for Node 20 does not run TypeScript.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = new URL('../..', import.meta.url);
const bundle = await build({
  entryPoints: [fileURLToPath(new URL('test/scenario/write-samples.ts', root))],
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const { writeSamples } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString('base64')}`
);
writeSamples(process.argv[2] ?? fileURLToPath(new URL('samples', root)));
