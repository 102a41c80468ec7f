import type { Nanoseconds } from '../base/time.js';
import type { Evidence, EvidenceText } from '../events/evidence.js';

/**
 * The life of one connection or exchange, told by one source: `observed` from packet lines, `stated` by the stack's own
 * events (NetTrace). Both may exist for one connection and are never mixed: every figure says which it is.
 * Null means "this source cannot tell", which is not zero.
 */
export interface Conversation {
  readonly source: 'observed' | 'stated';
  readonly handshake: Handshake | null;
  /** Payload and segments in each direction, each packet once. */
  readonly sent: Volume | null;
  readonly received: Volume | null;
  readonly rttMs: Distribution | null;
  /** Retransmission timeout as stated by the stack. */
  readonly rtoMs: Distribution | null;
  /** Congestion window over time as stated: bytes. */
  readonly congestionWindow: {
    readonly minimum: number;
    readonly maximum: number;
    readonly last: number;
    /** At most 200 points, spread over the whole connection. */
    readonly series?: readonly CongestionPoint[];
  } | null;
  /** The worst and the first ones when there are many; counts are in `retransmits`. */
  readonly retransmissions: readonly Retransmission[];
  readonly retransmits: RetransmitCounts | null;
  readonly episodes: readonly LossEpisode[];
  /** Episodes that are not in the list. */
  readonly episodesNotKept: number;
  readonly duplicateAcks: number | null;
  /** How often a receiver closed its window, and which one did; probes sent against it. */
  readonly zeroWindows: number | null;
  readonly zeroWindowsBy?: 'local' | 'remote' | 'both' | null;
  readonly windowProbes?: number | null;
  readonly keepAlives: number | null;
  /** Captured segments that arrived out of order, which is not loss. */
  readonly outOfOrder: number | null;
  /** Longest time in ms without a packet in either direction, and when it began. */
  readonly longestIdle: { readonly ms: number; readonly from: Nanoseconds } | null;
  readonly end: ConversationEnd | null;
  /** Requests without an answer of protocols without connections: ICMP echo, DNS and other UDP. */
  readonly unanswered: UnansweredRequests | null;
  /** Largest segment payload, and maximum segment size of the handshake, in bytes. */
  readonly largestSegmentBytes: number | null;
  readonly maximumSegmentSize: number | null;
  readonly pids: readonly number[];
  /** What this source could not see here, in sentences: capture begins in the middle, headers cut, one direction only. */
  readonly notSeen: readonly string[];
  /** Path MTU black hole detection as stated: how often it was entered, left and refused, and the segment sizes in bytes. */
  readonly pathMtu?: {
    readonly entered: number;
    readonly left: number;
    readonly refused: number;
    readonly segmentBytes: number | null;
    readonly originalBytes: number | null;
  } | null;
  /** Our own counts beside the totals that the stack printed at the end (1352, 1477); null without such a line. */
  readonly selfCheck?: TotalsCheck | null;
  /** Kernel pointer of the connection, upper-case hexadecimal without `0x`. */
  readonly tcb?: string | null;
  /** Host name that the application asked for. Hostile text. */
  readonly hostName?: string | null;
}

/** Congestion window and slow start threshold at one moment, in bytes. */
export interface CongestionPoint {
  readonly at: Nanoseconds;
  readonly bytes: number;
  readonly ssthresh: number | null;
}

/** Totals of one connection; null is "not printed". */
export interface ConversationTotals {
  readonly bytesSent: number | null;
  readonly bytesRetransmitted: number | null;
  readonly timeouts: number | null;
  readonly synRetransmits: number | null;
  readonly fastRetransmits: number | null;
  readonly spuriousTimeouts: number | null;
}

export interface TotalsCheck {
  readonly counted: ConversationTotals;
  readonly stated: ConversationTotals;
  /** Null when they cannot agree: the stack sums up the whole life of a connection, of which the trace has only a part. */
  readonly agrees: boolean | null;
}

export interface Volume {
  readonly bytes: number;
  /** With data, SYN or FIN; a segment of large send offload counts as the segments it becomes. Datagrams for UDP and ICMP. */
  readonly segments: number;
}

/** Milliseconds. */
export interface Distribution {
  readonly min: number;
  readonly median: number;
  readonly p99: number;
  readonly last: number;
  readonly samples: number;
}

