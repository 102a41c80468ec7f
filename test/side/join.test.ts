import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderHtml, renderJson, renderMarkdown } from '../../src/render/index.js';
import { analyze } from '../../src/pipeline.js';
import { Pseudonyms } from '../../src/redact/pseudonyms.js';
import { redact } from '../../src/render/redact.js';
import { expectIntegrity } from '../integrity.js';
import { temporaryFile } from '../pipeline/temporary-file.js';
import { FILTERS, netEvents, wfpFilters, wfpState } from '../scenario-side/filter-engine.js';
import * as host from '../scenario-side/host-outputs.js';
import {
  eventViewerCsv,
  eventXml,
  EVENTS,
  type SecurityEvent,
  withoutOrigin,
} from '../scenario-side/security-events.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
const TRACE = path.join(SAMPLES, 'pktmon-text/26100/firewall-inbound.txt');
const NO_LISTENER = path.join(SAMPLES, 'pktmon-text/26100/no-listener.txt');
const STATE = wfpState('2026-03-02T08:16:40.120Z');

/** The trace with these texts beside it. */
async function analyzed(trace: string | null, ...beside: readonly string[]) {
  const sources = [...(trace === null ? [] : [trace]), ...beside.map((text) => temporaryFile(text, 'beside'))];
  const { report, failures } = await analyze(sources.map((file) => ({ path: file })));
  expectIntegrity(report);
  const findings = report.diagnosis.findings;
  return { report, failures, findings, first: findings[0], side: report.case.side };
}

const swapped = (events: readonly SecurityEvent[]) =>
  events.map((event) => ({ ...event, source: event.destination, destination: event.source }));

describe('a drop is joined to its filter', () => {
  test('by event and state: rule, product, evidence lines of both files, next step of the origin', async () => {
    const { findings, report } = await analyzed(TRACE, STATE, eventXml(EVENTS));
    const [smb, syslog] = findings;
    expect(smb).toMatchObject({ id: 'firewall-inbound', severity: 'fault', confidence: 'high', packets: 9 });
    expect(smb?.title).toContain('by the firewall rule "Contoso: no SMB from clients" (Contoso-Block-SMB-In)');
    expect(smb?.next[0]).toMatch(/^Get-NetFirewallRule -PolicyStore ActiveStore -Name "Contoso-Block-SMB-In"/);
    expect(smb?.evidence.map(({ input }) => input).slice(0, 3)).toEqual([0, 2, 1]);
    expect(smb?.evidence[2]?.text).toContain('<filterId>70101</filterId>');
    expect(smb?.doc).toContain('filter-origin-documentation');
    expect(syslog).toMatchObject({ id: 'firewall-inbound', packets: 3 });
    expect(syslog?.title).toContain('a filter of Fabrikam Endpoint Guard ("Inbound datagrams")');
    expect(syslog?.next.join(' ')).not.toContain('Get-NetFirewallRule');
    expect(report.case.side?.blocked.flows.map(({ joined }) => joined)).toEqual(['drop', 'drop', 'drop', 'drop']);
    expect(findings.some(({ id }) => id === 'audited-block')).toBe(false);
  });

  test('the origin comes from the state where the event has none', async () => {
    const { first, side } = await analyzed(TRACE, STATE, eventXml(withoutOrigin(EVENTS)));
    expect(first?.title).toContain('(Contoso-Block-SMB-In)');
    expect(side?.blocked.flows[0]?.filter).toMatchObject({
      lookup: 'found',
      originFrom: 'state',
      stateHoursLater: expect.closeTo(0.0277, 2),
    });
  });

  test('with ends in the other order', async () => {
    const { first } = await analyzed(TRACE, STATE, eventXml(swapped(EVENTS)));
    expect(first?.title).toContain('(Contoso-Block-SMB-In)');
  });

  test('filters.xml has no origins: filter and provider are named all the same', async () => {
    const { first, side } = await analyzed(TRACE, wfpFilters(), eventXml(withoutOrigin(EVENTS)));
    expect(first?.title).toContain('by the filter "Contoso: no SMB from clients" of Windows Firewall');
    expect(first?.next[0]).toMatch(/^Get-NetFirewallRule -DisplayName "Contoso: no SMB from clients"/);
    expect(side?.blocked.flows[0]?.filter).toMatchObject({ lookup: 'found', origin: null, originFrom: null });
  });

  test('net events alone name the rule by its origin, and ask for the state', async () => {
    const events = EVENTS.filter(({ filterId }) => filterId === 70_101).map((event) => ({
      at: `${event.at}Z`,
      protocol: 6,
      local: event.destination,
      remote: event.source,
      filterId: 70_101,
      layerId: 44,
      application: 'System',
    }));
    const { first } = await analyzed(TRACE, netEvents(events));
    expect(first?.title).toContain('by filter 70101, whose name is not known');
    expect(first?.next.join('\n')).toContain('netsh wfp show state');
  });

  test('events of another time are not those of the drop', async () => {
    const later = EVENTS.map((event) => ({ ...event, at: event.at.replace('T08:15', 'T09:15') }));
    const { first, side } = await analyzed(TRACE, STATE, eventXml(later));
    expect(first?.title).not.toContain('Contoso');
    expect(side?.blocked.flows.every(({ joined }) => joined === 'none')).toBe(true);
  });

  test('events of other ends are not those of the drop; within the time of the trace they are a finding of their own', async () => {
    const other = EVENTS.map((event) => ({ ...event, source: ['192.0.2.99', 50_000] as const }));
    const { findings } = await analyzed(TRACE, STATE, eventXml(other));
    expect(findings.find(({ id }) => id === 'firewall-inbound')?.title).not.toContain('Contoso');
    expect(findings.find(({ id }) => id === 'audited-block')?.title).toContain(
      'Windows blocked 9 packets from 1 machine to 192.0.2.10: TCP port 445 (SMB)',
    );
  });
});

