import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { AnalyzeOptions } from '../../src/analysis.js';
import { InputError } from '../../src/base/errors.js';
import { run } from '../../src/cli/run.js';
import { type FakeSurroundings, Screen, fakeReport, fakeSurroundings } from './fake-surroundings.js';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'etlreport run '));
  await writeFile(join(cwd, 'PktMon.txt'), 'log');
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function etlreport(args: readonly string[], surroundings: FakeSurroundings) {
  const code = await run(args, {
    ...surroundings,
    cwd: surroundings.cwd === process.cwd() ? cwd : surroundings.cwd,
  });
  return { code, stdout: surroundings.stdout.text, stderr: surroundings.stderr.text };
}

describe('etlreport PktMon.txt', () => {
  test('prints the verdict, writes the report, and ends with where it is', async () => {
    const result = await etlreport(['PktMon.txt'], fakeSurroundings());
    expect(result).toEqual({
      code: 0,
      stdout: 'verdict in 100 columns\n\nReport: PktMon.html\n',
      stderr: '',
    });
    expect(await readFile(join(cwd, 'PktMon.html'), 'utf8')).toBe('html of the report\n');
    expect((await readdir(cwd)).toSorted()).toEqual(['PktMon.html', 'PktMon.txt']);
  });

  test('writes each format that is asked for, into the folder that is asked for', async () => {
    const result = await etlreport(['PktMon.txt', '-f', 'json,md', '-f', 'html', '-o', 'case/'], fakeSurroundings());
    expect(result.stdout.split('\n').slice(-4)).toEqual([
      'Report: case/PktMon.json',
      'Report: case/PktMon.md',
      'Report: case/PktMon.html',
      '',
    ]);
    expect((await readdir(join(cwd, 'case'))).toSorted()).toEqual(['PktMon.html', 'PktMon.json', 'PktMon.md']);
  });

  test('puts the data alone on standard output with -o -', async () => {
    const result = await etlreport(['PktMon.txt', '-f', 'json', '-o', '-'], fakeSurroundings());
    expect(result).toEqual({ code: 0, stdout: 'json of the report\n', stderr: '' });
    expect(await readdir(cwd)).toEqual(['PktMon.txt']);
  });

  test('says nothing with --quiet, and still writes', async () => {
    const result = await etlreport(['PktMon.txt', '--quiet'], fakeSurroundings());
    expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readdir(cwd)).toContain('PktMon.html');
  });

  test('has colours on a terminal, and none with NO_COLOR or on a dumb one', async () => {
    const verdict = async (env: Record<string, string>) => {
      const surroundings = fakeSurroundings({ stdout: new Screen(true, 77), env });
      return (await etlreport(['PktMon.txt'], surroundings)).stdout.split('\n')[0];
    };
    expect(await verdict({})).toBe('verdict in 77 columns and colour');
    expect(await verdict({ NO_COLOR: '1' })).toBe('verdict in 77 columns');
    expect(await verdict({ TERM: 'dumb' })).toBe('verdict in 77 columns');
  });

  test('passes the selection, the code page and the length of lists on', async () => {
    let options: AnalyzeOptions | null = null;
    const surroundings = fakeSurroundings();
    const reporter = await surroundings.loadReporter();
    const loadReporter = () =>
      Promise.resolve({
        ...reporter,
        analyze: (sources: readonly { readonly path: string }[], given: AnalyzeOptions) => {
          options = given;
          return reporter.analyze(sources, given);
        },
      });
    const args =
      'PktMon.txt --since 10:15 --until 2026-03-01T12:00:05 --connection 192.0.2.5:443 --reason checksum --top 7 --encoding OEM850';
    expect((await etlreport(args.split(' '), { ...surroundings, loadReporter })).code).toBe(0);
    expect(options).toEqual({
      encoding: 'cp850',
      threads: 1,
      top: 7,
      selection: {
        since: '10:15',
        until: '2026-03-01T12:00:05',
        connection: ['192.0.2.5:443'],
        reason: ['checksum'],
      },
      onProgress: null,
    });
  });

  test('redacts before anything is shown or written', async () => {
    const surroundings = fakeSurroundings();
    const reporter = await surroundings.loadReporter();
    const loadReporter = () =>
      Promise.resolve({
        ...reporter,
        redact: () => ({ ...fakeReport(['redacted.txt']), top: 42 }),
        renderVerdict: (report: { readonly top: number }) => `top ${report.top}\n`,
        renderers: {
          ...reporter.renderers,
          html: (report: { readonly top: number }) => `top ${report.top}`,
        },
      });
    const result = await etlreport(['PktMon.txt', '--redact'], { ...surroundings, loadReporter });
    expect(result.stdout).toContain('top 42');
    expect(await readFile(join(cwd, 'PktMon.html'), 'utf8')).toBe('top 42');
  });

  test('opens the report when asked, and says so when nothing can', async () => {
    const opened: string[] = [];
    const openFile = (path: string) => Promise.resolve(opened.push(path) < 2);
    const surroundings = fakeSurroundings({ openFile });
    await etlreport(['PktMon.txt', '--open', '-f', 'json,html'], surroundings);
    expect(opened).toEqual([join(cwd, 'PktMon.html')]);
    const second = await etlreport(['PktMon.txt', '--open'], surroundings);
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('no program was found to show PktMon.html');
  });

  test('says how long each step took with --timings', async () => {
    const { stderr, stdout } = await etlreport(['PktMon.txt', '--timings'], fakeSurroundings());
    for (const step of ['load', 'analyze', 'render html', 'write html', 'total']) {
      expect(stderr).toMatch(new RegExp(`^  ${step} +[\\d.]+ (?:ms|µs|s|ns)`, 'm'));
    }
    expect(stderr).toContain('1 kB read');
    expect(stdout).not.toContain('total');
  });

  test('says what - waits for when nothing is piped in', async () => {
    // Data to standard output: a path of Windows would become an odd file name on this machine.
    const windows = fakeSurroundings({ stdinIsTty: true, platform: 'win32' });
    const { stderr } = await etlreport(['-', '-f', 'json', '-o', '-'], windows);
    expect(stderr).toContain('Ctrl+Z and Enter ends it');
    expect((await etlreport(['-'], fakeSurroundings())).stderr).toBe('');
  });
});

