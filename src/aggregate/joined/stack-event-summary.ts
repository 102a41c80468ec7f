import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';

/** What all rows have: how often, when, and a few of the lines. */
export interface Occurrences {
  readonly count: number;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly evidence: readonly EvidenceText[];
}

/** Everything else the stack states, in small tables; rows are sorted, most frequent first. */
export interface StackEventSummary {
  readonly neighbors: readonly (NeighborRow & Occurrences)[];
  readonly routes: readonly (RouteRow & Occurrences)[];
  readonly ports: readonly (PortRow & Occurrences)[];
  readonly interfaces: readonly (InterfaceRow & Occurrences)[];
  readonly wfp: readonly (WfpRow & Occurrences)[];
  readonly applications: readonly (ApplicationRow & Occurrences)[];
  /** What the TCP layer says of no connection, or of one that never was: see `TcpRow`. */
  readonly tcp: readonly (TcpRow & Occurrences)[];
  /** Counters that run since Windows started, and statistics of a period: no drops of this trace. */
  readonly counters: readonly (CounterRow & Occurrences)[];
  /** Rows that found no room, in all tables together. */
  readonly notKept: number;
  /** TCP events that fit no connection or more than one. */
  readonly unattached: number;
  /** Connections that had to make room, because there were too many. */
  readonly connectionsNotKept: number;
  /** What the level of the capture could not show, in sentences: absence proves nothing. */
  readonly notSeen: readonly string[];
}

/** One neighbour at one interface. */
export interface NeighborRow {
  readonly address: string;
  readonly interface: number | null;
  readonly mac: string | null;
  /** State after the last change. */
  readonly state: string | null;
  /** Times it became unreachable or did not answer in time. */
  readonly unreachable: number;
  readonly reachable: number;
  readonly solicitations: number;
  readonly answers: number;
  /** Duplicate address detection failed: somebody else has this address. */
  readonly duplicate: number;
}

export interface RouteRow {
  /** As in `RouteEvent.what`. */
  readonly what: string;
  readonly prefix: string | null;
  readonly nextHop: string | null;
  readonly destination: string | null;
  readonly interface: number | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly status: string | null;
}

export interface PortRow {
  /** As in `PortEvent.what`. */
  readonly what: string;
  readonly protocol: string | null;
  readonly cause: string | null;
  readonly status: string | null;
  /** Address and port of a failure; null for what went well. */
  readonly local: string | null;
  readonly pid: number | null;
}

export interface InterfaceRow {
  readonly what: string;
  readonly interface: number | null;
  readonly alias: string | null;
  readonly address: string | null;
  readonly bitsPerSecond: number | null;
  readonly status: string | null;
}

export interface WfpRow {
  readonly what: string;
  readonly filter: string | null;
  readonly layer: string | null;
  readonly error: string | null;
}

export interface ApplicationRow {
  readonly layer: string;
  readonly what: string;
  readonly status: string | null;
  readonly reason: string | null;
  /** Host, server or share. Hostile text. */
  readonly name: string | null;
  readonly address: string | null;
}

export interface TcpRow {
  /** `rst-without-connection`; `accept-failed`, `listen-failed`; `rate-limit`; `syn-attack`, `low-memory` and the other global steps. */
  readonly what: string;
  readonly local: string | null;
  readonly remote: string | null;
  readonly reason: string | null;
}

export interface CounterRow {
  readonly layer: string;
  readonly counts: string;
  readonly reason: string | null;
  /** The last value printed. */
  readonly packets: number | null;
}