export interface Handshake {
  readonly initiator: 'local' | 'remote' | null;
  /**
   * `established`; `refused` (RST to the SYN); `unanswered`; `dropped-here` (a drop line for the SYN);
   * `unreachable` (ICMP error); `half-open` (SYN-ACK without ACK); `failed` (the stack states why); `not-captured`.
   */
  readonly outcome:
    | 'established'
    | 'refused'
    | 'unanswered'
    | 'dropped-here'
    | 'unreachable'
    | 'half-open'
    | 'failed'
    | 'not-captured';
  /** From the first SYN to the answer, or to giving up. */
  readonly ms: number | null;
  /** Seconds of each copy of the SYN after the first one, which is 0. */
  readonly synOffsets: readonly number[];
  /** Windows or other default that the offsets match, in words; null when none. */
  readonly pattern: string | null;
  /** NTSTATUS or reason text when the stack states one. */
  readonly status: string | null;
  readonly evidence: readonly EvidenceText[];
}

export interface Retransmission {
  readonly at: Nanoseconds;
  readonly direction: 'out' | 'in';
  readonly kind: RetransmissionKind;
  /** First sequence number, modulo 2^32. */
  readonly sequence: number | null;
  readonly bytes: number;
  readonly segments: number;
  /** Since the copy before, in ms; null when that was not seen. */
  readonly afterMs: number | null;
  /** Which copy of the segment this is: 1 for the first retransmission. */
  readonly copy: number;
  /** True when the network had delivered the data (DSACK, timestamp echo, too early an ACK); null when it cannot be told. */
  readonly spurious: boolean | null;
  /** A drop line on this host explains it; null when drops were not captured. */
  readonly droppedHere: boolean | null;
  /** The drop that explains it; absent or null when none does. */
  readonly explainedBy?: ExplainingDrop | null;
  readonly evidence: EvidenceText;
}

/** A packet dropped on this host that made a retransmission necessary. */
export interface ExplainingDrop {
  /** Code of PktMon with this meaning, null when there is none. */
  readonly code: number | null;
  readonly reason: string;
  readonly at: Nanoseconds;
  /** The data itself on its way out, or the acknowledgement on its way in. */
  readonly packet: 'data' | 'acknowledgement';
  /** How it was found: by its sequence number, or only by the ends and the time. */
  readonly by: 'sequence' | 'time';
  readonly source: 'pktmon' | 'nettrace';
  readonly evidence: Evidence | EvidenceText;
}

export type RetransmissionKind = 'syn' | 'rto' | 'tlp' | 'fast' | 'rack' | 'send-tracker' | 'unknown';

export interface RetransmitCounts {
  readonly events: number;
  readonly segments: number;
  readonly bytes: number;
  readonly syn: number;
  readonly rto: number;
  readonly tlp: number;
  /** Fast retransmit, SACK and RACK. */
  readonly fast: number;
  readonly spurious: number;
  readonly out: number;
  readonly in: number;
  readonly droppedHere: number;
  readonly episodes: number;
  /** Most copies of one segment. */
  readonly mostCopies: number;
}

/** Retransmissions of one direction until everything outstanding at its beginning was acknowledged (RFC 6582, RFC 6675). */
export interface LossEpisode {
  readonly direction: 'out' | 'in';
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly segments: number;
  readonly bytes: number;
  readonly longestSilenceMs: number;
  readonly recovered: boolean;
}

export interface ConversationEnd {
  /** `fin`, `rst`, `retransmission-limit`, `abort`, `refused`, `idle-timeout`, `open` (still open at the end of the log). */
  readonly how: 'fin' | 'rst' | 'retransmission-limit' | 'abort' | 'refused' | 'open';
  readonly by: 'local' | 'remote' | null;
  /** Class of a reset: see `knowledge` on resets, e.g. `application-abort`, `unknown-connection`, `after-fin`, `middlebox`. */
  readonly resetClass: string | null;
  readonly status: string | null;
  readonly at: Nanoseconds | null;
  readonly evidence: readonly EvidenceText[];
}

export interface UnansweredRequests {
  readonly requests: number;
  readonly answered: number;
  /** Answered by an ICMP error: port unreachable, host unreachable, … with how many. */
  readonly icmpErrors: readonly { readonly type: string; readonly count: number; readonly mtuBytes: number | null }[];
  readonly evidence: readonly EvidenceText[];
}
