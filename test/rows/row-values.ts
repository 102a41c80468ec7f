import {
  ROW_GRADES,
  ROW_KINDS,
  type CaseRows,
  type RowGrade,
  type RowKind,
} from '../../src/aggregate/rows/case-rows.js';
import type { RowValues } from '../../src/aggregate/rows/row-columns.js';

/** A row by the names of its kind and grade; everything else may be left out. */
export function rowValues(
  kind: RowKind,
  grade: RowGrade,
  changes: Partial<Omit<RowValues, 'kind' | 'grade'>> = {},
): RowValues {
  return {
    at: 0n,
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
