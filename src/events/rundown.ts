import type { Nanoseconds } from '../base/time.js';
import type { Evidence } from './evidence.js';

/** `Component 12, Type NetCx , Name e1dn.sys, Intel(R) Ethernet Connection (18) I219-V ` Ids change with every driver start. */
export interface ComponentEvent extends Evidence {
  readonly kind: 'component';
  readonly at: Nanoseconds;
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly description: string;
}

/** `Property: Component 40, IfIndex  = 22 ` */
export interface PropertyEvent extends Evidence {
  readonly kind: 'property';
  readonly at: Nanoseconds;
  readonly component: number;
  readonly name: string;
  readonly value: string;
}

/**
 * `Drop Counters: Component 98, Direction In = Rx , Packets In 2078, Bytes In 230862, Direction Out = Tx , Packets Out 0, Bytes Out 0 `
 * Not drops: the totals since `pktmon start`, the self-check of the drop lines.
 */
export interface CounterEvent extends Evidence {
  readonly kind: 'counter';
  readonly at: Nanoseconds;
  readonly counts: 'drops' | 'flow';
  readonly component: number;
  /** Edge name and id of flow counters, else null. */
  readonly edge: string | null;
  readonly edgeId: number | null;
  readonly directionIn: string;
  readonly packetsIn: number;
  readonly bytesIn: number;
  readonly directionOut: string;
  readonly packetsOut: number;
  readonly bytesOut: number;
}

/** `Packet Filter 1, Name , MAC-1 0x000000000000, … IP-1 192.0.2.1, … TCPFlags 0 ` A filter in force: other traffic is missing. */
export interface FilterEvent extends Evidence {
  readonly kind: 'filter';
  readonly at: Nanoseconds;
  readonly id: number;
  readonly name: string;
  /** Conditions that are set, as printed: `IP-1 192.0.2.1`, `Port-1 443`. */
  readonly conditions: readonly string[];
}

/** First line of a log: build of the capture, what was lost, and the UTC times that give the zone of the stamps. */
export interface TraceHeaderEvent extends Evidence {
  readonly kind: 'trace-header';
  readonly at: Nanoseconds;
  readonly build: number | null;
  readonly processors: number | null;
  readonly eventsLost: number | null;
  readonly buffersLost: number | null;
  /** FILETIME (100 ns since 1601, UTC) as printed. */
  readonly startFileTime: bigint | null;
  readonly endFileTime: bigint | null;
  /** Size limit of the ETL in MB and its mode bits: a circular log has lost its beginning. */
  readonly maximumFileSizeMb: number | null;
  readonly logFileMode: number | null;
}
