import type { CaseRows } from '../../src/aggregate/rows/case-rows.js';
import { RowTable } from '../../src/aggregate/rows/row-table.js';
import type { ConnectionSummary } from '../../src/aggregate/case.js';
import { START } from '../render/log-text.js';
import { rowValues } from './row-values.js';

const MILLISECOND = 1_000_000n;
const REASONS = ['Address resolution timeout', 'INET: receive inspection', 'INET: session state error', '228'];
const RESENDS = ['rto', 'tlp', 'fast', 'syn'];

/** A few rows of every kind, over three minutes. */
export function buildRows(): CaseRows {
  return buildManyRows(60, 1_000_000);
}

/**
 * Rows with the mixture of a real log, always the same for the same number: mostly noise, some harmful drops, a burst of
 * retransmissions in the middle.
 * @param maximum rows that are kept
 * @param connections take turns as the connection of a row; without them, rows have ends that no connection has
 */
export function buildManyRows(
  count: number,
  maximum: number,
  connections: readonly ConnectionSummary[] = [],
): CaseRows {
  const table = new RowTable(maximum);
  const next = numbers(count);
  const reasons = REASONS.map((text) => table.reasons.id(text));
  const resends = RESENDS.map((text) => table.reasons.id(text));
  const directions = ['Rx', 'Tx'].map((text) => table.directions.id(text));
  const locations = [null, 0xe0004219, 0xe0004501, 0xdeadbeef].map((code) => table.locations.id(code));
  const packets = ['', 'S', 'P.', 'echo-request'].map((text) => table.packets.id(text));
  const conversationOf = (index: number) => {
    const own = index % 3 === 0 ? connections[(index / 3) % connections.length] : undefined;
    if (own !== undefined) return table.conversations.id(own.protocol, own.local, own.remote);
    return table.conversations.id('tcp', `192.0.2.5:${50_000 + (next() % 500)}`, `198.51.100.${next() % 250}:443`);
  };
  const step = (180_000n * MILLISECOND) / BigInt(count);
  for (let index = 0; index < count; index++) {
    const isResend = index % 10 === 3;
    table.add(
      rowValues(isResend ? 'retransmission' : 'drop', gradeOf(isResend, index), {
        at: START + BigInt(index) * step + BigInt(next() % 1_000) * 100n,
        reason: (isResend ? resends : reasons)[next() % 4] ?? 0,
        direction: directions[next() % 2] ?? 0,
        component: next() % 2 === 0 ? 49 : 12,
        location: locations[next() % 4] ?? 0,
        conversation: conversationOf(index),
        packet: packets[next() % 4] ?? 0,
        bytes: next() % 5 === 0 ? -1 : 40 + (next() % 1_460),
        lines: 1 + (next() % 3),
        line: 10 + index * 2,
      }),
    );
  }
  const rows = table.finish(connections);
  if (rows === null) throw new Error('no rows');
  return rows;
}

function gradeOf(isResend: boolean, index: number) {
  if (isResend) return index % 4 === 1 ? 'resent-dropped-here' : 'resent';
  return index % 5 === 0 ? 'fault' : index % 7 === 0 ? 'suspect' : 'noise';
}

/** Whole numbers below 2^31, the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state >>> 8;
  };
}
