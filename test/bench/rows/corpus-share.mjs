import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repeatLog } from '../repeat-log.mjs';
import { printTable } from '../table.mjs';
import { slowPathOf } from '../timings.mjs';

/** Real logs stand beside the project and are never part of it. */
const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus/pktmon');

/** Real logs, repeated to a size: how many of their records go through nearley, as `--timings` says. */
export async function corpusShare({ program, folder, corpusSize }) {
  if (!existsSync(CORPUS)) return console.log('\nNo real logs beside the project: left out.');
  const rows = [];
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((file) => /^re(?:al|built)\/.*\.txt$/.test(file.replaceAll('\\', '/')))) {
    const file = join(folder, 'repeated.txt');
    const copies = repeatLog(join(CORPUS, name), file, corpusSize);
    const args = [file, '-f', 'json', '-o', join(folder, 'repeated.json'), '--no-progress', '--timings', '--quiet'];
    const { stderr, exitCode } = await program.run(args);
    rows.push([name, String(copies), slowPathOf(stderr) || 'not told by this version', String(exitCode)]);
  }
  printTable(`Real logs repeated to ${corpusSize} MB`, ['', 'copies', 'records through nearley', 'exit code'], rows);
}
