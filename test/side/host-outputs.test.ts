import { describe, expect, test } from 'vitest';
import * as host from '../scenario-side/host-outputs.js';
import { factsOf, only } from './read-facts.js';

describe('netstat', () => {
  test('sockets with their programs and services', async () => {
    const { read, facts } = await factsOf(host.NETSTAT);
    expect(read?.format).toBe('netstat');
    const sockets = only(facts, 'socket');
    expect(
      sockets.map(({ local, remote, listens, pid, program, service }) => [
        local,
        remote,
        listens,
        pid,
        program,
        service,
      ]),
    ).toEqual([
      ['0.0.0.0:135', '', true, 924, 'svchost.exe', 'RpcSs'],
      ['0.0.0.0:445', '', true, 4, '', ''],
      ['192.0.2.10:50111', '198.51.100.27:443', false, 6128, 'updater.exe', ''],
      ['[::]:445', '', true, 4, '', ''],
      ['[fe80::10]:50112', '[fe80::20]:445', false, 4, '', ''],
      ['0.0.0.0:514', '', true, 3120, 'syslogd.exe', ''],
    ]);
    for (const { line, text } of sockets) expect(host.NETSTAT.split('\r\n')[line - 1]?.trim()).toBe(text);
  });

  test('in German, by shape', async () => {
    const sockets = only((await factsOf(host.NETSTAT_GERMAN)).facts, 'socket');
    expect(sockets.map(({ local, listens, program }) => [local, listens, program])).toEqual([
      ['0.0.0.0:445', true, ''],
      ['192.0.2.10:50111', false, 'updater.exe'],
      ['0.0.0.0:514', true, 'syslogd.exe'],
    ]);
  });

  test('with the column of offload (netstat -nato), and bound sockets do not listen', async () => {
    const text = [
      '  TCP    192.0.2.10:50111       198.51.100.27:443      ESTABLISHED     6128     InHost      ',
      '  TCP    0.0.0.0:50114          0.0.0.0:0              BOUND           6128     InHost',
    ].join('\r\n');
    expect(only((await factsOf(text)).facts, 'socket')).toMatchObject([
      { pid: 6128, listens: false, remote: '198.51.100.27:443' },
      { pid: 6128, listens: false, remote: '' },
    ]);
  });
});

test('tasklist: table, services and CSV', async () => {
  const table = only((await factsOf(host.TASKLIST)).facts, 'process');
  expect(table.map(({ name, pid }) => [name, pid])).toEqual([
    ['System Idle Process', 0],
    ['System', 4],
    ['svchost.exe', 924],
    ['syslogd.exe', 3120],
    ['updater.exe', 6128],
  ]);
  const services = only((await factsOf(host.TASKLIST_SERVICES)).facts, 'process');
  expect(services.map(({ pid, services: names }) => [pid, names])).toEqual([
    [4, ''],
    [924, 'RpcEptMapper, RpcSs'],
    [1412, 'BFE, CoreMessagingRegistrar, mpssvc, a service with a very'],
  ]);
  const csv = only(
    (await factsOf('"Image Name","PID","Session Name","Session#","Mem Usage"\r\n"a.exe","77","Services","0","1 K"\r\n'))
      .facts,
    'process',
  );
  expect(csv).toMatchObject([{ name: 'a.exe', pid: 77 }]);
});

