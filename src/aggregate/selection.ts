import type { Nanoseconds } from '../base/time.js';
import type { Event } from '../events/event.js';
import type { DropEvent, PacketEvent } from '../events/packet.js';
import type { StackEndpoint } from '../events/stack.js';
import { type End, connectionTest, endOf } from './selection/end-test.js';
import { reasonTest } from './selection/reason-test.js';
import { isBetween, readTimeBound } from './selection/time-bound.js';

/** What part of the traffic a report is about; null or an empty list means all. Rundown and headers are never left out. */
export interface Selection {
  /** `2026-03-01T12:00:05`, or a time of day `12:00`, `12:00:05.25`, on the clock of the log. */
  readonly since: string | null;
  readonly until: string | null;
  /** Each an address, a net, `address:port`, `[v6]:port`, `:port`, or two of them; one of the list is enough. */
  readonly connection: readonly string[];
  /** Each a code, a part of the text or the category of a drop reason; leaves packets that were not dropped out. */
  readonly reason: readonly string[];
}

export const EVERYTHING: Selection = { since: null, until: null, connection: [], reason: [] };

/** True when packets that were not dropped are left out, whether they were captured or not. */
export function asksForDropsOnly(selection: Selection | undefined): boolean {
  return selection !== undefined && selection.reason.length > 0;
}

/** Which events and which connections a report is about. */
export interface Selector {
  /** What was asked for; null when everything is. */
  readonly asked: Selection | null;
  /** True when no packet is selected that was not dropped. */
  readonly dropsOnly: boolean;
  readonly event: (event: Event) => boolean;
  /** The ends as `a.b.c.d:port` or `[v6]:port`. */
  readonly connection: (local: string, remote: string) => boolean;
}

/**
 * Makes the tests. Events of the stack that name a connection by its pointer are all read, or it would have no ends;
 * their connections are selected when they are known.
 * @throws {UsageError} when a time or a connection cannot be understood.
 */
export function selector(selection: Selection): Selector {
  const { since, until, connection, reason } = selection;
  const isPartial = since !== null || until !== null || connection.length > 0 || reason.length > 0;
  const isInTime = timeTest(since, until);
  const isConnection = anyOf(connection.map(connectionTest));
  const isReason = anyOf(reason.map(reasonTest));
  return {
    asked: isPartial ? selection : null,
    dropsOnly: asksForDropsOnly(selection),
    connection: (local, remote) => isConnection === null || isConnection(endOf(local), endOf(remote)),
    event: (event) => {
      if (!TRAFFIC.has(event.kind)) return true;
      if (isInTime !== null && !isInTime(event.at)) return false;
      if (event.kind === 'packet' || event.kind === 'drop') {
        if (isReason !== null && !(event.kind === 'drop' && isReason(event.reason))) return false;
        return isConnection === null || isOfPacket(event, isConnection);
      }
      if (event.kind !== 'stack-drop') return true;
      const { source, destination, local, remote, reason: why } = event;
      if (isReason !== null && !isReason(why?.name ?? String(why?.value ?? ''))) return false;
      return isConnection === null || isConnection(stackEnd(source ?? local), stackEnd(destination ?? remote));
    },
  };
}

/** Kinds that stand for something that happened; the others describe the capture. */
const TRAFFIC: ReadonlySet<Event['kind']> = new Set([
  'packet',
  'drop',
  'stack-drop',
  'tcp',
  'neighbor',
  'route',
  'port',
  'interface',
  'wfp',
  'application',
]);

const NO_END: End = { address: '', port: 0 };

function timeTest(since: string | null, until: string | null): ((at: Nanoseconds) => boolean) | null {
  if (since === null && until === null) return null;
  return isBetween(
    since === null ? null : readTimeBound(since, '--since'),
    until === null ? null : readTimeBound(until, '--until'),
  );
}

/** Null when there is nothing to ask. */
function anyOf<Args extends readonly unknown[]>(
  tests: readonly ((...args: Args) => boolean)[],
): ((...args: Args) => boolean) | null {
  return tests.length === 0 ? null : (...args) => tests.some((test) => test(...args));
}

function isOfPacket({ header }: PacketEvent | DropEvent, isConnection: (one: End, other: End) => boolean): boolean {
  if (header === null) return false;
  const { source, sourcePort, destination, destinationPort, arp } = header;
  if (isConnection({ address: source, port: sourcePort }, { address: destination, port: destinationPort })) return true;
  return arp !== null && isConnection({ address: arp.sender, port: 0 }, { address: arp.target, port: 0 });
}

function stackEnd(end: StackEndpoint | null): End {
  return end ?? NO_END;
}
