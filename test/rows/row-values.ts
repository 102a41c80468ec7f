import { ExactTime } from '../../src/aggregate/exact-time.js';
import {
  ROW_GRADES,
  ROW_KINDS,
  type CaseRows,
  type RowGrade,
  type RowKind,
} from '../../src/aggregate/rows/case-rows.js';
import type { RowValues } from '../../src/aggregate/rows/row-columns.js';

type Changes = Partial<Omit<RowValues, 'kind' | 'grade' | 'ms' | 'ns'>> & { readonly at?: bigint };

/** A row by the names of its kind and grade; everything else may be left out. `at`: nanoseconds since 1970. */
export function rowValues(kind: RowKind, grade: RowGrade, { at = 0n, ...changes }: Changes = {}): RowValues {
  const time = new ExactTime();
  time.set(at);
  return {
    ms: time.ms,
    ns: time.ns,
    reason: 0,
    direction: 0,
    component: -1,
    location: 0,
    conversation: 0,
    packet: 0,
    bytes: -1,
    lines: 1,
    packetCount: 1,
    input: 0,
    line: 1,
    ...changes,
    kind: ROW_KINDS.indexOf(kind),
    grade: ROW_GRADES.indexOf(grade),
  };
}

/** `fault 17`: grade and line of every row, which is enough to tell rows apart. */
export function gradesAndLines({ columns, length }: CaseRows): string[] {
  return Array.from({ length }, (_, row) => `${ROW_GRADES[columns.grade[row] ?? 0]} ${columns.line[row]}`);
}
