import type { Category } from './category.js';
import { lazyTable } from './lazy-table.js';
import type { Verdict } from './verdict.js';

/** A name of the Windows Filtering Platform, which decides what the firewall lets through. */
export type WfpRecord =
  | { readonly kind: 'layer'; readonly id: number; readonly name: string }
  | { readonly kind: 'layer-hint'; readonly match: string; readonly meaning: string }
  | { readonly kind: 'direction-code'; readonly code: string; readonly name: string }
  | {
      readonly kind: 'layer-code';
      readonly code: string;
      readonly name: string;
      readonly confidence: 'high' | 'medium';
    }
  | { readonly kind: 'sublayer' | 'provider'; readonly name: string; readonly meaning: string }
  | WfpOrigin
  | { readonly kind: 'audit'; readonly meaning: string; readonly command: string };

/** Where a filter comes from, as the events 5152 and 5157 print it in `FilterOrigin`. */
export interface WfpOrigin {
  readonly kind: 'origin';
  /** Regular expression on the printed origin; the first record that matches counts. */
  readonly match: string;
  readonly name: string;
  readonly category: Category;
  readonly verdict: Verdict;
  readonly meaning: string;
  readonly next: readonly string[];
  readonly doc: string;
}

const rows = lazyTable<WfpRecord>('wfp-reference');

/** All records. */
export function allWfpRecords(): readonly WfpRecord[] {
  return rows();
}

/** Name of a layer by its run-time number; prefer the name in the same file, where one is given. Null when unknown. */
export function wfpLayerName(id: number): string | null {
  for (const row of rows()) if (row.kind === 'layer' && row.id === id) return row.name;
  return null;
}

/** What a `FilterOrigin` says; a text that is no known default is the name of a firewall rule. Null when empty. */
export function findWfpOrigin(origin: string): WfpOrigin | null {
  const printed = origin.trim();
  for (const row of rows()) {
    if (row.kind === 'origin' && new RegExp(row.match, 'i').test(printed)) return row;
  }
  return null;
}
