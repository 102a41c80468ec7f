/**
 * Puts the program and what it needs of its libraries into few files, `dist/program/`: two hundred small modules take longer
 * to find, read and compile than a log of some megabytes takes to analyze. The library (`dist/index.js`) stays as it is.
 *
 * The folder is two levels below the package, as every stage is: paths that modules take relative to themselves go on to hold.
 */
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const PROGRAM = path.join(DIST, 'program');
/** What node starts: the program and its threads. */
const ENTRIES = ['main', 'range-worker', 'case-worker'];
/** Libraries that are CommonJS ask for modules of node so. */
const REQUIRE = "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";

/**
 * What yargs needs to lay out its help. `string-width` has the tables of ICU loaded (words, emoji) as soon as it is
 * imported: twenty milliseconds of every run. A `require` in a module runs it when it comes to that.
 */
const helpOnDemand = {
  name: 'help on demand',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^(?:string-width|cliui)$/ }, async ({ path: name, resolveDir, kind, pluginData }) => {
      if (pluginData === helpOnDemand) return undefined;
      const found = await resolve(name, { resolveDir, kind, pluginData: helpOnDemand });
      return { path: found.path, namespace: 'on-demand' };
    });
    onLoad({ filter: /./, namespace: 'on-demand' }, ({ path: file }) => ({
      contents: `export default (...given) => require(${JSON.stringify(file)}).default(...given);`,
      resolveDir: path.dirname(file),
    }));
  },
};

await rm(PROGRAM, { recursive: true, force: true });
const { metafile, outputFiles } = await build({
  entryPoints: ENTRIES.map((name) => path.join(DIST, `${name}.js`)),
  outdir: PROGRAM,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  metafile: true,
  write: false,
  plugins: [helpOnDemand],
});
await mkdir(PROGRAM, { recursive: true });
for (const file of outputFiles) {
  const asksForRequire = /^var __require = /m.test(file.text);
  await writeFile(file.path, asksForRequire ? `${REQUIRE}\n${file.text}` : file.text);
}
for (const name of ['main', 'range-worker']) {
  const head = name === 'main' ? '#!/usr/bin/env node\n' : '';
  await writeFile(path.join(DIST, `${name}.js`), `${head}import './program/${name}.js';\n`);
}
// npm does so when it installs a package, not when it runs one that is linked already.
await chmod(path.join(DIST, 'main.js'), 0o755);
await writeFile(
  path.join(PROGRAM, 'LICENSES.txt'),
  await licences(Object.keys(metafile.inputs).filter((file) => !file.startsWith('on-demand:'))),
);

/** What the licences of the libraries ask for: their text goes where their code goes. */
async function licences(inputs) {
  const folders = new Set(inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  const parts = [...folders].map(async (folder) => {
    const { name, version, license, author } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    // A few packages name their licence and come without its text.
    const text =
      file === undefined ? `${license}, ${author?.name ?? author}` : await readFile(path.join(folder, file), 'utf8');
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(parts)).toSorted().join(`\n${'-'.repeat(80)}\n\n`);
}
