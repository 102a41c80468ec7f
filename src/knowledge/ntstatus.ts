import type { Category } from './category.js';
import { parseCode } from './code-number.js';
import { lazy } from '../base/lazy.js';
import { lazyTable } from './lazy-table.js';

/** A status of the Windows kernel as traces print it (`0xC00000B5(NT=…)`). */
export interface NtStatus {
  /** `0xC00000B5`. */
  readonly code: string;
  readonly name: string;
  /** What a program sees instead: a code of `winsock.ts`; null when there is no fixed one. */
  readonly winsock: number | null;
  readonly category: Category;
  readonly meaning: string;
  readonly cause: string;
  readonly next: string;
}

const rows = lazyTable<NtStatus>('ntstatus');

const index = lazy(() => ({
  byCode: new Map(rows().map((row) => [Number.parseInt(row.code, 16), row])),
  byName: new Map(rows().map((row) => [row.name, row])),
}));

/**
 * Finds a status by name (`STATUS_IO_TIMEOUT`, case ignored) or number: `0xC00000B5`, `3221225653`, `-1073741643`.
 * Null when it is not in the table, which holds the ones that network traces show.
 */
export function findNtStatus(text: string): NtStatus | null {
  const code = parseCode(text);
  if (code !== null) return index().byCode.get(code) ?? null;
  return index().byName.get(text.trim().toUpperCase()) ?? null;
}

/** All statuses, by number. */
export function allNtStatuses(): readonly NtStatus[] {
  return rows();
}
