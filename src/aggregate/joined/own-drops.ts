import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../base/time.js';
import type { ConnectionSummary } from '../case.js';
import type { StatedConnection } from '../stated/stated-connection.js';
import type { StackDropNote } from './stack-drop-table.js';

/** A drop may be stamped a little before the first or behind the last line of its connection. */
const SLACK: Nanoseconds = 5n * NANOSECONDS_PER_MILLISECOND;
const MAXIMUM_REASONS = 20;

/**
 * Which connection a stack drop belongs to. The transport layer prints ends but no pointer, the network layer not even ports:
 * a drop is joined only if exactly one connection with these ends lived at that time.
 */
export class OwnDrops {
  readonly #of = new Map<StatedConnection, StackDropNote[]>();

  constructor(notes: readonly StackDropNote[], connections: Iterable<StatedConnection>) {
    const byAddresses = indexByAddresses(connections);
    for (const note of notes) {
      if (note.facts.protocol !== 'tcp') continue;
      const owner = ownerOf(note, byAddresses);
      if (owner === null) continue;
      const own = this.#of.get(owner);
      if (own === undefined) this.#of.set(owner, [note]);
      else own.push(note);
    }
  }

  of(connection: StatedConnection): readonly StackDropNote[] {
    return this.#of.get(connection) ?? [];
  }

  summary(connection: StatedConnection): NonNullable<ConnectionSummary['stackDrops']> {
    const own = this.of(connection);
    return {
      lines: own.length,
      packets: own.reduce((sum, { packets }) => sum + packets, 0),
      reasons: [...new Set(own.map(({ meaning }) => meaning.reason))].sort().slice(0, MAXIMUM_REASONS),
    };
  }
}

function indexByAddresses(connections: Iterable<StatedConnection>): ReadonlyMap<string, readonly StatedConnection[]> {
  const index = new Map<string, StatedConnection[]>();
  for (const connection of connections) {
    const { local, remote } = connection;
    if (local === null || remote === null || local.address === '' || remote.address === '') continue;
    const key = `${local.address} ${remote.address}`;
    const same = index.get(key);
    if (same === undefined) index.set(key, [connection]);
    else same.push(connection);
  }
  return index;
}

function ownerOf(
  note: StackDropNote,
  byAddresses: ReadonlyMap<string, readonly StatedConnection[]>,
): StatedConnection | null {
  const { source, sourcePort, destination, destinationPort, direction } = note.facts;
  const sent = {
    from: byAddresses.get(`${source} ${destination}`) ?? [],
    localPort: sourcePort,
    remotePort: destinationPort,
  };
  const received = {
    from: byAddresses.get(`${destination} ${source}`) ?? [],
    localPort: destinationPort,
    remotePort: sourcePort,
  };
  // Without a direction it is a received packet, as everywhere.
  const { from, localPort, remotePort } = direction === 'Tx' ? sent : received;
  const living = from.filter(
    (connection) =>
      isSamePort(localPort, connection.local?.port ?? 0) &&
      isSamePort(remotePort, connection.remote?.port ?? 0) &&
      note.at >= connection.firstTime - SLACK &&
      note.at <= (connection.diedAt ?? connection.lastTime) + SLACK &&
      (note.tcb === null || note.tcb === connection.tcb),
  );
  return living.length === 1 ? (living[0] ?? null) : null;
}

function isSamePort(one: number, other: number): boolean {
  return one === 0 || other === 0 || one === other;
}
