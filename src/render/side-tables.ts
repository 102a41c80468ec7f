import { whoseFilter } from '../diagnose/side/filter-words.js';
import { endpoint } from '../base/endpoint.js';
import type { SideSummary, SettingRow } from '../aggregate/side/side-summary.js';
import type { EvidenceText } from '../events/evidence.js';
import type { Clock } from './clock.js';
import { formatCount } from './number.js';

/** A table of what stands in the files beside the trace; texts are still those of the log. */
export interface SideTable {
  readonly title: string;
  /** Where the rows come from, in the words of the command. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly SideTableRow[];
}

export interface SideTableRow {
  readonly cells: readonly string[];
  readonly evidence: EvidenceText | null;
}

/** How a blocked flow fits the trace. */
const JOINED = {
  drop: 'dropped in the trace',
  time: 'no drop line in the trace',
  none: 'outside of the trace, or without a comparable time',
} as const;

/** What each setting is when nobody changed it: Windows 8 to 11, Server 2012 to 2025. */
const USUAL: Readonly<Record<SettingRow['setting'], { readonly name: string; readonly values: readonly string[] }>> = {
  rss: { name: 'Receive-side scaling', values: ['enabled'] },
  'auto-tuning': { name: 'Receive window auto-tuning', values: ['normal'] },
  'congestion-provider': { name: 'Congestion provider', values: ['default', 'none', 'cubic', 'newreno', 'ctcp'] },
  ecn: { name: 'ECN', values: ['disabled', 'enabled'] },
  timestamps: { name: 'RFC 1323 timestamps', values: ['disabled', 'allowed'] },
  'initial-rto': { name: 'Initial RTO', values: ['1000', '3000'] },
  rsc: { name: 'Receive segment coalescing', values: ['enabled', 'disabled'] },
  'max-syn-retransmissions': { name: 'SYN retransmissions', values: ['4', '2'] },
  'fast-open': { name: 'TCP fast open', values: ['enabled', 'disabled'] },
  hystart: { name: 'HyStart', values: ['enabled', 'disabled'] },
  pacing: { name: 'Pacing', values: ['off'] },
};
const ROLES = {
  local: 'this host',
  temporary: 'this host, temporary',
  gateway: 'gateway',
  dns: 'DNS server',
  dhcp: 'DHCP server',
};

/** All tables with rows, most telling first. */
export function sideTables(side: SideSummary, clock: Clock): readonly SideTable[] {
  return [
    files(side, clock),
    blocked(side, clock),
    processes(side),
    counters(side),
    settings(side),
    addresses(side),
    listeners(side),
  ].filter(({ rows }) => rows.length > 0);
}

function files({ sources }: SideSummary, clock: Clock): SideTable {
  return {
    title: 'Files',
    source: 'beside the trace',
    columns: ['What it is', 'Facts', 'Taken (UTC)'],
    rows: sources.map(({ input, what, facts, takenAt }) => ({
      cells: [what, formatCount(facts), takenAt === null ? '' : clock.shown(takenAt)],
      evidence: { input, line: 1, text: '' },
    })),
  };
}

function blocked({ blocked: { flows } }: SideSummary, clock: Clock): SideTable {
  return {
    title: 'Blocked by filters',
    source: 'Security events 5152 and 5157, events of the filter engine',
    columns: [
      'Protocol',
      'From and to',
      'Events',
      'First and last',
      'By',
      'Filter id',
      'Layer',
      'Program',
      'In the trace',
    ],
    rows: flows.map((flow) => ({
      cells: [
        flow.protocol,
        `${endpoint(flow.source, flow.sourcePort)} to ${endpoint(flow.destination, flow.destinationPort)}`,
        formatCount(flow.events),
        [flow.firstTime, flow.lastTime].flatMap((at) => (at === null ? [] : [clock.shown(at)])).join(' to '),
        whoseFilter(flow.filter, flow.layerId),
        flow.filter.filterId ?? '',
        (flow.filter.layer === '' ? flow.layerName : flow.filter.layer).replace(/^FWPM_LAYER_/, ''),
        flow.application + (flow.pid === null ? '' : ` (${flow.pid})`),
        JOINED[flow.joined],
      ],
      evidence: flow.evidence[0] ?? null,
    })),
  };
}

function processes(side: SideSummary): SideTable {
  return {
    title: 'Processes of connections',
    source: 'netstat, tasklist',
    columns: ['Local', 'Remote', 'Protocol', 'Process', 'Id', 'Known by'],
    rows: side.processes.map(({ local, remote, protocol, name, pid, how, evidence }) => ({
      cells: [
        local,
        remote,
        protocol,
        name,
        pid === null ? '' : String(pid),
        how === 'connection' ? 'its own socket' : 'the socket that listens on its port',
      ],
      evidence,
    })),
  };
}

function counters(side: SideSummary): SideTable {
  return {
    title: 'Counters since the start',
    source: 'netstat -s, Get-NetAdapterStatistics',
    columns: ['Of', 'Counter', 'Value', 'Later', 'Difference', 'In the trace'],
    rows: side.counters
      .filter(({ first, last }) => first > 0 || (last ?? 0) > 0)
      .map(({ scope, name, first, last, inTrace, evidence }) => ({
        cells: [
          scope,
          name,
          formatCount(first),
          last === null ? '' : formatCount(last),
          last === null ? '' : formatCount(last - first),
          inTrace === null ? '' : formatCount(inTrace),
        ],
        evidence: evidence[0] ?? null,
      })),
  };
}

function settings(side: SideSummary): SideTable {
  return {
    title: 'Settings of TCP',
    source: 'netsh int tcp show global',
    columns: ['Setting', 'Value', 'Default'],
    rows: side.settings.map(({ setting, value, evidence }) => {
      const { name, values } = USUAL[setting];
      const isUsual = values.includes(value.toLowerCase());
      return { cells: [name, value, isUsual ? 'yes' : `no (${values.join(' or ')})`], evidence };
    }),
  };
}

function addresses(side: SideSummary): SideTable {
  return {
    title: 'Addresses',
    source: 'ipconfig',
    columns: ['Address', 'Of', 'Adapter'],
    rows: side.addresses.map(({ address, role, adapter, evidence }) => ({
      cells: [address, ROLES[role], adapter],
      evidence,
    })),
  };
}

function listeners(side: SideSummary): SideTable {
  return {
    title: 'Sockets that listen',
    source: 'netstat',
    columns: ['Protocol', 'Local', 'Process', 'Id', 'Service'],
    rows: side.listeners.map(({ protocol, local, name, pid, service, evidence }) => ({
      cells: [protocol, local, name, pid === null ? '' : String(pid), service],
      evidence,
    })),
  };
}
