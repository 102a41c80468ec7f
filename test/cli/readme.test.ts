import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const README = path.join(ROOT, 'README.md');
// ```console
// $ npx etlreport …
// what it prints
// ```
const BLOCK = /```console\n\$ npx etlreport ([^\n]*)\n([^`]*)```/g;

test('the commands of the README print what it shows', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'etlreport-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(path.join(ROOT, 'samples'), path.join(folder, 'samples'), { recursive: true });
  const run = (args: string) =>
    execFileSync(process.execPath, [path.join(ROOT, 'dist/main.js'), ...args.split(' ')], {
      cwd: folder,
      encoding: 'utf8',
    });
  let text = readFileSync(README, 'utf8');
  const blocks = [...text.matchAll(BLOCK)];
  expect(blocks.length).toBeGreaterThan(0);
  // `UPDATE_README=1 npx vitest run test/cli/readme.test.ts` writes what the commands print now.
  if (process.env['UPDATE_README'] === '1') {
    text = text.replace(BLOCK, (_, args: string) => `\`\`\`console\n$ npx etlreport ${args}\n${run(args)}\`\`\``);
    writeFileSync(README, text);
  }
  for (const [, args, printed] of text.matchAll(BLOCK)) expect(run(args as string)).toBe(printed);
});
