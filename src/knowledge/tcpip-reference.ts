import { lazyTable } from './lazy-table.js';
import type { Verdict } from './verdict.js';

/** A default of Windows TCP, a timer, a state of a connection, or what an event of NetTrace.txt stands for. */
export interface TcpipReference {
  readonly kind: 'default' | 'timer' | 'state' | 'event';
  /** `InitialRto`, `RetransmitTimer`, `SynSentState`; the number of an event. */
  readonly name: string;
  /** The number of a state or event. */
  readonly number?: number;
  /** Value of a default, meaning of the others. */
  readonly value: string;
  /** How to read the value of a machine. */
  readonly verify?: string;
  readonly role?: string;
  readonly verdict?: Verdict;
  readonly rfc?: string;
  readonly doc?: string;
  readonly confidence?: 'high' | 'medium' | 'low';
}

const rows = lazyTable<TcpipReference>('tcpip-reference');

/** All records: defaults, timers, states, events. */
export function allTcpipReferences(): readonly TcpipReference[] {
  return rows();
}

/** One record by kind and name, case ignored: `findTcpipReference('default', 'InitialRto')`; null when there is none. */
export function findTcpipReference(kind: TcpipReference['kind'], name: string): TcpipReference | null {
  const wanted = name.toLowerCase();
  return rows().find((row) => row.kind === kind && row.name.toLowerCase() === wanted) ?? null;
}
