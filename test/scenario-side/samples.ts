import { netEvents, wfpFilters, wfpState } from './filter-engine.js';
import * as host from './host-outputs.js';
import {
  copiedText,
  eventViewerCsv,
  eventXml,
  EVENTS,
  forwarderJson,
  GERMAN,
  withoutOrigin,
} from './security-events.js';

/** A file beside a trace. */
export interface SideSample {
  readonly path: string;
  readonly bytes: Buffer;
  readonly shows: string;
  readonly command: string;
  readonly expected: string;
}

/** Taken right after the capture. */
export const STATE_TAKEN = '2026-03-02T08:16:40.120Z';
const MARK = '\ufeff';
const QUERY = 'wevtutil qe Security /q:"*[System[(EventID=5152 or EventID=5157)]]"';

export function sideSamples(): readonly SideSample[] {
  return [
    sample('wfp-state/wfpstate.xml', MARK + wfpState(STATE_TAKEN), {
      shows: 'the filters of that machine with providers and origins; two root elements, as Windows writes it',
      command: 'netsh wfp show state',
      expected: 'with events: names the rule behind SMB and the product behind syslog',
    }),
    sample('wfp-filters/filters.xml', MARK + wfpFilters(), {
      shows: 'the same filters without provider contexts',
      command: 'netsh wfp show filters',
      expected: 'with events: names filter and provider, but no origin',
    }),
    sample('wfp-netevents/netevents.xml', MARK + netEvents(netEventsOfTheCapture()), {
      shows: 'what the filter engine itself states of the blocked SMB packets',
      command: 'netsh wfp show netevents',
      expected: 'the same as the Security events',
    }),
    sample('security-5152/5152.csv', MARK + eventViewerCsv(EVENTS), {
      shows: 'events 5152 of the dropped packets as Event Viewer saves them; times are local',
      command: 'Event Viewer, Save Filtered Log File As (CSV)',
      expected: 'each drop of the trace is joined to its filter',
    }),
    sample('security-5152/5152-german.csv', MARK + eventViewerCsv(EVENTS, GERMAN), {
      shows: 'the same from a German Windows: all labels are translated',
      command: 'Event Viewer, Save Filtered Log File As (CSV)',
      expected: 'the same',
    }),
    sample('security-5152/5152.xml', eventXml(EVENTS), {
      shows: 'the same events as XML; times are UTC',
      command: `${QUERY} /f:xml /e:Events`,
      expected: 'the same',
    }),
    sample('security-5152/5152-server-2019.jsonl', forwarderJson(withoutOrigin(EVENTS)), {
      shows: 'the same from a forwarder, of a Windows that prints no origin',
      command: 'a log forwarder',
      expected: 'the origin comes from wfpstate.xml; alone only filter ids are known',
    }),
    sample('security-5152/5152.txt', copiedText(EVENTS), {
      shows: 'the same, copied from Event Viewer',
      command: 'Event Viewer, Copy details as text',
      expected: 'the same',
    }),
    sample('netstat/netstat.txt', host.NETSTAT, {
      shows: 'sockets with their programs: SMB and syslog do listen',
      command: 'netstat -abno',
      expected: 'with the trace: a program listens, so the filter is the cause',
    }),
    sample('tasklist/tasklist.txt', host.TASKLIST, {
      shows: 'processes with their ids',
      command: 'tasklist',
      expected: 'names for the process ids of netstat',
    }),
    sample('ipconfig/ipconfig.txt', host.IPCONFIG, {
      shows: 'addresses, gateways and DNS servers',
      command: 'ipconfig /all',
      expected: 'addresses of the findings get their role',
    }),
    sample('netstat-statistics/netstat-s-twice.txt', host.netstatStatistics() + host.netstatStatistics(7), {
      shows: 'the counters of the protocols before and after',
      command: 'netstat -s (twice into one file)',
      expected: 'differences: each counter grew by 7',
    }),
    sample('tcp-global/tcp-global.txt', host.TCP_GLOBAL, {
      shows: 'settings of TCP; the receive window is not tuned, which is not the default',
      command: 'netsh int tcp show global',
      expected: 'listed beside the trace, with what is not the default',
    }),
    sample('adapter-statistics/adapters-twice.txt', host.adapterStatistics(12) + host.adapterStatistics(40), {
      shows: 'statistics of an adapter before and after: 28 more packets discarded',
      command: 'Get-NetAdapterStatistics | Format-List -Property *',
      expected: 'adapter-discards: a suspect, 28 packets',
    }),
    sample('pktmon-components/components.txt', host.COMPONENTS, {
      shows: 'the names behind component numbers',
      command: 'pktmon comp list',
      expected: 'names for a trace without a component list; alone: no capture',
    }),
  ];
}

function netEventsOfTheCapture() {
  return EVENTS.filter(({ filterId }) => filterId === 70_101).map((event) => ({
    at: `${event.at}Z`,
    protocol: event.protocol,
    local: event.destination,
    remote: event.source,
    filterId: event.filterId,
    layerId: event.layer[2],
    application: 'System',
    origin: event.origin ?? '',
  }));
}

function sample(path: string, text: string, words: Pick<SideSample, 'shows' | 'command' | 'expected'>): SideSample {
  return { path, bytes: Buffer.from(text), ...words };
}
