import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { wfpState } from '../scenario-side/filter-engine.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MAIN = path.join(ROOT, 'dist/main.js');
const sample = (name: string) => path.join(ROOT, 'samples', name);
const TRACE = sample('pktmon-text/26100/firewall-inbound.txt');

/** Runs the program in a folder of its own. */
async function run(...args: readonly string[]) {
  const cwd = mkdtempSync(path.join(tmpdir(), 'etlreport-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const result = await promisify(execFile)(process.execPath, [MAIN, ...args], { cwd }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { ...result, cwd };
}

function fileOf(text: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'etlreport-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'notes.bin');
  writeFileSync(file, text);
  return file;
}

test('files beside a trace are told by their content, whatever they are called', async () => {
  const state = fileOf(readFileSync(sample('wfp-state/wfpstate.xml')));
  const { code, stdout, cwd } = await run(TRACE, state, sample('security-5152/5152.txt'), '-f', 'html,json,md');
  expect(code).toBe(0);
  expect(stdout).toContain('The firewall rule "Contoso: no SMB from clients"');
  const html = readFileSync(path.join(cwd, 'firewall-inbound.html'), 'utf8');
  expect(html).toContain('<h2 id="side-title">Beside the trace</h2>');
  expect(html).toContain('notes.bin:151');
  expect(readFileSync(path.join(cwd, 'firewall-inbound.md'), 'utf8')).toContain('## Beside the trace');
  const json = JSON.parse(readFileSync(path.join(cwd, 'firewall-inbound.json'), 'utf8'));
  expect(json.inputs.map(({ role, format }: { role: string; format: string }) => [role, format])).toEqual([
    ['trace', 'pktmon-text'],
    ['side', 'wfp-state'],
    ['side', 'security-5152'],
  ]);
  expect(json.side.blocked).toMatchObject({ events: 12, notKept: 0 });
});

test('alone they are no capture: what each is, and what to add', async () => {
  const { code, stderr } = await run(
    sample('wfp-state/wfpstate.xml'),
    sample('netstat/netstat.txt'),
    sample('pktmon-components/components.txt'),
  );
  expect(code).toBe(3);
  expect(stderr).toContain(
    'wfpstate.xml: this is the state of the Windows Filtering Platform (netsh wfp show state), not a capture',
  );
  expect(stderr).toContain('netstat.txt: this is a list of sockets (netstat -abno), not a capture');
  expect(stderr).toContain(
    'components.txt: this is the output of "pktmon comp list", a table of components, not a capture',
  );
  expect(stderr).toContain('pktmon etl2txt PktMon.etl');
});

test('events alone are a report', async () => {
  const { code, stdout } = await run(sample('security-5152/5152.xml'));
  expect(code).toBe(0);
  expect(stdout).toContain('LOCAL LOSS');
  expect(stdout).toContain('Rests on 12 events of blocked packets and connections; no trace was given.');
  expect(stdout).toContain('Windows blocked 9 packets from 3 machines to 192.0.2.10: TCP port 445 (SMB)');
});

test('a cut file: the report is written, the sentence is on stderr, and the exit code is 4', async () => {
  const { code, stdout, stderr } = await run(TRACE, fileOf(wfpState('2026-03-02T08:16:40.120Z').slice(0, 3000)));
  expect(code).toBe(4);
  expect(stderr).toMatch(
    /notes\.bin: The file ends before it is complete .* it is cut\. What stands before was used\./,
  );
  expect(stdout).toContain('Report: firewall-inbound.html');
});

test('an empty one, too', async () => {
  const { code, stderr, stdout } = await run(TRACE, fileOf(''));
  expect(code).toBe(4);
  expect(stderr).toContain('is empty');
  expect(stdout).toContain('Report: firewall-inbound.html');
});

test('without files beside it a report has no such part', async () => {
  const { cwd } = await run(TRACE, '-f', 'html,json');
  expect(readFileSync(path.join(cwd, 'firewall-inbound.html'), 'utf8')).not.toContain('Beside');
  expect(JSON.parse(readFileSync(path.join(cwd, 'firewall-inbound.json'), 'utf8')).side).toBeNull();
});