describe('the exit code', () => {
  const failure = new InputError('b.txt', 'empty', 'b.txt is empty.', ['Check the conversion.']);
  const finding = { id: 'next-hop-unreachable', severity: 'suspect' } as const;

  test('is 4 when some inputs failed, with what to do', async () => {
    const analysis = { report: fakeReport(['PktMon.txt']), failures: [failure] };
    const result = await etlreport(['PktMon.txt', 'b.txt'], fakeSurroundings({}, analysis));
    expect(result.code).toBe(4);
    expect(result.stderr).toBe('etlreport: b.txt is empty.\n  Check the conversion.\n');
    expect(result.stdout).toContain('Report: PktMon.html');
  });

  test('is 3 when nothing could be read, and no report is written', async () => {
    const analysis = { report: fakeReport([]), failures: [failure] };
    const result = await etlreport(['b.txt'], fakeSurroundings({}, analysis));
    expect(result).toMatchObject({ code: 3, stdout: '' });
    expect(await readdir(cwd)).toEqual(['PktMon.txt']);
  });

  test('is 3 when a pattern matches nothing', async () => {
    const analysis = { report: fakeReport([]), failures: [] };
    const result = await etlreport(['*.log'], fakeSurroundings({}, analysis));
    expect(result.code).toBe(3);
    expect(result.stderr).toContain('no file matches *.log');
  });

  test('is 3 when nothing was recognised: never a silent zero', async () => {
    const result = await etlreport(['strange.txt'], fakeSurroundings());
    expect(result.code).toBe(3);
    expect(result.stderr).toContain('strange.txt holds no record of a trace in 10 lines.');
  });

  test('is 4 when one of several was not recognised', async () => {
    const result = await etlreport(['PktMon.txt', 'strange.txt'], fakeSurroundings());
    expect(result.code).toBe(4);
  });

  test.each([
    ['suspect', 1],
    ['info', 1],
    ['fault', 0],
    ['next-hop-unreachable', 1],
    ['no-route', 0],
    ['fault,next-hop-unreachable', 1],
  ])('of --fail-on %s is %i for a suspect', async (wanted, code) => {
    const analysis = { report: fakeReport(['PktMon.txt'], [finding]), failures: [] };
    expect((await etlreport(['PktMon.txt', '--fail-on', wanted], fakeSurroundings({}, analysis))).code).toBe(code);
  });

  test('is 70 for a mistake of ours, with an apology and the stack on standard error', async () => {
    const loadReporter = () => Promise.reject(new TypeError('x is not a function \x1b[2J'));
    const result = await etlreport(['PktMon.txt'], fakeSurroundings({ loadReporter }));
    expect(result).toMatchObject({ code: 70, stdout: '' });
    expect(result.stderr).toContain('sorry, this is a mistake of the program');
    expect(result.stderr).toMatch(/ {2}TypeError: x is not a function ␛\[2J\n {2} +at /);
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'which log?'],
    [['PktMon.txt', '--formt', 'json'], 'unknown option --formt. Did you mean --format?'],
    [['PktMon.txt', '--no-progres'], 'Did you mean --no-progress?'],
    [['PktMon.txt', ''], 'an input has no name'],
    [['PktMon.txt', '-x'], 'unknown option -x.'],
    [['PktMon.txt', '-fjson'], 'unknown option'],
    [['PktMon.txt', '-f', 'jsn'], 'unknown format "jsn". Did you mean json?'],
    [['PktMon.txt', '-o'], '-o needs a value'],
    [['PktMon.txt', '--top', '0'], '--top takes a whole number from 1 on, not "0"'],
    [['PktMon.txt', '--top', '1e3'], '--top takes a whole number'],
    [['PktMon.txt', '--encoding', 'cp4377'], 'unknown encoding "cp4377". Did you mean cp437?'],
    [['PktMon.txt', '-o', '-', '-f', 'html,csv'], 'standard output takes one format'],
    [['PktMon.txt', '-o', '-', '--open'], '--open needs a report in a file'],
    [['PktMon.txt', '-o', 'PktMon.txt'], 'PktMon.txt is an input and is not overwritten'],
    [['PktMon.txt', '-o', 'no/such/folder.html'], 'its folder does not exist'],
    [['explain'], 'explain what?'],
    [['explain', '228', '--top', '3'], 'unknown option --top'],
    [['completion', 'fish'], 'completion is there for bash, zsh and powershell'],
  ])('%j exits with 2 and says: %s', async (args, message) => {
    const result = await etlreport(args, fakeSurroundings());
    expect(result.stderr).toContain(message);
    expect(result.stderr.startsWith('etlreport: ')).toBe(true);
    expect(result.code).toBe(2);
    expect(await readFile(join(cwd, 'PktMon.txt'), 'utf8')).toBe('log');
  });
});

