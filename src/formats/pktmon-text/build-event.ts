import type { Nanoseconds } from '../../base/time.js';
import type { Evidence } from '../../events/evidence.js';
import { Flow } from '../../events/flow.js';
import type { PacketHeader } from '../../events/packet.js';
import type { CounterEvent, FilterEvent, TraceHeaderEvent } from '../../events/rundown.js';
import type { Event } from '../../events/event.js';
import type { Match } from '../../parse/match.js';

/** Makes the event of one line of the rundown. */
export function buildRundownEvent(match: Match, at: Nanoseconds, where: Evidence): Event {
  switch (match.record) {
    case 'component':
      return {
        kind: 'component',
        ...where,
        at,
        id: match.number('id') ?? 0,
        type: match.text('type'),
        name: match.text('name'),
        description: match.text('description'),
      };
    case 'property':
      return {
        kind: 'property',
        ...where,
        at,
        component: match.number('component') ?? 0,
        name: match.text('name'),
        value: match.text('value'),
      };
    case 'drop-counters':
      return buildCounter(match, at, where, 'drops');
    case 'flow-counters':
      return buildCounter(match, at, where, 'flow');
    case 'packet-filter':
      return buildFilter(match, at, where);
    default:
      throw new Error(`the grammar gives a record that nobody builds: ${match.record}`);
  }
}

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['2', 'igmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmp6'],
]);

/** Forms 120 to 150 and the RTM form of 200 to 230 name the addresses in the event line itself. */
export function buildHeaderOfEventLine(match: Match): PacketHeader | null {
  const source = match.text('source');
  const destination = match.text('destination');
  if (source === '0' || destination === '0') return null;
  const printed = match.text('protocol');
  const protocol = PROTOCOLS.get(printed) ?? (/^\d+$/.test(printed) ? `ip-${printed}` : printed.toLowerCase());
  const sourcePort = match.number('sourcePort') ?? 0;
  const destinationPort = match.number('destinationPort') ?? 0;
  return {
    flow: new Flow(protocol, source, sourcePort, destination, destinationPort),
    protocol,
    source,
    destination,
    sourcePort,
    destinationPort,
    payloadBytes: null,
    tcp: null,
    icmp: null,
    arp: null,
    link: match.has('macSource')
      ? {
          source: match.text('macSource'),
          destination: match.text('macDestination'),
          etherType: match.text('etherType'),
          vlan: match.number('vlan'),
        }
      : null,
    ip: null,
    info: '',
    inner: null,
    content: `${source}.${sourcePort} > ${destination}.${destinationPort}: ${protocol} ${match.text('tcpFlags')}`,
  };
}

function buildCounter(match: Match, at: Nanoseconds, where: Evidence, counts: 'drops' | 'flow'): CounterEvent {
  return {
    kind: 'counter',
    ...where,
    at,
    counts,
    component: match.number('component') ?? 0,
    edge: match.has('edge') ? match.text('edge') : null,
    edgeId: match.number('edgeId'),
    directionIn: match.text('in.direction'),
    packetsIn: match.number('in.packets') ?? 0,
    bytesIn: match.number('in.bytes') ?? 0,
    directionOut: match.text('out.direction'),
    packetsOut: match.number('out.packets') ?? 0,
    bytesOut: match.number('out.bytes') ?? 0,
  };
}

/** Conditions that are not set are printed as `0`, `0.0.0.0`, `::` or twelve zeros. */
const NOT_SET = /\s(?:0|0\.0\.0\.0|::|0x0+)$/;

function buildFilter(match: Match, at: Nanoseconds, where: Evidence): FilterEvent {
  const conditions = Array.from({ length: match.length('conditions') }, (_, i) => match.text(`conditions.${i}`));
  return {
    kind: 'filter',
    ...where,
    at,
    id: match.number('id') ?? 0,
    name: match.text('name'),
    conditions: conditions.filter((condition) => condition !== '' && !NOT_SET.test(condition)),
  };
}

/** `[MSNT_SystemTrace] Event: Header, …`; null for its other lines (`PartitionInfoExtensionV2`). */
export function buildTraceHeader(match: Match, at: Nanoseconds, where: Evidence): TraceHeaderEvent | null {
  if (!match.has('build') && !match.has('eventsLost')) return null;
  const fileTime = (field: string) => (/^\d+$/.test(match.text(field)) ? BigInt(match.text(field)) : null);
  return {
    kind: 'trace-header',
    ...where,
    at,
    build: match.number('build'),
    processors: match.number('processors'),
    eventsLost: match.number('eventsLost'),
    buffersLost: match.number('buffersLost'),
    startFileTime: fileTime('startTime'),
    endFileTime: fileTime('endTime'),
    maximumFileSizeMb: match.number('maximumFileSize'),
    logFileMode: match.hex('logFileMode'),
  };
}
