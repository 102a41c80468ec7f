import type { Case, ConnectionSummary, DropGroup } from '../aggregate/case.js';
import type { Conversation, ConversationEnd, Handshake, RetransmitCounts } from '../aggregate/conversation.js';
import { allDropGroups } from './all-drop-groups.js';
import { findNtStatus } from '../knowledge/ntstatus.js';
import { isHarmfulDrop } from './harmful-drop.js';
import { placeOf, type Place } from './place.js';

/** A connection as the rules look at it: its ends taken apart, the two sources joined, its harmful drops beside it. */
export interface ConnectionView {
  readonly connection: ConnectionSummary;
  readonly local: Place;
  readonly remote: Place;
  /** What the packets show first, then what the stack states; those that exist. */
  readonly sources: readonly Conversation[];
  readonly handshake: Handshake | null;
  readonly end: ConversationEnd | null;
  readonly retransmits: RetransmitCounts | null;
  /** Name of the NTSTATUS with which it failed or ended, as far as the stack states one: `STATUS_IO_TIMEOUT`. */
  readonly status: string | null;
  /** Text of the status as stated, for reasons that are no NTSTATUS. */
  readonly statusText: string;
  /** Dropped packets of this conversation that may matter (not benign, no noise). */
  readonly drops: readonly DropGroup[];
}

/** All unicast connections of a case, in its order. */
export function viewConnections(aggregate: Case): ConnectionView[] {
  const dropsBetween = indexDrops(allDropGroups(aggregate));
  return aggregate.connections
    .filter(({ multicast }) => !multicast)
    .map((connection) => viewConnection(connection, dropsBetween));
}

/** Finds the harmful drops between two addresses. */
export type DropsBetween = (protocol: string, one: string, other: string) => readonly DropGroup[];

/** Groups that may matter, by protocol and pair of addresses. */
export function indexDrops(groups: readonly DropGroup[]): DropsBetween {
  const byPair = new Map<string, DropGroup[]>();
  for (const group of groups) {
    if (group.source === '' || !isHarmfulDrop(group)) continue;
    const key = pairKey(group.protocol, group.source, group.destination);
    const known = byPair.get(key);
    if (known === undefined) byPair.set(key, [group]);
    else known.push(group);
  }
  return (protocol, one, other) => byPair.get(pairKey(protocol, one, other)) ?? [];
}

export function viewConnection(connection: ConnectionSummary, dropsBetween: DropsBetween): ConnectionView {
  const { observed, stated } = connection;
  const local = placeOf(connection.local);
  const remote = placeOf(connection.remote);
  const handshake = joinedHandshake(observed?.handshake ?? null, stated?.handshake ?? null);
  const end = joinedEnd(observed?.end ?? null, stated?.end ?? null);
  const statusText = handshake?.status ?? end?.status ?? '';
  const drops = dropsBetween(connection.protocol, local.address, remote.address);
  return {
    connection,
    local,
    remote,
    sources: [observed, stated].filter((one) => one !== null),
    handshake,
    end,
    retransmits: moreRetransmits(observed?.retransmits ?? null, stated?.retransmits ?? null),
    status: statusName(statusText),
    statusText,
    drops: drops.filter((group) => concerns(group, connection, local, remote)),
  };
}

/** Is a group of drops part of this conversation? Port 0 in a group stands for various ports. */
function concerns(group: DropGroup, { drops, stackDrops }: ConnectionSummary, local: Place, remote: Place): boolean {
  if (!drops.reasons.includes(group.reason) && stackDrops?.reasons.includes(group.reason) !== true) return false;
  const [near, far] =
    group.source === local.address
      ? [group.sourcePort, group.destinationPort]
      : [group.destinationPort, group.sourcePort];
  return (near === 0 || near === local.port) && (far === 0 || far === remote.port);
}

function pairKey(protocol: string, one: string, other: string): string {
  return one < other ? `${protocol} ${one} ${other}` : `${protocol} ${other} ${one}`;
}

/** The packets know how a handshake failed, the stack knows with which status: together they say both. */
function joinedHandshake(seen: Handshake | null, said: Handshake | null): Handshake | null {
  if (seen === null || seen.outcome === 'not-captured') return said ?? seen;
  if (said === null || said.outcome === 'not-captured') return seen;
  const isVague = said.outcome === 'failed' && seen.outcome !== 'established';
  return {
    ...(isVague ? seen : said),
    initiator: said.initiator ?? seen.initiator,
    ms: said.ms ?? seen.ms,
    synOffsets: seen.synOffsets.length >= said.synOffsets.length ? seen.synOffsets : said.synOffsets,
    pattern: seen.pattern ?? said.pattern,
    status: said.status ?? seen.status,
    evidence: [...seen.evidence, ...said.evidence],
  };
}

function joinedEnd(seen: ConversationEnd | null, said: ConversationEnd | null): ConversationEnd | null {
  if (seen === null || seen.how === 'open') return said ?? seen;
  if (said === null || said.how === 'open') return seen;
  // The stack states a retransmission limit or an abort, of which the packets show only the RST.
  return {
    ...said,
    by: said.by ?? seen.by,
    resetClass: seen.resetClass ?? said.resetClass,
    at: said.at ?? seen.at,
    evidence: [...seen.evidence, ...said.evidence],
  };
}

/** `0xC00000B5(NT=STATUS_IO_TIMEOUT)` and its parts. */
function statusName(text: string): string | null {
  for (const part of text.match(/STATUS_\w+|0x[0-9a-f]{8}/gi) ?? []) {
    const status = findNtStatus(part);
    if (status !== null) return status.name;
  }
  return null;
}

/** Neither source sees every retransmission: a capture may miss copies, a trace without details may miss events. */
function moreRetransmits(seen: RetransmitCounts | null, said: RetransmitCounts | null): RetransmitCounts | null {
  if (seen === null || said === null) return seen ?? said;
  return said.events > seen.events ? said : seen;
}
