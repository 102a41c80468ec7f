import { endpoint } from '../../base/endpoint.js';
import type { ConnectionSummary } from '../case.js';
import { summaryFields, type SummaryFields } from '../observed/summary-fields.js';
import type { StatedEnd } from '../stated/stated-end.js';
import type { StatedStory } from '../stated/stated-table.js';

/** Reasons of stack drops named for one connection. */
export type StackDropsOf = (story: StatedStory) => ConnectionSummary['stackDrops'];

/**
 * Puts what packets show and what the stack states of a connection into one summary. A connection of the stack is one life of
 * a pointer: of several with the same ends, the packets belong to the one they overlap most, the others stand for themselves.
 * The two ends of a loopback connection are two connections, with mirrored ends.
 */
export function joinConnections(
  observed: readonly ConnectionSummary[],
  stories: readonly StatedStory[],
  stackDropsOf: StackDropsOf,
): ConnectionSummary[] {
  if (stories.length === 0) return [...observed];
  const byTuple = new Map<string, StatedStory[]>();
  for (const story of stories) {
    const { tuple } = story.connection;
    if (tuple === null) continue;
    const same = byTuple.get(tuple);
    if (same === undefined) byTuple.set(tuple, [story]);
    else same.push(story);
  }
  const joined = new Set<StatedStory>();
  const connections = observed.map((summary) => {
    const candidates =
      byTuple.get(`${summary.local} ${summary.remote}`) ?? byTuple.get(`${summary.remote} ${summary.local}`);
    const story = summary.protocol === 'tcp' && candidates !== undefined ? bestOverlap(summary, candidates) : null;
    if (story === null) return summary;
    joined.add(story);
    return withStated(summary, story, stackDropsOf);
  });
  const alone = stories.filter((story) => !joined.has(story)).map((story) => statedOnly(story, stackDropsOf));
  return [...connections, ...alone].sort(compare);
}

function bestOverlap(summary: ConnectionSummary, candidates: readonly StatedStory[]): StatedStory | null {
  let best: StatedStory | null = null;
  let longest = -1n;
  for (const story of candidates) {
    const { firstTime, lastTime } = story.connection;
    const from = firstTime > summary.firstTime ? firstTime : summary.firstTime;
    const to = lastTime < summary.lastTime ? lastTime : summary.lastTime;
    if (to - from > longest) {
      longest = to - from;
      best = story;
    }
  }
  // One life and packets of another time: still the same connection as far as anybody can tell.
  return best ?? (candidates.length === 1 ? (candidates[0] ?? null) : null);
}

/** Every short field comes from the stack if it states one, else from the packets. */
function withStated(summary: ConnectionSummary, story: StatedStory, stackDropsOf: StackDropsOf): ConnectionSummary {
  const { connection, conversation } = story;
  const stated = summaryFields(conversation);
  const isMirrored = connection.tuple !== `${summary.local} ${summary.remote}`;
  return {
    ...summary,
    ...preferred(stated, summary),
    // Packets did not tell which end is this host; the stack knows.
    ...(isMirrored && !summary.localIsKnown
      ? { local: summary.remote, remote: summary.local, packetsOut: summary.packetsIn, packetsIn: summary.packetsOut }
      : {}),
    localIsKnown: true,
    pids: conversation.pids,
    firstTime: connection.firstTime < summary.firstTime ? connection.firstTime : summary.firstTime,
    lastTime: connection.lastTime > summary.lastTime ? connection.lastTime : summary.lastTime,
    stated: conversation,
    stackDrops: stackDropsOf(story),
    evidence: connection.evidence === null ? summary.evidence : [...summary.evidence, connection.evidence],
  };
}

function preferred(stated: SummaryFields, seen: SummaryFields): SummaryFields {
  return {
    state: stated.state === 'seen' ? seen.state : stated.state,
    retransmits: stated.retransmits ?? seen.retransmits,
    sent: stated.sent ?? seen.sent,
    rttMs: stated.rttMs ?? seen.rttMs,
    connect: stated.connect ?? seen.connect,
    end: stated.end ?? seen.end,
  };
}

function statedOnly(story: StatedStory, stackDropsOf: StackDropsOf): ConnectionSummary {
  const { connection, conversation } = story;
  const { state, retransmits, sent, rttMs, connect, end } = summaryFields(conversation);
  return {
    state,
    retransmits,
    sent,
    rttMs,
    connect,
    end,
    protocol: 'tcp',
    local: nameOf(connection.local) ?? pointerName(story),
    remote: nameOf(connection.remote) ?? 'unknown',
    localIsKnown: connection.local !== null,
    pids: conversation.pids,
    firstTime: connection.firstTime,
    lastTime: connection.lastTime,
    multicast: false,
    packetLines: 0,
    packetsOut: 0,
    packetsIn: 0,
    drops: { lines: 0, packets: 0, reasons: [] },
    observed: null,
    stated: conversation,
    stackDrops: stackDropsOf(story),
    evidence: connection.evidence === null ? [] : [connection.evidence],
  };
}

function nameOf(end: StatedEnd | null): string | null {
  return end === null || end.address === '' ? null : endpoint(end.address, end.port);
}

/** `TCB 0xFFFFA98C1E2D4050`, from its second life on with the number of the life. */
function pointerName({ connection }: StatedStory): string {
  const life = connection.generation > 1 ? ` (${connection.generation})` : '';
  return connection.tcb === null ? 'unknown' : `TCB 0x${connection.tcb}${life}`;
}

/** Broken ones first: dropped packets, failed or broken off, retransmissions, then the most traffic; ties by name and time. */
function compare(x: ConnectionSummary, y: ConnectionSummary): number {
  return (
    Number(x.multicast) - Number(y.multicast) ||
    y.drops.packets - x.drops.packets ||
    Number(isBroken(y)) - Number(isBroken(x)) ||
    (y.retransmits?.events ?? 0) - (x.retransmits?.events ?? 0) ||
    y.packetLines - x.packetLines ||
    (y.sent?.bytes ?? 0) - (x.sent?.bytes ?? 0) ||
    byName(x, y) ||
    Number(x.firstTime - y.firstTime)
  );
}

function isBroken({ connect, end }: ConnectionSummary): boolean {
  return (
    (connect !== null && connect.outcome !== 'established') || (end !== null && end.how !== 'fin' && end.how !== 'open')
  );
}

function byName(x: ConnectionSummary, y: ConnectionSummary): number {
  const one = `${x.local} ${x.remote} ${x.protocol}`;
  const other = `${y.local} ${y.remote} ${y.protocol}`;
  return one < other ? -1 : one > other ? 1 : 0;
}
