import type { EventRows } from './event-rows.js';
import type { Selection } from './selection.js';

/** What the selected rows are about, for tables of other things than rows. */
export interface Hits {
  readonly rows: number;
  /** Distinct dropped packets, and retransmissions: of what packets show and what the stack states, the fuller account. */
  readonly drops: number;
  readonly retransmissions: number;
  /** Reasons and kinds of retransmission, as the page writes them. */
  readonly reasons: ReadonlySet<string>;
  /** Places in the case. */
  readonly connections: ReadonlySet<number>;
}

export function hitsOf(rows: EventRows, selection: Selection, selected: Uint32Array): Hits {
  const whats = new Uint8Array(rows.head.whats.length);
  const conversations = new Uint8Array(rows.head.conversations.connection.length);
  // In the order of `ROW_KINDS`: drop, retransmission, and both as stated.
  const byKind = [0, 0, 0, 0];
  for (const row of selected) {
    whats[rows.columns.what[row] ?? 0] = 1;
    conversations[rows.columns.conversation[row] ?? 0] = 1;
    const kind = rows.texts.event.places[row] ?? 0;
    byKind[kind] = (byKind[kind] ?? 0) + (rows.columns.packetCount[row] ?? 0);
  }
  return {
    rows: selected.length,
    drops: Math.max(byKind[0] ?? 0, byKind[2] ?? 0),
    retransmissions: Math.max(byKind[1] ?? 0, byKind[3] ?? 0),
    reasons: new Set([
      ...rows.head.whats.flatMap(({ text }, what) => (whats[what] === 1 ? [text] : [])),
      ...countedReasons(rows, selection),
    ]),
    connections: new Set(
      rows.head.conversations.connection.filter(
        (place, conversation) => place >= 0 && conversations[conversation] === 1,
      ),
    ),
  };
}

/** Reasons in the selected time whose rows are not all in the file: they are only known from the counts over time. */
function countedReasons({ head }: EventRows, { from, to, reason, connection }: Selection): string[] {
  const { series, whats } = head;
  if (series === null || connection !== null) return [];
  const first = from === null ? 0 : Math.floor((from - series.from) / series.bucketMs);
  const end = to === null ? Number.POSITIVE_INFINITY : Math.ceil((to - series.from) / series.bucketMs);
  return series.counts.flatMap(({ what, perBucket }) => {
    const text = whats[what]?.text ?? '';
    const isHit = perBucket.some((count, bucket) => count > 0 && bucket >= first && bucket < end);
    return isHit && (reason === null || reason === text) ? [text] : [];
  });
}
