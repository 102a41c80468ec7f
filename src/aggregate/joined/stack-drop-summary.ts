import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { Verdict } from '../../knowledge/verdict.js';

/**
 * Packets that the network stack says it discarded (NetTrace). PktMon may speak of the same ones: all packets dropped on this
 * host are `drops.packets + stackDrops.packets - stackDrops.alsoInPktMon`.
 */
export interface StackDropSummary {
  readonly lines: number;
  /** As the lines state them: one line may tell of several; the echo of another line counts none. */
  readonly packets: number;
  readonly noisePackets: number;
  readonly benignPackets: number;
  /** Packets that a PktMon drop line tells too: same ends, protocol and reason within a few milliseconds. */
  readonly alsoInPktMon: number;
  /** Packets that could not be compared, because there were too many. */
  readonly notCompared: number;
  readonly byReason: readonly StackDropReason[];
  /** Drops with one reason between the same ends, most harmful first. */
  readonly groups: readonly StackDropGroup[];
  readonly groupsNotKept: number;
}

export interface StackDropReason {
  /** `network`, `transport`, `framing`, `icmp`, `arp`, `afd-datagram`, `udp-send`, … */
  readonly layer: string;
  /** Number of the reason in its layer; null when it was not printed. */
  readonly value: number | null;
  readonly reason: string;
  /** Reason of PktMon with the same meaning. */
  readonly code: number | null;
  readonly category: string;
  readonly verdict: Verdict;
  readonly meaning: string;
  readonly lines: number;
  readonly packets: number;
  readonly noisePackets: number;
  readonly alsoInPktMon: number;
  readonly directions: Readonly<Record<string, number>>;
  readonly protocols: Readonly<Record<string, number>>;
  /** Packets by interface index. */
  readonly interfaces: Readonly<Record<string, number>>;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly evidence: readonly EvidenceText[];
}

export interface StackDropGroup {
  readonly layer: string;
  readonly reason: string;
  readonly code: number | null;
  readonly category: string;
  readonly verdict: Verdict;
  /** Why the verdict differs from the usual one of this reason; null when it does not. */
  readonly why: string | null;
  readonly noise: boolean;
  readonly protocol: string;
  /** `Tx` or `Rx` as PktMon says it; empty when not stated. */
  readonly direction: string;
  readonly interface: number | null;
  readonly source: string;
  /** 0 when not stated, or when it differs between the packets. */
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly status: string | null;
  readonly lines: number;
  readonly packets: number;
  readonly alsoInPktMon: number;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly evidence: readonly EvidenceText[];
}