test('the same events in two files, and from the filter engine, count once', async () => {
  const smb = EVENTS.filter(({ filterId }) => filterId === 70_101);
  const engine = netEvents(
    smb.map((event) => ({
      at: `${event.at}Z`,
      protocol: 6,
      local: event.destination,
      remote: event.source,
      filterId: 70_101,
      layerId: 44,
      application: 'System',
    })),
  );
  const { side, first } = await analyzed(TRACE, STATE, eventXml(EVENTS), eventViewerCsv(EVENTS), engine);
  expect(side?.blocked.flows.map(({ events }) => events)).toEqual([3, 3, 3, 3]);
  expect(first?.explanation).toContain('9 Security events 5152 name filter run-time id 70101');
  const inputs = side?.blocked.flows[0]?.evidence.map(({ input }) => input) ?? [];
  expect([...new Set(inputs)].sort()).toEqual([2, 3, 4]);
  // In one file, each line is an event of its own.
  const twice = await analyzed(TRACE, eventXml([...EVENTS, ...EVENTS]));
  expect(twice.side?.blocked.flows.map(({ events }) => events)).toEqual([6, 6, 6, 6]);
});

test('a redacted report tells the same story without a name', async () => {
  const { report } = await analyzed(
    TRACE,
    STATE,
    eventXml(EVENTS),
    host.NETSTAT,
    host.IPCONFIG,
    host.TASKLIST,
    host.COMPONENTS,
  );
  const redacted = redact(report, new Pseudonyms(Buffer.alloc(32, 7)));
  const [smb, syslog] = redacted.diagnosis.findings;
  expect([smb?.id, smb?.packets, syslog?.id, syslog?.packets]).toEqual(['firewall-inbound', 9, 'firewall-inbound', 3]);
  expect(smb?.title).toMatch(/by the firewall rule "/);
  for (const render of [renderHtml, renderJson, renderMarkdown]) {
    expect(render(redacted)).not.toMatch(/contoso|fabrikam|syslogd|updater|srv01|192\.0\.2\.3|fe80::10/i);
  }
});

describe('a state that does not match the event is said to be so, and nothing is taken from it', () => {
  const lookupOf = async (state: string, events = eventXml(withoutOrigin(EVENTS))) => {
    const { first, side } = await analyzed(TRACE, state, events);
    return { lookup: side?.blocked.flows[0]?.filter.lookup, text: `${first?.title} ${first?.explanation}`, first };
  };

  test('the filter is missing', async () => {
    const { lookup, text } = await lookupOf(
      wfpState(
        '2026-02-20T08:00:00.000Z',
        FILTERS.filter(({ id }) => id !== 70_101),
      ),
    );
    expect(lookup).toBe('not-found');
    expect(text).toContain('The state does not hold filter 70101 (it was taken 10 days before the event)');
    expect(text).not.toContain('Contoso');
  });

  test('the filter is one that lets through', async () => {
    const permit = FILTERS.map((filter) =>
      filter.id === 70_101 ? { ...filter, action: 'FWP_ACTION_PERMIT' } : filter,
    );
    const { lookup, text } = await lookupOf(wfpState('2026-03-02T08:16:40.120Z', permit));
    expect(lookup).toBe('permit');
    expect(text).toContain('filter 70101 is one that cannot drop');
    expect(text).not.toContain('Contoso');
  });

  test('the filter is at another layer', async () => {
    const moved = FILTERS.map((filter) =>
      filter.id === 70_101 ? { ...filter, layer: 'FWPM_LAYER_OUTBOUND_TRANSPORT_V4' } : filter,
    );
    expect((await lookupOf(wfpState('2026-03-02T08:16:40.120Z', moved))).lookup).toBe('other-layer');
  });

  test('the filter has another origin: the event is right', async () => {
    const renamed = FILTERS.map((filter) => (filter.id === 70_101 ? { ...filter, origin: 'Other-Rule' } : filter));
    const { lookup, first } = await lookupOf(wfpState('2026-03-02T08:16:40.120Z', renamed), eventXml(EVENTS));
    expect(lookup).toBe('other-origin');
    expect(first?.title).toContain('by the firewall rule "Contoso-Block-SMB-In"');
  });

  test('a state of days later that fits is used, and its age is said', async () => {
    const { lookup, text } = await lookupOf(wfpState('2026-03-05T08:16:40.120Z'));
    expect(lookup).toBe('found');
    expect(text).toContain('That state was taken 3 days after the drop');
  });

  test('of two states the one that knows the filter', async () => {
    const { side } = await analyzed(
      TRACE,
      wfpState('2026-03-02T08:16:00.000Z', FILTERS.slice(2)),
      STATE,
      eventXml(EVENTS),
    );
    expect(side?.blocked.flows[0]?.filter.lookup).toBe('found');
  });
});

describe('stealth mode', () => {
  const stealth: readonly SecurityEvent[] = [0, 1, 2].map((second) => ({
    id: 5152,
    at: `2026-03-02T08:15:0${second}.500`,
    inbound: true,
    source: ['192.0.2.40', 50_500 + second],
    destination: ['192.0.2.10', 8443],
    protocol: 6,
    pid: 0,
    application: '-',
    filterId: 70_121,
    layer: ['Transport', '%%14597', 13],
  }));

  test('is no block: nothing listens, by the layer even without origin and state', async () => {
    const { first } = await analyzed(null, eventXml(stealth));
    expect(first).toMatchObject({ id: 'audited-block', severity: 'suspect', category: 'destination-unreachable' });
    expect(first?.title).toContain('nothing listens there, and stealth mode hides it');
    expect(first?.next.join('\n')).toContain('Get-NetTCPConnection -State Listen -LocalPort 8443');
  });

  test('answers that came too late are folded', async () => {
    const late = stealth.map((event) => ({
      ...event,
      source: ['198.51.100.53', 53] as const,
      destination: ['192.0.2.10', 51_404] as const,
      protocol: 17,
    }));
    const { first } = await analyzed(null, eventXml(late));
    expect(first).toMatchObject({
      severity: 'info',
      title: 'Windows blocked 3 answers that came when their socket was closed already',
    });
  });
});

describe('events without a trace', () => {
  test('are a report of what was blocked', async () => {
    const { report, failures, findings } = await analyzed(null, STATE, eventXml(EVENTS));
    expect(failures).toEqual([]);
    expect(report.diagnosis.verdict).toMatchObject({ loss: 'local' });
    expect(findings.map(({ id, packets }) => [id, packets])).toEqual([
      ['audited-block', 9],
      ['audited-block', 3],
    ]);
    for (const render of [renderHtml, renderJson, renderMarkdown])
      expect(render(report)).toContain('Contoso-Block-SMB-In');
  });

  test('a state alone is no capture, and there is nothing to report', async () => {
    const { report, failures } = await analyzed(null, STATE, host.NETSTAT);
    expect(report.case.inputs).toEqual([]);
    expect(failures.map(({ code, message }) => [code, message.replace(/^.*: this/, 'this')])).toEqual([
      [
        'side-input',
        'this is the state of the Windows Filtering Platform (netsh wfp show state), not a capture. It explains a capture of the same machine, and there is none.',
      ],
      [
        'side-input',
        'this is a list of sockets (netstat -abno), not a capture. It explains a capture of the same machine, and there is none.',
      ],
    ]);
  });
});

describe('what the host says of itself', () => {
  test('a listener contradicts a missing one, and is shown', async () => {
    const listening = host.NETSTAT.replace('0.0.0.0:514 ', '0.0.0.0:50005');
    const { findings } = await analyzed(NO_LISTENER, listening);
    const udp = findings.find(({ title }) => title.includes('50005'));
    expect(udp).toMatchObject({ id: 'missing-listener', confidence: 'medium' });
    expect(udp?.explanation).toContain('syslogd.exe (process 3120) had a socket open for UDP port 50005');
    expect(udp?.evidence.some(({ input }) => input === 1)).toBe(true);
    const tcp = findings.find(({ title }) => title.includes('8443'));
    expect(tcp?.explanation).toContain('No socket for TCP port 8443 is in the list of sockets (netstat).');
  });

  test('sockets name the process of a connection; a listener is only a hint', async () => {
    const own = host.NETSTAT.replace(
      '192.0.2.10:50111       198.51.100.27:443',
      '192.0.2.10:445         192.0.2.31:51200  ',
    );
    const { report } = await analyzed(TRACE, own, host.TASKLIST);
    const { connections, side } = report.case;
    expect(connections.find(({ remote }) => remote === '192.0.2.31:51200')?.pids).toEqual([6128]);
    expect(connections.find(({ remote }) => remote === '192.0.2.32:51201')?.pids).toEqual([]);
    expect(side?.processes.map(({ remote, name, how }) => [remote, name, how])).toContainEqual([
      '192.0.2.31:51200',
      'updater.exe',
      'connection',
    ]);
    expect(side?.processes.map(({ remote, name, how }) => [remote, name, how])).toContainEqual([
      '192.0.2.32:51201',
      'System',
      'listener',
    ]);
  });

  test('discards that grew between two readings are a suspect; read once they are information', async () => {
    const twice = await analyzed(TRACE, host.adapterStatistics(40), host.adapterStatistics(12));
    expect(twice.findings.find(({ id }) => id === 'adapter-discards')).toMatchObject({
      severity: 'suspect',
      packets: 28,
    });
    const once = await analyzed(TRACE, host.adapterStatistics(12));
    expect(once.findings.find(({ id }) => id === 'adapter-discards')).toMatchObject({ severity: 'info', packets: 0 });
    const none = await analyzed(TRACE, host.adapterStatistics(0));
    expect(none.findings.find(({ id }) => id === 'adapter-discards')).toBeUndefined();
  });

  test('counters of netstat -s stand beside what the trace shows of the same', async () => {
    const upload = path.join(SAMPLES, 'pktmon-text/26100/congestion.txt');
    const { side, report } = await analyzed(upload, host.netstatStatistics(), host.netstatStatistics(4));
    const sent = report.case.connections.reduce((sum, { observed }) => sum + (observed?.retransmits?.out ?? 0), 0);
    expect(sent).toBe(4);
    expect(side?.counters.find(({ name }) => name === 'Segments Retransmitted')).toMatchObject({
      first: 8000,
      last: 8004,
      inTrace: sent,
    });
    expect(side?.counters.find(({ name }) => name === 'Output Packet No Route')?.inTrace).toBe(0);
    expect(side?.counters.find(({ name }) => name === 'Received Packets Discarded')?.inTrace).toBeNull();
    const noRoute = await analyzed(path.join(SAMPLES, 'pktmon-text/26100/no-route.txt'), host.netstatStatistics());
    expect(noRoute.side?.counters.find(({ name }) => name === 'Output Packet No Route')?.inTrace).toBe(12);
  });

  test('a silent next hop has its role by ipconfig, with the line', async () => {
    const arp = path.join(SAMPLES, 'pktmon-text/26100/arp-failure.txt');
    const { findings } = await analyzed(arp, host.IPCONFIG.replaceAll('192.0.2.1\r\n', '192.0.2.77\r\n'));
    const hop = findings.find(({ id }) => id === 'next-hop-unreachable');
    expect(hop?.explanation).toContain('By ipconfig, 192.0.2.77 is the default gateway of Ethernet adapter Ethernet.');
    expect(hop?.evidence[1]).toMatchObject({ input: 1, line: 19 });
  });

  test('addresses of this host say which end it is where snapshots do not', async () => {
    const text = readFileSync(TRACE).toString('utf16le');
    const seenBySwitch = text
      .replaceAll('Direction Rx', 'Direction Ingress')
      .replaceAll('Direction Tx', 'Direction Egress');
    const trace = temporaryFile(Buffer.from(seenBySwitch, 'utf16le'));
    const ends = async (...beside: readonly string[]) =>
      (await analyzed(trace, ...beside)).report.case.connections.map(
        ({ local, localIsKnown }) => `${local} ${localIsKnown}`,
      );
    expect((await ends()).filter((end) => end.endsWith('true'))).toEqual([]);
    expect(new Set(await ends(host.IPCONFIG))).toEqual(new Set(['192.0.2.10:445 true', '192.0.2.10:514 true']));
  });

  test('components get a name only where the trace has none', async () => {
    const bare = path.join(SAMPLES, 'pktmon-text/26100/real-time-console.txt');
    const before = (await analyzed(bare)).report.case.components;
    expect(before.some(({ id, name }) => id === 10 && name === '')).toBe(true);
    const { report, side } = await analyzed(bare, host.COMPONENTS);
    expect(report.case.components.find(({ id }) => id === 10)?.name).toBe('Contoso Gigabit Adapter');
    expect(side?.componentsNamed).toBeGreaterThan(0);
    const named = await analyzed(TRACE, host.COMPONENTS);
    expect(named.side?.componentsNamed).toBe(0);
  });

  test('the case is the same whatever the order of the files beside it', async () => {
    const beside = [STATE, eventXml(EVENTS), host.NETSTAT, host.IPCONFIG];
    const one = await analyzed(TRACE, ...beside);
    const other = await analyzed(TRACE, ...beside.toReversed());
    const told = (findings: typeof one.findings) =>
      findings.map(({ title, explanation, next }) => [title, explanation, next]);
    expect(told(other.findings)).toEqual(told(one.findings));
  });
});

test('a file that is cut: the report comes, with what stands before the cut', async () => {
  const { failures, first, report } = await analyzed(TRACE, STATE, eventXml(EVENTS).slice(0, -100));
  expect(failures.map(({ code }) => code)).toEqual(['damaged']);
  expect(first?.title).toContain('Contoso-Block-SMB-In');
  expect(report.case.inputs[2]?.problems[0]).toContain('it is cut');
});

test('names of rules and programs are harmless in every output', async () => {
  const hostile = '"><script>alert(1)</script>` ; rm -rf ~ $(calc)';
  const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const events = EVENTS.map((event) => ({ ...event, origin: escaped, application: escaped }));
  const { report, first } = await analyzed(
    TRACE,
    STATE.replaceAll('Contoso: no SMB from clients', escaped),
    eventXml(events),
  );
  expect(renderHtml(report)).not.toContain('<script>alert');
  // Evidence stands in fences, where nothing is markup.
  const prose = renderMarkdown(report)
    .split('```')
    .filter((_, at) => at % 2 === 0);
  expect(prose.join('')).not.toMatch(/(?<!\\)<script>/);
  for (const step of first?.next ?? []) expect(step).not.toContain('calc');
});
