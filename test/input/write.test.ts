import { chmod, link, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { UsageError } from '../../src/base/errors.js';
import { type OutputRequest, planOutputs } from '../../src/write/plan-outputs.js';
import { safeFileName, windowsPathProblem } from '../../src/write/windows-name.js';
import { writeAtomically } from '../../src/write/write-atomically.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etlreport write '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writing a file', () => {
  test('puts exactly the content there and nothing beside it', async () => {
    const path = join(folder, 'PktMon.html');
    await writeAtomically(path, 'Größe\n');
    await writeAtomically(path, ['ag', '', 'ain']);
    expect(await readFile(path, 'utf8')).toBe('again');
    expect(await readdir(folder)).toEqual(['PktMon.html']);
  });

  test('writes pieces of every length in their order', async () => {
    const path = join(folder, 'long.json');
    const pieces = Array.from({ length: 400 }, (_, index) => `${index} ${'€ö\u{1F600}x'.repeat(index * index)}\n`);
    await writeAtomically(path, pieces);
    expect((await readFile(path, 'utf8')) === pieces.join('')).toBe(true);
  });

  test('leaves the old file and nothing else behind when it fails', async () => {
    const path = join(folder, 'taken');
    await mkdir(path);
    await expect(writeAtomically(path, 'x')).rejects.toThrow(`${path} cannot be written: it is a folder.`);
    expect(await readdir(folder)).toEqual(['taken']);
    const broken = join(folder, 'old.html');
    await writeFile(broken, 'old');
    // A content that cannot be written fails after the temporary file was made.
    await expect(writeAtomically(broken, 42 as unknown as string)).rejects.toThrow(TypeError);
    expect(await readFile(broken, 'utf8')).toBe('old');
    const failing = function* () {
      yield 'x'.repeat(2 << 20);
      throw new RangeError('no more');
    };
    await expect(writeAtomically(broken, failing())).rejects.toThrow('no more');
    expect(await readFile(broken, 'utf8')).toBe('old');
    expect((await readdir(folder)).toSorted()).toEqual(['old.html', 'taken']);
  });

  test('makes folders when asked, and says so when they are missing', async () => {
    const path = join(folder, 'new', 'deep', 'a.html');
    await expect(writeAtomically(path, 'x')).rejects.toThrow(UsageError);
    await expect(writeAtomically(path, 'x')).rejects.toThrow('its folder does not exist');
    await writeAtomically(path, 'x', { createFolders: true });
    expect(await readFile(path, 'utf8')).toBe('x');
  });

  test.skipIf(process.platform === 'win32')('follows a link and keeps permissions', async () => {
    const real = join(folder, 'real.html');
    await writeFile(real, 'old');
    await chmod(real, 0o640);
    await symlink(real, join(folder, 'link.html'));
    await writeAtomically(join(folder, 'link.html'), 'new');
    expect(await readFile(real, 'utf8')).toBe('new');
    expect((await stat(real)).mode & 0o777).toBe(0o640);
  });

  test.skipIf(process.platform === 'win32')('writes into a device directly', async () => {
    await writeAtomically('/dev/null', 'x');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});

describe('the plan of the outputs', () => {
  const plan = async (request: Partial<OutputRequest>) => {
    const outputs = await planOutputs({
      inputs: ['logs/PktMon.txt'],
      formats: [],
      output: null,
      cwd: folder,
      platform: 'linux',
      ...request,
    });
    return outputs.map(({ path }) => path);
  };

  test.each([
    [{}, ['PktMon.html']],
    [{ formats: ['html', 'json', 'html'] }, ['PktMon.html', 'PktMon.json']],
    [{ inputs: ['a/Server 1.log', 'b/x.txt'] }, ['Server 1.html']],
    [{ inputs: ['server.example.com'] }, ['server.example.com.html']],
    [{ inputs: ['-'] }, ['etlreport.html']],
    [{ inputs: ['.txt'] }, ['etlreport.html']],
    [{ output: 'case.json' }, ['case.json']],
    [{ output: 'case.htm' }, ['case.htm']],
    [{ output: 'case.data', formats: ['csv'] }, ['case.data']],
    [{ output: 'case.html', formats: ['html', 'md'] }, ['case.html', 'case.md']],
    [{ output: 'case.v2', formats: ['html', 'md'] }, ['case.v2.html', 'case.v2.md']],
    [{ output: 'reports/' }, ['reports/PktMon.html']],
    [{ output: '-', formats: ['json'] }, ['-']],
    [{ output: '-' }, ['-']],
    [{ inputs: ['C:\\logs\\PktMon.txt'], platform: 'win32' }, ['PktMon.html']],
    [{ inputs: ['logs\\aux.txt'], platform: 'win32' }, ['_aux.html']],
    [{ output: 'reports\\', platform: 'win32' }, ['reports\\PktMon.html']],
    [{ output: 'D:\\case\\out.html', platform: 'win32' }, ['D:\\case\\out.html']],
  ] as const)('for %j is %j', async (request, expected) => {
    expect(await plan(request)).toEqual(expected);
  });

  test('puts reports into a folder that exists', async () => {
    await mkdir(join(folder, 'out'));
    expect(await plan({ output: 'out', formats: ['html', 'csv'] })).toEqual(['out/PktMon.html', 'out/PktMon.csv']);
  });

  test.each([
    [{ output: '-', formats: ['html', 'json'] }, 'standard output takes one format, not 2'],
    [{ output: '' }, '--output needs a path'],
    [{ output: 'con.html', platform: 'win32' }, '"con.html" is the name of a device'],
    [{ output: 'out.html.', platform: 'win32' }, 'ends with a dot or blank'],
    [{ output: 'a?.html', platform: 'win32' }, 'a character that file names cannot have'],
    [{ output: 'log.txt:stream', platform: 'win32' }, 'a character that file names cannot have'],
  ] as const)('for %j is refused: %s', async (request, message) => {
    await expect(plan(request)).rejects.toThrow(UsageError);
    await expect(plan(request)).rejects.toThrow(message);
  });

  describe('never overwrites an input', () => {
    beforeEach(() => writeFile(join(folder, 'report.html'), 'evidence'));
    const message = 'is an input and is not overwritten. Choose another name: -o';

    test('named plainly or in a roundabout way', async () => {
      await mkdir(join(folder, 'logs'));
      for (const output of ['report.html', './logs/../report.html', join(folder, 'report.html')]) {
        await expect(plan({ inputs: ['report.html'], output })).rejects.toThrow(message);
      }
    });

    test('through a symbolic link, a linked folder or a hard link', async () => {
      await symlink(join(folder, 'report.html'), join(folder, 'link.html'));
      await symlink(folder, join(folder, 'here'));
      await link(join(folder, 'report.html'), join(folder, 'hard.html'));
      for (const output of ['link.html', 'here/report.html', 'hard.html']) {
        await expect(plan({ inputs: ['report.html'], output })).rejects.toThrow(message);
      }
    });

    test('in other letters where case does not count', async () => {
      const request = { inputs: ['report.html'], output: 'REPORT.HTML' };
      await expect(plan({ ...request, platform: 'darwin' })).rejects.toThrow(message);
    });

    test('that is not the first one, and by none of several formats', async () => {
      const request = { inputs: ['PktMon.txt', 'report.html'], formats: ['json', 'html'] as const };
      await expect(plan({ ...request, output: 'report.json' })).rejects.toThrow('-o report-report.html');
    });
  });
});

describe('names on Windows', () => {
  test.each([
    'C:\\logs\\a.html',
    '\\\\server\\share\\a b.html',
    '\\\\?\\C:\\long\\a.html',
    '..\\a.html',
    'C:a.html',
    'console.html',
    'com10.txt',
  ])('are fine: %s', (path) => {
    expect(windowsPathProblem(path)).toBeNull();
  });

  test.each(['NUL', 'C:\\x\\com1.html', 'lpt9', 'COM².html', 'aux .txt', 'a\\b.\\c.html', 'x \\y.html', 'a|b', 'a\tb'])(
    'are impossible: %s',
    (path) => {
      expect(windowsPathProblem(path)).not.toBeNull();
    },
  );

  test.each([
    ['PktMon', 'PktMon'],
    ['CON', '_CON'],
    ['con.first', '_con.first'],
    ['a:b?', 'a_b_'],
    ['name. .', 'name'],
    ['...', '_'],
  ])('made from %j: %j', (name, expected) => {
    expect(safeFileName(name)).toBe(expected);
  });
});
