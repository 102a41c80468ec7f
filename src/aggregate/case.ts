import type { Nanoseconds } from '../base/time.js';
import type { EvidenceText } from '../events/evidence.js';
import type { Verdict } from '../knowledge/verdict.js';
import type { Conversation } from './conversation.js';
import type { Selection } from './selection.js';
import type { StackDropSummary } from './joined/stack-drop-summary.js';
import type { StackEventSummary } from './joined/stack-event-summary.js';
import type { CaseRows } from './rows/case-rows.js';
import type { PacketJourney } from './journey/packet-journey.js';
import type { SequenceCourse } from './journey/sequence-course.js';
import type { SideSummary } from './side/side-summary.js';

/**
 * Everything that was read, added up: what `diagnose` judges and `render` shows. Plain data.
 * Lists are sorted and the same input gives the same case.
 */
export interface Case {
  readonly inputs: readonly InputSummary[];
  readonly traffic: TrafficSummary;
  readonly drops: DropSummary;
  readonly connections: readonly ConnectionSummary[];
  /** Connections that were counted but not kept one by one, because there were too many. */
  readonly connectionsNotKept: number;
  readonly components: readonly ComponentSummary[];
  readonly filters: readonly FilterSummary[];
  readonly timeline: Timeline;
  /** What the network stack says it discarded (NetTrace); absent when it said nothing of the kind. */
  readonly stackDrops?: StackDropSummary;
  /** Neighbours, routes, ports, filters, applications as the stack states them; absent when no such event was read. */
  readonly stackEvents?: StackEventSummary;
  /** Why inputs could not be put on one clock, in sentences. */
  readonly clockNotes?: readonly string[];
  /** The part of the traffic that was asked for; absent when everything was. */
  readonly selection?: Selection;
  /** Neighbours that this host asked for on its links, silent ones first; absent when packet lines were not followed. */
  readonly neighbours?: readonly NeighbourSummary[];
  /** Dropped packets and retransmissions one by one, bounded; absent when there were none. Put together when first asked for. */
  readonly rows?: CaseRows | undefined;
  /** The way of some packets through the components, worst drops first, at most `MAXIMUM_JOURNEYS`; absent without packet lines. */
  readonly journeys?: readonly PacketJourney[];
  /** Sequence numbers over time of TCP connections, most losses first, at most `MAXIMUM_COURSES`; absent without packet lines. */
  readonly sequences?: readonly SequenceCourse[];
  /** What the files beside the trace say (WFP state, Security events, netstat, …); absent without such files. */
  readonly side?: SideSummary;
}

/** An address that this host asked for with ARP or neighbour discovery. Asking without an answer is a dead or unreachable next hop. */
export interface NeighbourSummary {
  readonly target: string;
  readonly protocol: 'arp' | 'nd';
  readonly askedBy: string;
  readonly requests: number;
  readonly replies: number;
  /** Requests after the last reply: all of them when nobody ever answered. */
  readonly unansweredAtEnd: number;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly evidence: readonly EvidenceText[];
}

export interface InputSummary {
  readonly path: string;
  /** `side` for a file beside the trace; absent for a trace. */
  readonly role?: 'side';
  /** `pktmon-text`, or what the records of the file were; `unknown` when none was recognised. */
  readonly format: string;
  readonly encoding: string;
  readonly sizeBytes: number;
  readonly lines: number;
  /** Null when no record carried a time. Times are those of traffic records, not of the rundown, if there was traffic. */
  readonly firstTime: Nanoseconds | null;
  readonly lastTime: Nanoseconds | null;
  /** Windows build of the capturing machine. */
  readonly captureBuild: number | null;
  readonly utcOffsetMinutes: number | null;
  readonly eventsLost: number | null;
  readonly buffersLost: number | null;
  /** True when the size limit was reached, so the beginning of the capture is probably overwritten. */
  readonly wrapped: boolean;
  /** True when the block of components and counters at the end was there. */
  readonly hasRundown: boolean;
  readonly packetLines: number;
  readonly dropLines: number;
  /** Language of the labels as far as known (`en`, `de`, …), `unknown` for labels not in the tables. */
  readonly language: string;
  readonly ledger: Ledger;
  readonly unparsedReasons: readonly UnparsedReason[];
  /** Lines of other providers, by provider, most first. */
  readonly otherProviders: readonly { readonly provider: string; readonly lines: number }[];
  /** What went wrong while reading, in sentences; empty when nothing did. */
  readonly problems: readonly string[];
  /** How what the input leaves open was read, in sentences: the order of its dates. */
  readonly notes: readonly string[];
}

/** Every line of an input is in exactly one bucket: the sum is the number of lines. */
export interface Ledger {
  readonly event: number;
  readonly detail: number;
  readonly rundown: number;
  readonly otherProvider: number;
  readonly blank: number;
  readonly unparsed: number;
  /** Lines of packets that were not dropped, left out because only drops were asked for; absent when nothing was. */
  readonly leftOut?: number;
}

export interface UnparsedReason {
  /** Id such as `cut-record`, `line-too-long`. */
  readonly reason: string;
  /** Sentence for the reader. */
  readonly meaning: string;
  readonly lines: number;
  readonly firstLine: number;
}

export interface TrafficSummary {
  /** Packet and drop lines with a packet in them. */
  readonly lines: number;
  /** Distinct packets among them. */
  readonly packets: number;
  /** Distinct directed (source, port, destination, port) of IP packets. */
  readonly flows: number;
  /** How packets were told apart. */
  readonly identity: Identity;
  /** Packet lines whose logged size was below the original size. */
  readonly truncatedLines: number;
  /** Packet lines whose detail named no pair of addresses (ARP, 802.11 noise, cut). */
  readonly withoutAddresses: number;
  /** False when a selection by reason left the other packets out: they may have been captured. */
  readonly onlyDropsCaptured: boolean;
}

