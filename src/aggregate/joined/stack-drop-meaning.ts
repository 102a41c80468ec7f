import type { StackDropEvent, StackDropLayer } from '../../events/stack-drop.js';
import type { Category } from '../../knowledge/category.js';
import type { DropFacts } from '../../knowledge/drop-condition.js';
import { dropReasonOf } from '../../knowledge/drop-reason.js';
import { judgeDrop } from '../../knowledge/drop-verdict.js';
import { isMulticastOrBroadcast } from '../../knowledge/noise.js';
import { findTcpipReasons, type TcpipLayer, type TcpipReason } from '../../knowledge/tcpip-reason.js';
import type { Verdict } from '../case.js';
import { bareAddress } from '../stated/stated-end.js';
import { reasonWords } from '../stated/status-words.js';

/** What a stack drop means, in the words of PktMon where it has any. */
export interface StackDropMeaning {
  readonly reason: string;
  readonly value: number | null;
  readonly code: number | null;
  readonly category: string;
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly noise: boolean;
  readonly meaning: string;
}

/** Layers whose reasons are in the table of the TCP/IP stack. */
const TABLE_OF: Partial<Readonly<Record<StackDropLayer, TcpipLayer>>> = {
  network: 'network',
  transport: 'transport',
  icmp: 'icmp',
  framing: 'framing',
  arp: 'arp',
  'afd-datagram': 'afd-datagram',
};

interface Usual {
  readonly category: Category;
  readonly verdict: Verdict;
  readonly meaning: string;
}

const UNKNOWN: Usual = { category: 'unknown', verdict: 'suspect', meaning: 'A reason that is in no table.' };

/** What a message means that has no numbered reason; names of events are those of Microsoft-Windows-TCPIP. */
const USUAL: Partial<Readonly<Record<StackDropLayer, Usual>>> = {
  'udp-send': {
    category: 'no-route',
    verdict: 'suspect',
    meaning: 'A datagram could not be sent: no source address, path or next hop was found for it.',
  },
  'raw-send': { category: 'no-route', verdict: 'suspect', meaning: 'A packet of a raw socket could not be sent.' },
  'tcp-receive': {
    category: 'application',
    verdict: 'suspect',
    meaning: 'Data arrived after the application had stopped reading.',
  },
  silent: {
    category: 'adapter-state',
    verdict: 'suspect',
    meaning: 'The connection is silent because the system is in a low-power state.',
  },
  'low-power': {
    category: 'adapter-state',
    verdict: 'fault',
    meaning: 'The interface is in low-power mode, so the request failed at once.',
  },
  reassembly: {
    category: 'invalid-packet',
    verdict: 'suspect',
    meaning: 'Fragments of a packet could not be put together.',
  },
  options: { category: 'invalid-packet', verdict: 'suspect', meaning: 'An IP option was not valid.' },
  'upper-layer': {
    category: 'destination-unreachable',
    verdict: 'suspect',
    meaning: 'No protocol above IP took the packet.',
  },
  clone: {
    category: 'normal-operation',
    verdict: 'benign',
    meaning: 'A copy of a packet was given up; the packet itself went on.',
  },
  filtered: {
    category: 'normal-operation',
    verdict: 'benign',
    meaning: 'A packet was not given to a socket that did not ask for this interface.',
  },
  flsnpi: {
    category: 'local-policy',
    verdict: 'suspect',
    meaning: 'A client of the framing layer (virtual switch, filter driver) took the packet.',
  },
};

/** `address resolution` and the like: what a failed send says in words decides more than its layer. */
const RESOURCE_WORDS = /alloc|resource|memory|context/i;

export function stackDropMeaning(event: StackDropEvent, facts: DropFacts): StackDropMeaning {
  const row = reasonRow(event);
  const printed = reasonWords(event.reason);
  const value = event.reason?.value ?? row?.value ?? null;
  if (row !== null && row.pktmonId !== null) {
    const known = dropReasonOf(row.pktmonId);
    const { verdict, why } = judgeDrop(known, facts);
    return {
      reason: row.text ?? known.text,
      value,
      code: row.pktmonId,
      category: row.category,
      verdict,
      why,
      noise: facts.multicast && verdict === 'benign',
      meaning: row.meaning,
    };
  }
  const usual: Usual = row ?? USUAL[event.layer] ?? UNKNOWN;
  const isShort = row === null && printed !== null && RESOURCE_WORDS.test(printed);
  const category = isShort ? 'low-resources' : usual.category;
  const noise = facts.multicast && usual.verdict === 'benign';
  return {
    reason: row?.text ?? printed ?? event.layer,
    value,
    code: null,
    category,
    verdict: usual.verdict,
    why: null,
    noise,
    meaning: usual.meaning,
  };
}

/** What is known of the packet, in the terms in which PktMon drops are judged. `broadcast`: known broadcast addresses of nets. */
export function stackDropFacts(event: StackDropEvent, broadcast: ReadonlySet<string>): DropFacts {
  const { source, destination } = endsOf(event);
  const to = destination === null ? '' : bareAddress(destination.address);
  return {
    protocol: protocolOf(event),
    source: source === null ? '' : bareAddress(source.address),
    sourcePort: source?.port ?? 0,
    destination: to,
    destinationPort: destination?.port ?? 0,
    multicast: isMulticastOrBroadcast(to) || broadcast.has(to),
    linkMulticast: false,
    tcpFlags: null,
    direction: event.direction === null ? '' : event.direction === 'send' ? 'Tx' : 'Rx',
    location: null,
    earlierReasons: [],
    etherType: null,
    icmpType: null,
  };
}

/** Without a direction the transport layer speaks of received packets: its reasons are those of the receive path. */
function endsOf({ direction, local, remote, source, destination }: StackDropEvent) {
  if (local === null && remote === null) return { source, destination };
  return direction === 'send' ? { source: local, destination: remote } : { source: remote, destination: local };
}

/** PktMon says `icmp6` where the stack says `icmpv6`. */
function protocolOf({ protocol, layer, family }: StackDropEvent): string {
  if (protocol === 'icmpv6') return 'icmp6';
  if (protocol !== null) return protocol;
  if (layer === 'icmp') return family === 'ipv6' ? 'icmp6' : 'icmp';
  if (layer === 'arp') return 'arp';
  if (layer === 'udp-send' || layer === 'afd-datagram') return 'udp';
  return layer === 'tcp-receive' || layer === 'silent' ? 'tcp' : 'unknown';
}

function reasonRow({ layer, reason }: StackDropEvent): TcpipReason | null {
  const table = TABLE_OF[layer];
  if (table === undefined || reason === null) return null;
  const named = reason.name === null ? [] : findTcpipReasons(reason.name);
  const found = named.length > 0 ? named : reason.value === null ? [] : findTcpipReasons(String(reason.value));
  return found.find((row) => row.layer === table) ?? null;
}
