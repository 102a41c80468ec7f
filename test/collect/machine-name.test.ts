import { describe, expect, test } from 'vitest';

import { caseNames } from '../../src/collect/case-names.js';
import { hostNameIn } from '../../src/collect/host-name.js';
import { machineKey } from '../../src/collect/machine-key.js';
import { machinePart, statedMachine } from '../../src/collect/machine-name.js';

describe('names of TSS', () => {
  test.each([
    ['TSS_WEB01_240131-101500_NET_Firewall', 'WEB01', '240131-101500'],
    ['TSSv2_WEB01_240131-101500_NET', 'WEB01', '240131-101500'],
    ['SDP_DB-02_240131-101500', 'DB-02', '240131-101500'],
    ['WEB01_240131-101500_PktMon.txt', 'WEB01', '240131-101500'],
    ['TSS_SRV_APP_1_240131-101500_NET.zip', 'SRV_APP_1', '240131-101500'],
  ])('%s states machine and time', (name, host, stamp) => {
    expect(statedMachine(name)).toEqual({ host, stamp });
  });

  test.each(['PktMon.txt', 'logs', 'web01_PktMon.txt', 'report_20240131.txt', '240131-101500_PktMon.txt'])(
    '%s states nothing',
    (name) => expect(statedMachine(name)).toBeNull(),
  );
});

describe('what a name says besides the kind of file', () => {
  test.each([
    ['PktMon.txt', ''],
    ['NetTrace.txt', ''],
    ['NetTrace2.etl.txt', ''],
    ['PktMon (2).txt', ''],
    ['PktMon_2024-01-31.txt', ''],
    ['logs', ''],
    ['web01_PktMon.txt', 'web01'],
    ['web01-NetTrace.txt', 'web01'],
    ['PktMon.web01.20240131.txt', 'web01'],
    ['web-01.txt', 'web-01'],
    ['data-01.txt', 'data-01'],
    ['10.0.0.5_PktMon.txt', '10.0.0.5'],
    ['good.txt', 'good'],
    ['pc_1.txt', 'pc-1'],
  ])('%s: "%s"', (name, part) => expect(machinePart(name)).toBe(part));
});

describe('files are of one machine', () => {
  const isSame = (one: string, other: string) => machineKey(one.split('/')).key === machineKey(other.split('/')).key;
  test.each([
    ['logs/PktMon.txt', 'logs/NetTrace.txt'],
    ['web01/PktMon.txt', 'web01/netsh/NetTrace.txt'],
    ['web01/PktMon.txt', 'web01/WEB01_NetTrace.txt'],
    ['logs/web01_PktMon.txt', 'logs/WEB01_NetTrace.txt'],
    ['TSS_A_240131-101500_NET/A_240131-101502_PktMon.txt', 'TSS_A_240131-101500_NET/BasicLog/Net.txt'],
    ['TSS_A_240131-101500_NET/x.txt', 'sent/TSS_A_240131-101500_NET.zip/y.txt'],
  ])('%s and %s', (one, other) => expect(isSame(one, other)).toBe(true));

  test.each([
    ['web01/PktMon.txt', 'web02/PktMon.txt'],
    ['logs/web01_PktMon.txt', 'logs/web02_PktMon.txt'],
    ['logs/good.txt', 'logs/bad.txt'],
    ['logs/web-01.txt', 'logs/web-02.txt'],
    ['A_240131-101500_PktMon.txt', 'A_240131-171500_PktMon.txt'],
    ['TSS_A_240131-101500_NET/x.txt', 'TSS_B_240131-101500_NET/x.txt'],
  ])('or not: %s and %s', (one, other) => expect(isSame(one, other)).toBe(false));
});

test('the host name is the first setting of ipconfig, in any language', () => {
  const dots = ' . . . . . . . . . . . .';
  expect(hostNameIn(`\r\nWindows IP Configuration\r\n\r\n   Host Name${dots} : WEB01\r\n`)).toBe('WEB01');
  expect(hostNameIn(`\nWindows-IP-Konfiguration\n\n   Hostname  . . . . . . . . . . . . : db-02\n`)).toBe('db-02');
  expect(hostNameIn('   Host Name : WEB01\r\n')).toBeNull();
  expect(hostNameIn(`Ethernet adapter:\r\n\r\n   Description${dots} : Intel(R) Ethernet\r\n`)).toBeNull();
});

test('every case has a name of its own that Windows can have', () => {
  const wishes = [['web01'], ['WEB01'], ['index'], ['con'], [''], ['a:b'], ['x'.repeat(300)], ['..']];
  const names = caseNames(wishes);
  expect(names.slice(0, 6)).toEqual(['web01', 'WEB01-2', 'index-2', '_con', 'logs', 'a_b']);
  expect(names[6]).toHaveLength(80);
  expect(names[7]).toBe('_');
  expect(
    caseNames([
      ['A', 'A-1'],
      ['A', 'A-2'],
      ['B', 'B-1'],
    ]),
  ).toEqual(['A-1', 'A-2', 'B']);
});
