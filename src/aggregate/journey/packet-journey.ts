import type { Nanoseconds } from '../../base/time.js';
import type { Verdict } from '../../knowledge/verdict.js';
import type { Identity } from '../case.js';

/** The way of one packet through the components that logged it, in the order of the log. */
export interface PacketJourney {
  /** Why this packet was chosen. */
  readonly why: 'dropped' | 'resent';
  /** Verdict on its first drop in context; null for a packet that was not dropped here. */
  readonly verdict: Verdict | null;
  /** What says that its snapshots are of one packet. Copies of a segment sent again are found by its sequence number. */
  readonly identity: Identity;
  readonly protocol: string;
  /** Ends as `a.b.c.d:port` or `[v6]:port`; empty when the packet names none. */
  readonly source: string;
  readonly destination: string;
  /** The packet as the log prints it, shortened. Hostile text. */
  readonly packet: string;
  readonly steps: readonly JourneyStep[];
  /** Snapshots beyond the limit of one journey. */
  readonly stepsNotKept: number;
}

/** One snapshot. */
export interface JourneyStep {
  readonly at: Nanoseconds;
  readonly input: number;
  readonly line: number;
  readonly component: number;
  /** Null when the line prints none, as drop lines do. */
  readonly edge: number | null;
  readonly direction: string;
  /** 0 for the first copy that was captured, 1 for the first retransmission of it, … */
  readonly copy: number;
  /** Set where the packet was discarded. Hostile text. */
  readonly reason: string | null;
  readonly location: number | null;
}
