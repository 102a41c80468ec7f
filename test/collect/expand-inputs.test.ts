import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { expandInputs } from '../../src/collect/expand-inputs.js';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'etlreport [inputs] (1) '));
  await mkdir(join(cwd, 'logs [old]', 'deep'), { recursive: true });
  await mkdir(join(cwd, 'closed'));
  const names = ['b.txt', 'a.txt', 'a [1].txt', 'a (2).txt', 'x{y}.txt', 'c.log', 'star*.txt', '.hidden.txt'];
  for (const name of names) await writeFile(join(cwd, name), 'log');
  await writeFile(join(cwd, 'logs [old]', 'one.txt'), 'log');
  await writeFile(join(cwd, 'logs [old]', 'deep', 'two.txt'), 'log');
  await symlink(join(cwd, 'a.txt'), join(cwd, 'link.txt'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function expand(args: readonly string[], platform: NodeJS.Platform = 'linux') {
  const { sources, failures } = await expandInputs(args, cwd, platform);
  return { paths: sources.map(({ path }) => path), failures };
}

describe('the inputs that were meant', () => {
  test.each(['a [1].txt', 'a (2).txt', 'x{y}.txt', 'star*.txt', './a.txt', 'logs [old]/one.txt'])(
    'are literally what exists: %s',
    async (path) => {
      for (const platform of ['linux', 'darwin', 'win32'] as const) {
        expect(await expand([path], platform)).toEqual({ paths: [path], failures: [] });
      }
    },
  );

  test('are files of a pattern, sorted, hidden ones left out', async () => {
    const { paths } = await expand(['?.txt', '*.log']);
    expect(paths).toEqual(['a.txt', 'b.txt', 'c.log']);
    expect((await expand(['*.txt'])).paths).not.toContain('.hidden.txt');
  });

  test('may lie below a folder with brackets in its name', async () => {
    expect((await expand(['logs [old]/**/*.txt'])).paths).toEqual(['logs [old]/deep/two.txt', 'logs [old]/one.txt']);
    const absolute = join(cwd, 'logs [old]', '*.txt');
    expect((await expand([absolute])).paths).toEqual([join(cwd, 'logs [old]', 'one.txt')]);
  });

  test('are found with backslashes on Windows, and shown with them', async () => {
    expect((await expand(['logs [old]\\*.txt'], 'win32')).paths).toEqual(['logs [old]\\one.txt']);
    expect((await expand(['.\\?.TXT'], 'win32')).paths).toEqual(['.\\a.txt', '.\\b.txt']);
    expect((await expand(['?.TXT'], 'linux')).failures).toHaveLength(1);
  });

  test('are read once, however often and by whatever name they are given', async () => {
    expect((await expand(['b.txt', './b.txt', '?.txt', 'link.txt', '-', '-'])).paths).toEqual(['b.txt', 'a.txt', '-']);
    expect((await expand(['a.txt', 'A.TXT'], 'darwin')).paths).toEqual(['a.txt']);
  });

  test('that do not exist stay as given: opening them says so', async () => {
    for (const path of ['PktMom.txt', 'C:\\logs\\PktMon.txt']) {
      expect(await expand([path], 'win32')).toEqual({ paths: [path], failures: [] });
    }
  });

  test('that a pattern does not match are an error, and the others are read all the same', async () => {
    const { paths, failures } = await expand(['*.nothing', 'a.txt', 'no/such/*.txt']);
    expect(paths).toEqual(['a.txt']);
    expect(failures.map(({ code, message }) => [code, message])).toEqual([
      ['not-found', 'no file matches *.nothing'],
      ['not-found', 'no file matches no/such/*.txt'],
    ]);
  });

  test('in a folder that may not be read do not stop the others', async () => {
    await chmod(join(cwd, 'closed'), 0);
    const { paths } = await expand(['**/one.txt']);
    await chmod(join(cwd, 'closed'), 0o755);
    expect(paths).toEqual(['logs [old]/one.txt']);
  });
});