describe('arguments', () => {
  test('are inputs whatever they look like: numbers, - and what stands behind --', async () => {
    for (const name of ['0042', '-dash.txt', 'explain']) await writeFile(join(cwd, name), 'log');
    const seen: string[][] = [];
    const surroundings = fakeSurroundings();
    const reporter = await surroundings.loadReporter();
    const loadReporter = () =>
      Promise.resolve({
        ...reporter,
        analyze: (sources: readonly { readonly path: string }[], options: AnalyzeOptions) => {
          seen.push(sources.map(({ path }) => path));
          return reporter.analyze(sources, options);
        },
      });
    const fake = { ...surroundings, loadReporter };
    await etlreport(['-f', 'json', '0042', '-', '--top', '3', 'PktMon.txt'], fake);
    await etlreport(['--', '-dash.txt', 'explain'], fake);
    await etlreport(['./explain', '-o', 'a', '-o', 'b.html', '--top', '1', '--top', '2'], fake);
    expect(seen).toEqual([['0042', '-', 'PktMon.txt'], ['-dash.txt', 'explain'], ['./explain']]);
    expect(await readdir(cwd)).toContain('b.html');
  });

  test('--help shows usage, options, examples for Windows and exit codes', async () => {
    for (const args of [['--help'], ['-h'], ['PktMon.txt', '--help']]) {
      const { code, stdout, stderr } = await etlreport(args, fakeSurroundings());
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const part of ['etlreport <inputs..>', '--fail-on', '"C:\\My logs\\*.txt"', 'Exit codes: 0']) {
        expect(stdout).toContain(part);
      }
      expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(110);
    }
    expect((await etlreport(['explain', '--help'], fakeSurroundings())).stdout).toContain('explain 228');
    expect((await etlreport(['completion', '-h'], fakeSurroundings())).stdout).toContain('powershell');
  });

  test('--version is the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    for (const option of ['--version', '-V']) {
      expect((await etlreport([option], fakeSurroundings())).stdout).toBe(`${version}\n`);
    }
  });

  test('of explain are one question, also without quotes', async () => {
    const result = await etlreport(['explain', 'transport', 'endpoint'], fakeSurroundings());
    expect(result).toEqual({ code: 0, stdout: 'meaning of transport endpoint\n', stderr: '' });
    expect((await etlreport(['explain', '99999'], fakeSurroundings())).code).toBe(3);
    expect((await etlreport(['explain', '0xE000460A'], fakeSurroundings())).stdout).toContain('0xE000460A');
  });
});
