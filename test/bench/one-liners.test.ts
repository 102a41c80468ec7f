import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hasProgram } from './measure.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
// ```console
// $ grep -c Drop samples/…     # what is typed, and why it is wrong
// 547
// ```
const BLOCK = /```console\n(\$ grep [^`]*)```/;
const COMMAND = /^\$ (.*?) +# .*\n(\d+)$/gm;

const canRun = ['sh', 'grep', 'iconv'].every((name) => hasProgram(name));

test.skipIf(!canRun)('the one-liners of the README print what it shows', () => {
  const block = BLOCK.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8'))?.[1] ?? '';
  const commands = [...block.matchAll(COMMAND)];
  expect(commands.length).toBeGreaterThan(4);
  expect(commands.map(([command]) => command).join('\n')).toBe(block.trim());
  for (const [, command = '', printed = ''] of commands) {
    const { stdout } = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
    expect(`${command}\n${stdout.trim()}`).toBe(`${command}\n${printed}`);
  }
});
