// Compiles every grammar of this folder with nearleyc into src/generated/grammar/ (never committed).
// A warning of nearleyc is an error here: an undefined symbol or a misspelt rule would parse nothing, silently.
// A table of messages (`<format>-messages.txt`) becomes a grammar of its own first: see read-messages.mjs.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeGrammar, readMessages } from './read-messages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, '..', 'src', 'generated', 'grammar');
const nearleyc = createRequire(import.meta.url).resolve('nearley/bin/nearleyc.js');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

for (const name of readdirSync(here).filter((entry) => entry.endsWith('-messages.txt'))) {
  const id = name.replace('.txt', '');
  const messages = readMessages(readFileSync(path.join(here, name), 'utf8'));
  const made = makeGrammar(messages);
  writeFileSync(path.join(out, `_${id}.ne`), made.grammar);
  writeFileSync(
    path.join(out, `${id}-phrases.ts`),
    `/** Fixed phrases of the messages, their token kinds, and whether they can be part of a free text (weak) or end one. */
export const phrases: readonly (readonly [string, string, 'strong' | 'weak'])[] = ${JSON.stringify(made.phrases, null, 1)};
/** Phrases with which a message begins. */
export const openings: readonly string[] = ${JSON.stringify(made.openings, null, 1)};
`,
  );
}

// Files that start with an underscore are only included by others.
const grammars = readdirSync(here).filter((name) => name.endsWith('.ne') && !name.startsWith('_'));
for (const name of grammars) {
  const target = path.join(out, name.replace(/\.ne$/, '.ts'));
  const run = spawnSync(process.execPath, [nearleyc, path.join(here, name), '-o', target], {
    cwd: here,
    encoding: 'utf8',
  });
  const complaints = `${run.stderr}${run.status === 0 ? '' : run.stdout}`.trim();
  if (run.status !== 0 || complaints !== '') {
    console.error(`${name}: ${complaints || `nearleyc ended with ${run.status}`}`);
    process.exitCode = 1;
    continue;
  }
  const compiled = readFileSync(target, 'utf8');
  const unresolved = [...compiled.matchAll(/\.has\("(\w+)"\)/g)].map((match) => match[1]);
  // nearleyc knows nothing of the lexer: the token names it uses are checked by test/grammar.
  writeFileSync(
    target,
    `${madeOnDemand(compiled, name)}\nexport const tokenNames: readonly string[] = ${JSON.stringify([...new Set(unresolved)].sort())};\n`,
  );
}

/**
 * A run reads logs of one format and needs its grammar alone: the rules become a function. They also ask the lexer for each
 * token, at each place, whether it has it; moo says yes to every name.
 */
function madeOnDemand(compiled, name) {
  const made = compiled
    .replace(/^declare var \w+: any;\n/gm, '')
    .replaceAll(/\(\w+Lexer\.has\("(\w+)"\) \? \{type: "\1"\} : \1\)/g, '{type: "$1"}')
    .replace('type NearleySymbol = string |', 'type NearleySymbol = string | { type: string } |')
    .replace(/^ {2}Lexer: \w+,$/m, '  Lexer: undefined,')
    .replace('const grammar: Grammar = {', 'const grammar = (): Grammar => ({')
    .replace('\n};\n\nexport default grammar;', '\n});\n\nexport default grammar;');
  if (/\w+Lexer\b/.test(made.replaceAll('NearleyLexer', '')))
    throw new Error(`${name}: nearleyc writes its rules in another way`);
  return made;
}