/** `group-id`: PktGroupId and PktNumber; `content`: same content within a short window (24H2 and later). */
export type Identity = 'group-id' | 'content';

/** Three numbers that are never mixed: lines, distinct packets, connections. */
export interface DropSummary {
  readonly lines: number;
  readonly packets: number;
  /** Distinct packets that are multicast, broadcast or discovery noise. */
  readonly noisePackets: number;
  readonly noiseLines: number;
  /** Distinct unicast packets that are no loss: normal endings, follow-ups. */
  readonly benignPackets: number;
  /** Lines marked `Duplicate Drop:`, not counted above. */
  readonly duplicateLines: number;
  readonly connections: number;
  readonly identity: Identity;
  readonly firstTime: Nanoseconds | null;
  readonly lastTime: Nanoseconds | null;
  readonly selfCheck: SelfCheck;
  readonly byReason: readonly ReasonSummary[];
  /** Drops with one reason on one conversation, most harmful first. */
  readonly groups: readonly DropGroup[];
  readonly groupsNotKept: number;
}

/** The counters of the rundown add up to the drop lines when nothing was lost or filtered. */
export interface SelfCheck {
  readonly counted: number;
  /** Null when the log has no counters. */
  readonly counters: number | null;
  readonly agrees: boolean | null;
}

export type { Verdict };

export interface ReasonSummary {
  /** Null for a text that no table knows. */
  readonly code: number | null;
  /** Text as Windows prints it; the number itself for numeric reasons without text. */
  readonly reason: string;
  readonly symbol: string | null;
  readonly category: string;
  /** Worst verdict of its packets in their context. */
  readonly verdict: Verdict;
  readonly meaning: string;
  readonly lines: number;
  /** Distinct packets with this as their first cause; they add up to `DropSummary.packets`. */
  readonly packets: number;
  readonly noisePackets: number;
  readonly locations: readonly {
    readonly code: string;
    readonly symbol: string | null;
    readonly layer: string;
    readonly lines: number;
  }[];
  readonly components: readonly {
    readonly id: number;
    readonly name: string;
    readonly lines: number;
  }[];
  readonly directions: Readonly<Record<string, number>>;
  readonly connections: number;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly perSecond: number | null;
  readonly share: number;
  readonly evidence: readonly EvidenceText[];
}

export interface DropGroup {
  readonly code: number | null;
  readonly reason: string;
  readonly category: string;
  readonly verdict: Verdict;
  /** Why the verdict differs from the usual one of this reason; null when it does not. */
  readonly why: string | null;
  readonly noise: boolean;
  readonly protocol: string;
  readonly direction: string;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly tcpFlags: string;
  readonly component: number;
  readonly location: number | null;
  readonly lines: number;
  readonly packets: number;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly evidence: readonly EvidenceText[];
}

export interface ConnectionSummary {
  readonly protocol: string;
  /** `a.b.c.d:port` or `[v6]:port`; without port for protocols that have none. */
  readonly local: string;
  readonly remote: string;
  /** False when the log does not tell which end is this host. */
  readonly localIsKnown: boolean;
  readonly pids: readonly number[];
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly state: string;
  readonly multicast: boolean;
  readonly packetLines: number;
  /** Distinct packets seen in each direction, null when packets were not captured. */
  readonly packetsOut: number;
  readonly packetsIn: number;
  readonly drops: {
    readonly lines: number;
    readonly packets: number;
    readonly reasons: readonly string[];
  };
  readonly retransmits: Retransmits | null;
  readonly sent: { readonly bytes: number; readonly segments: number } | null;
  readonly rttMs: {
    readonly min: number;
    readonly median: number;
    readonly p99: number;
  } | null;
  readonly connect: {
    readonly outcome: string;
    readonly ms: number | null;
    readonly synRetransmits: number;
  } | null;
  readonly end: {
    readonly how: string;
    readonly by: string | null;
    readonly status: string | null;
  } | null;
  /** What the packet lines show of it. */
  readonly observed: Conversation | null;
  /** What the stack itself states of it (NetTrace). */
  readonly stated: Conversation | null;
  /** Its packets that the stack says it discarded, as far as they can be told from those of other connections. */
  readonly stackDrops?:
    | { readonly lines: number; readonly packets: number; readonly reasons: readonly string[] }
    | undefined;
  readonly evidence: readonly EvidenceText[];
}

export interface Retransmits {
  readonly events: number;
  readonly segments: number;
  readonly bytes: number;
  readonly syn: number;
  readonly rto: number;
  readonly tlp: number;
  readonly fast: number;
  readonly episodes: number;
}

export interface ComponentSummary {
  readonly input: number;
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly dropLines: number;
  readonly packetLines: number;
  /** Totals of its drop counters; null when it has none. */
  readonly dropCounters: number | null;
}

export interface FilterSummary {
  readonly input: number;
  readonly id: number;
  readonly name: string;
  readonly conditions: readonly string[];
  readonly evidence: EvidenceText;
}

export interface Timeline {
  readonly bucketMs: number;
  readonly from: Nanoseconds | null;
  /** One number per bucket. */
  readonly series: {
    readonly drops: readonly number[];
    readonly noise: readonly number[];
    readonly retransmits: readonly number[];
    readonly packets: readonly number[];
  };
}
