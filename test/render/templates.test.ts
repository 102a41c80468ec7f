import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

it('the script of the report passes the type check', async () => {
  const run = promisify(execFile)(process.execPath, [compiler, '-p', 'templates'], { cwd: root });
  await expect(run).resolves.toMatchObject({ stdout: '' });
});

it('no template writes anything unescaped, and no attribute stands without quotes', () => {
  const folder = new URL('../../templates/partials/', import.meta.url);
  for (const file of readdirSync(folder)) {
    const source = readFileSync(new URL(file, folder), 'utf8');
    expect(source, file).not.toMatch(/\{\{\{|\{\{~?&|=\{\{| style="| on\w+="/);
  }
});
