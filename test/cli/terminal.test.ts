import { execFileSync } from 'node:child_process';

import { describe, expect, test } from 'vitest';

import { completionScript, shellOf } from '../../src/cli/completion-script.js';
import { openFile, openerOf } from '../../src/cli/open-file.js';
import { createProgress, progressLine } from '../../src/cli/progress.js';
import { Screen } from './fake-surroundings.js';

describe('the progress bar', () => {
  test.each([
    [0, 'PktMon.txt  [>                   ]   0 %  0 B of 200 MB  0 B/s  ETA ?'],
    [50_000_000, 'PktMon.txt  [=====>              ]  25 %  50 MB of 200 MB  100 MB/s  ETA 2 s'],
    [200_000_000, 'PktMon.txt  [====================] 100 %  200 MB of 200 MB  400 MB/s  ETA 0 s'],
  ])('at %i bytes says how far, how fast and how long', (bytes, line) => {
    expect(progressLine('PktMon.txt', bytes, 200_000_000, 500)).toBe(line);
  });

  test('of a pipe says what is known, and of a file that grew no more than 100 %', () => {
    expect(progressLine('(standard input)', 3_000_000, 0, 1000)).toBe('(standard input)  3 MB  3 MB/s');
    expect(progressLine('a', 300, 200, 1000)).toContain(' 100 %');
  });

  test('shows no name that acts on the terminal', () => {
    expect(progressLine('a\x1b[2J.txt', 1, 2, 1)).not.toContain('\x1b');
  });

  test('names each input and leaves nothing behind', () => {
    const screen = new Screen(true, 60);
    const bar = createProgress(screen, 2);
    bar.update({ path: 'one.txt', bytesRead: 10, sizeBytes: 100 });
    bar.update({
      path: 'a very long name of a second log that does not fit.txt',
      bytesRead: 5,
      sizeBytes: null,
    });
    bar.stop();
    expect(screen.text).toContain('1/2 one.txt');
    expect(screen.text).toContain('2/2 a very long');
    // oxlint-disable-next-line no-control-regex -- these are what a bar is made of
    const lines = screen.text.split(/\x1b\[[0-9;?]*[A-Za-z]|\n/);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(60);
    expect(lines.at(-1)).toBe('');
  });
});

describe('--open', () => {
  test('hands Windows an address, so that no name is a command', () => {
    const { command, args } = openerOf('C:\\My logs & co\\100% "x".html', 'win32', {
      SystemRoot: 'D:\\Win',
    });
    expect(command).toBe('D:\\Win\\System32\\rundll32.exe');
    expect(args).toEqual(['url.dll,FileProtocolHandler', 'file:///C:/My%20logs%20&%20co/100%25%20%22x%22.html']);
  });

  test('uses what each system has', () => {
    expect(openerOf('/tmp/-a b.html', 'darwin', {})).toEqual({
      command: '/usr/bin/open',
      args: ['--', '/tmp/-a b.html'],
    });
    expect(openerOf('/tmp/a b.html', 'linux', {})).toEqual({
      command: 'xdg-open',
      args: ['/tmp/a b.html'],
    });
  });

  test('says when there is no such program', async () => {
    expect(await openFile('C:\\a.html', 'win32', { SystemRoot: 'Z:\\nowhere' })).toBe(false);
  });
});

describe('completion', () => {
  test('is for the shell of the user', () => {
    expect(shellOf('win32', { SHELL: '/bin/bash' })).toBe('powershell');
    expect(shellOf('darwin', { SHELL: '/bin/zsh' })).toBe('zsh');
    expect(shellOf('linux', {})).toBe('bash');
  });

  test.skipIf(process.platform === 'win32')('works in bash', () => {
    const complete = (...words: readonly string[]) =>
      execFileSync(
        'bash',
        [
          '-c',
          `${completionScript('bash')}
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _etlreport; echo "\${COMPREPLY[@]}"`,
          'bash',
          'etlreport',
          ...words,
        ],
        {
          encoding: 'utf8',
        },
      ).trim();
    expect(complete('a.txt', '--fo')).toBe('--format');
    expect(complete('-f', 'js')).toBe('json');
    expect(complete('--no')).toBe('--no-progress');
    expect(complete('Pkt')).toBe('');
  });

  test('knows every option in every shell', () => {
    for (const shell of ['bash', 'zsh', 'powershell'] as const) {
      for (const word of ['--redact', '--fail-on', '--help', 'ndjson']) {
        expect(completionScript(shell)).toContain(word);
      }
    }
  });
});