describe('netstat -s', () => {
  test('counters by section', async () => {
    const { read, facts } = await factsOf(host.netstatStatistics());
    expect(read?.format).toBe('netstat-statistics');
    const counters = only(facts, 'side-counter');
    expect(counters.find(({ scope, name }) => scope === 'TCP IPv4' && name === 'Segments Retransmitted')?.value).toBe(
      8000,
    );
    expect(counters.find(({ scope, name }) => scope === 'UDP IPv4' && name === 'No Ports')?.value).toBe(2000);
    expect(counters.find(({ scope, name }) => scope === 'IP IPv4' && name === 'Output Packet No Route')?.value).toBe(
      11_000,
    );
  });

  test('in German, by the order of the lines', async () => {
    const counters = only((await factsOf(host.NETSTAT_STATISTICS_GERMAN)).facts, 'side-counter');
    expect(counters.map(({ name }) => name)).toContain('Segments Retransmitted');
    expect(counters.find(({ name }) => name === 'Segments Retransmitted')?.text).toContain(
      'Erneut übertragene Segmente',
    );
  });

  test('in another language with another number of lines nothing is guessed, and it is said', async () => {
    const text = host.NETSTAT_STATISTICS_GERMAN.replace(/ {2}Aktuelle Verbindungen[^\n]*\n/, '');
    const { read, facts } = await factsOf(text);
    expect(only(facts, 'side-counter').map(({ name }) => name)).toContain('Erneut übertragene Segmente');
    expect(read?.notes[0]).toContain('another language and not as many as usual');
  });
});

describe('Get-NetAdapterStatistics', () => {
  test('as a list: discards', async () => {
    const counters = only((await factsOf(host.adapterStatistics(12))).facts, 'side-counter');
    expect(counters.find(({ name }) => name === 'ReceivedDiscardedPackets')).toMatchObject({
      scope: 'Ethernet',
      value: 12,
    });
  });

  test('as a table: names with blanks, and numbers that PowerShell elided are left out', async () => {
    const { read, facts } = await factsOf(host.ADAPTER_TABLE);
    const counters = only(facts, 'side-counter');
    expect(counters.filter(({ scope }) => scope === 'vEthernet (Lab)').map(({ value }) => value)).toEqual([
      137032651, 73436, 64972669, 84576,
    ]);
    expect(counters.filter(({ scope }) => scope === 'Ethernet 5').map(({ name }) => name)).toEqual([
      'ReceivedBytes',
      'ReceivedUnicastPackets',
      'SentUnicastPackets',
    ]);
    expect(read?.notes[0]).toContain('elided');
  });
});

describe('netsh int tcp show global', () => {
  const settingsOf = async (text: string) =>
    Object.fromEntries(only((await factsOf(text)).facts, 'setting').map(({ setting, value }) => [setting, value]));

  test('in English', async () => {
    expect(await settingsOf(host.TCP_GLOBAL)).toEqual({
      rss: 'enabled',
      'auto-tuning': 'disabled',
      'congestion-provider': 'default',
      ecn: 'disabled',
      timestamps: 'allowed',
      'initial-rto': '1000',
      rsc: 'enabled',
      'max-syn-retransmissions': '4',
      'fast-open': 'enabled',
      hystart: 'enabled',
      pacing: 'off',
    });
  });

  test('in another language, by what stays and by place', async () => {
    const text = [
      'Globale TCP-Parameter',
      '-'.repeat(46),
      'Skalierung auf der Empfangsseite : enabled',
      'Automatik : normal',
      'Anbieter : default',
      'ECN-Funktion : disabled',
      'RFC 1323-Zeitstempel : disabled',
      'Anfängliche RTO : 3000',
      'Zusammenfügung : enabled',
      'Robustheit ohne SACK-RTT : disabled',
      'Maximale SYN-Wiederholungen : 2',
    ].join('\r\n');
    expect(await settingsOf(text)).toEqual({
      rss: 'enabled',
      'auto-tuning': 'normal',
      'congestion-provider': 'default',
      ecn: 'disabled',
      timestamps: 'disabled',
      'initial-rto': '3000',
      'max-syn-retransmissions': '2',
    });
  });
});

