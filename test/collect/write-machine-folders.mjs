// Writes a collection of machines: node test/collect/write-machine-folders.mjs FOLDER [machines] [rounds]
// Bundled on the fly, for Node 20 does not run TypeScript.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const bundle = await build({
  entryPoints: [fileURLToPath(new URL('machine-folders.ts', import.meta.url))],
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const { writeMachineFolders } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString('base64')}`
);
const [folder, machines = '40', rounds = '1'] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
console.log(JSON.stringify(writeMachineFolders(folder, Number(machines), Number(rounds))));
