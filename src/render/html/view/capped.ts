import { formatCount } from '../../number.js';

/** At most `limit` rows, and the sentence that says so; null when all are there. */
export function capped<Row>(
  rows: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly note: string | null } {
  if (rows.length <= limit) return { rows, note: null };
  return {
    rows: rows.slice(0, limit),
    note: `Showing ${formatCount(limit)} of ${formatCount(rows.length)} - use --format json for all.`,
  };
}