describe('ipconfig /all', () => {
  const rolesOf = async (text: string) =>
    only((await factsOf(text)).facts, 'address').map(({ role, address }) => `${role} ${address}`);
  const V4 = ['local 192.0.2.10', 'gateway 192.0.2.1', 'dhcp 192.0.2.2', 'dns 192.0.2.53', 'dns 198.51.100.53'];

  test('in English', async () => {
    expect(await rolesOf(host.IPCONFIG)).toEqual([
      'local fe80::10',
      'local 192.0.2.10',
      'gateway fe80::1',
      ...V4.slice(1),
    ]);
  });

  test('in German', async () => {
    expect(await rolesOf(host.IPCONFIG_GERMAN)).toEqual(['local fe80::10', ...V4]);
  });

  test('in a language that is in no table: own addresses by their state, the others are counted, not guessed', async () => {
    const text = [
      'Zzz Ethernet:',
      '',
      '   Aaa . . . . . . . . . . . . : 192.0.2.10(Ok)',
      '   Bbb . . . . . . . . . . . . : 192.0.2.1',
    ].join('\r\n');
    const { read, facts } = await factsOf(text);
    expect(only(facts, 'address')).toMatchObject([{ address: '192.0.2.10', role: 'local', adapter: 'Zzz Ethernet' }]);
    expect(read?.notes[0]).toContain('1 address has a label');
  });
});

test('pktmon comp list: numbers and names', async () => {
  const { read, facts } = await factsOf(host.COMPONENTS);
  expect(read?.format).toBe('pktmon-components');
  expect(only(facts, 'component-name')).toMatchObject([
    { id: 10, name: 'Contoso Gigabit Adapter', mac: '00-00-5E-00-53-10', type: 'Network Adapters' },
    { id: 72, name: 'Contoso Wireless Adapter' },
  ]);
});

test('pktmon comp list --json: both ids of a component', async () => {
  const groups = [
    {
      Group: 'Contoso Gigabit Adapter',
      Components: [
        {
          Name: 'e1dn.sys',
          Id: 10,
          SecondaryId: 0,
          Type: 'Miniport',
          Properties: [{ Name: 'MAC Address', Value: '00-00-5E-00-53-10' }],
        },
        { Name: 'tcpip.sys', Id: 72, SecondaryId: 73, Type: 'Protocol', Properties: [] },
      ],
    },
  ];
  const { read, facts } = await factsOf(JSON.stringify(groups, null, 2));
  expect(read).toMatchObject({ format: 'pktmon-components', problems: [] });
  expect(only(facts, 'component-name').map(({ id, name, type, mac }) => [id, name, type, mac])).toEqual([
    [10, 'e1dn.sys', 'Miniport', '00-00-5E-00-53-10'],
    [72, 'tcpip.sys', 'Protocol', ''],
    [73, 'tcpip.sys', 'Protocol', ''],
  ]);
});

describe('one file with the output of several commands', () => {
  const all = [
    host.NETSTAT,
    host.netstatStatistics(),
    host.IPCONFIG,
    host.TCP_GLOBAL,
    host.TASKLIST,
    host.adapterStatistics(3),
    host.COMPONENTS,
  ].join('\r\n\r\n');

  test.each([
    ['UTF-8', Buffer.from(all)],
    ['UTF-16LE, as Out-File writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(all, 'utf16le')])],
  ])('gives the facts of each (%s)', async (_, bytes) => {
    const { read, facts } = await factsOf(bytes);
    const kinds = new Set(facts.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['address', 'component-name', 'process', 'setting', 'side-counter', 'socket']);
    expect(only(facts, 'socket')).toHaveLength(6);
    expect(only(facts, 'address')).toHaveLength(7);
    expect(only(facts, 'process')).toHaveLength(5);
    expect(only(facts, 'setting')).toHaveLength(11);
    expect(only(facts, 'component-name')).toHaveLength(2);
    const { lines, event, detail, otherProvider, blank } = read?.ledger ?? {
      lines: -1,
      event: 0,
      detail: 0,
      otherProvider: 0,
      blank: 0,
    };
    expect(event + detail + otherProvider + blank).toBe(lines);
    expect(lines).toBe(all.split('\r\n').length - 1);
  });
});

test('a trace is never taken for a file beside one, even when it quotes a command', async () => {
  const log = `${host.NETSTAT}[05]0004.1EC0::2026-03-02 09:15:00.624271400 [Microsoft-Windows-PktMon] Drop: PktGroupId 1\r\n`;
  expect((await factsOf(log)).read).toBeNull();
  expect((await factsOf('Dear colleague,\r\nplease look at port 445.\r\n')).read).toBeNull();
});
