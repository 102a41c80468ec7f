/**
 * Turns the templates, the style and the script of each HTML page into two modules in `src/generated/`, so that the
 * program reads nothing from disk when it writes a report and never compiles a template at run time.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import Handlebars from 'handlebars';

const TEMPLATES = new URL('./', import.meta.url);
const GENERATED = new URL('../src/generated/', import.meta.url);
const HEADER = '// Written by templates/compile.mjs: do not edit, do not commit.\n';

/** Helpers that are in every Handlebars; nothing else may be called, and an unknown path is an error. */
const STRICT = {
  strict: true,
  knownHelpersOnly: true,
  explicitPartialContext: true,
  noEscape: false,
};

/**
 * uPlot asks the browser for its language when it is loaded. Numbers of a report look the same everywhere; and a browser
 * whose language no table knows (`en-US@posix`) throws there, which would end the whole script.
 */
const fixedLocale = {
  name: 'fixed locale',
  setup({ onLoad }) {
    onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const asked = 'domEnv ? nav.language : ';
      if (source.split(asked).length !== 2) throw new Error(`${path} asks for the language in another way`);
      return { contents: source.replace(asked, ''), loader: 'js' };
    });
  },
};

/** The report of a case, and the index of many. Paths are relative to this folder; `shared` are partials of the other page. */
const PAGES = [
  { page: 'page.hbs', partials: 'partials/', shared: [], style: 'report.css', script: 'report.ts', modules: '' },
  {
    page: 'index/page.hbs',
    partials: 'index/partials/',
    shared: ['partials/step.hbs'],
    style: 'index/index.css',
    script: 'index/index.ts',
    modules: 'index-',
  },
];

await mkdir(GENERATED, { recursive: true });
for (const page of PAGES) {
  await writeFile(new URL(`${page.modules}templates.ts`, GENERATED), await templatesModule(page));
  await writeFile(new URL(`${page.modules}assets.ts`, GENERATED), await assetsModule(page));
}

/** `unknown`, because what the compiler writes has no types; `src/render/html/render-page.ts` casts it once. */
async function templatesModule({ page, partials: folder, shared }) {
  const own = (await readdir(new URL(folder, TEMPLATES))).filter((name) => name.endsWith('.hbs')).toSorted();
  const partialFiles = [...own.map((name) => folder + name), ...shared];
  const partials = await Promise.all(
    partialFiles.map(async (file) => `  ${JSON.stringify(basename(file, '.hbs'))}: ${await precompile(file)},\n`),
  );
  return `// @ts-nocheck\n${HEADER}
export const pageTemplate: unknown = ${await precompile(page)};

export const partialTemplates: Readonly<Record<string, unknown>> = {
${partials.join('')}};
`;
}

async function precompile(path) {
  const source = (await readFile(new URL(path, TEMPLATES), 'utf8')).replaceAll('\r\n', '\n');
  // Unescaped output is how log text would become markup. No template may ask for it.
  if (/\{\{\{|\{\{~?&/.test(source)) throw new Error(`${path} writes something unescaped`);
  return String(Handlebars.precompile(source, { ...STRICT, srcName: undefined }));
}

/** Hashes are made of the exact bytes that end up between the tags: the content security policy names them. */
async function assetsModule({ style, script }) {
  const styleText = await minifiedStyle(style);
  const scriptText = await bundledScript(script);
  for (const [name, text] of Object.entries({ styleText, scriptText })) {
    if (/<\/(?:style|script)|<!--/i.test(text)) throw new Error(`${name} would end its own element`);
  }
  const constants = {
    styleText,
    styleHash: policyHash(styleText),
    scriptText,
    scriptHash: policyHash(scriptText),
  };
  const lines = Object.entries(constants).map(
    ([name, text]) => `export const ${name}: string = ${JSON.stringify(text)};\n`,
  );
  return HEADER + lines.join('');
}

async function minifiedStyle(style) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(style, TEMPLATES))],
    bundle: true,
    minify: true,
    write: false,
  });
  return outputFiles[0].text.trim();
}

async function bundledScript(script) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(script, TEMPLATES))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    charset: 'ascii',
    write: false,
    plugins: [fixedLocale],
  });
  return outputFiles[0].text.trim();
}

function policyHash(text) {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
