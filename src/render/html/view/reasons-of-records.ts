import { reasonText } from '../rows/row-words.js';
import type { Scope } from './scope.js';

/** Where a record stands. */
interface Place {
  readonly input: number;
  readonly line: number;
}

/**
 * Drop reasons and kinds of retransmission that the single events give for records, in the words in which they are selected:
 * by record (`recordKey`), only for those asked for.
 */
export function reasonsOfRecords(
  wanted: readonly Place[],
  { report }: Scope,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map(wanted.map((place) => [recordKey(place), new Set<string>()]));
  const { rows } = report.case;
  if (rows === undefined) return found;
  // Most lines are none of these: no key has to be written for them.
  const lines = new Set(wanted.map(({ line }) => line));
  const { columns } = rows;
  for (let row = 0; row < rows.length; row++) {
    const line = columns.line[row] ?? 0;
    if (!lines.has(line)) continue;
    const words = found.get(recordKey({ input: columns.input[row] ?? 0, line }));
    words?.add(reasonText(rows, columns.kind[row] ?? 0, columns.reason[row] ?? 0));
  }
  return found;
}

export function recordKey({ input, line }: Place): string {
  return `${input}:${line}`;
}
