import type { Changes, ConnectionChange, Trouble } from './comparison.js';
import { type ConversationKey, conversationKey, haveOneHost } from './connection-key.js';
import { rateChange, worstFirst } from './rate-change.js';
import type { SavedReport } from './saved-report.js';

type Connection = SavedReport['connections'][number];

interface Conversation {
  readonly key: ConversationKey;
  readonly trouble: Trouble;
}

const NONE: Trouble = { connections: 0, dropPackets: 0, retransmissions: 0, failed: 0 };
/** Ends of an attempt that are none of a capture that saw too little. */
const FAILED = new Set(['refused', 'unanswered', 'dropped-here', 'unreachable', 'failed', 'half-open']);

/** Conversations whose trouble differs. A conversation without trouble on both sides is alike, however often it took place. */
export function compareConnections(
  good: SavedReport,
  bad: SavedReport,
  goodMinutes: number | null,
  badMinutes: number | null,
): Changes<ConnectionChange> {
  const isSameHost = haveOneHost(good, bad);
  const [before, after] = [conversations(good, isSameHost), conversations(bad, isSameHost)];
  const changed: ConnectionChange[] = [];
  let alike = 0;
  for (const name of new Set([...after.keys(), ...before.keys()])) {
    const [one, other] = [before.get(name), after.get(name)];
    const key = other?.key ?? one?.key;
    if (key === undefined) continue;
    const [x, y] = [one?.trouble ?? NONE, other?.trouble ?? NONE];
    const change = rateChange(sizeOf(x), sizeOf(y), goodMinutes, badMinutes);
    if (change === null) alike++;
    else changed.push({ ...change, ...key, good: x, bad: y });
  }
  const order = worstFirst<ConnectionChange>(
    (row) => sizeOf(row.good) + sizeOf(row.bad),
    ({ protocol, from, to }) => `${protocol} ${from} ${to}`,
  );
  return { changed: changed.toSorted(order), alike };
}

function sizeOf({ dropPackets, retransmissions, failed }: Trouble): number {
  return dropPackets + retransmissions + failed;
}

function conversations({ connections }: SavedReport, isSameHost: boolean): Map<string, Conversation> {
  const found = new Map<string, Conversation>();
  for (const connection of connections) {
    if (connection.multicast) continue;
    const key = conversationKey(connection, isSameHost);
    const name = `${key.protocol} ${key.from} ${key.to}`;
    found.set(name, { key, trouble: sum(found.get(name)?.trouble ?? NONE, troubleOf(connection)) });
  }
  return found;
}

function troubleOf({ drops, stackDrops, retransmits, connect }: Connection): Trouble {
  return {
    connections: 1,
    dropPackets: Math.max(drops.packets, stackDrops?.packets ?? 0), // The two speak of the same packets.
    retransmissions: retransmits?.events ?? 0,
    failed: FAILED.has(connect?.outcome ?? '') ? 1 : 0,
  };
}

function sum(one: Trouble, other: Trouble): Trouble {
  return {
    connections: one.connections + other.connections,
    dropPackets: one.dropPackets + other.dropPackets,
    retransmissions: one.retransmissions + other.retransmissions,
    failed: one.failed + other.failed,
  };
}
