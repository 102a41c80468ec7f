import type { RoutedLines } from '../classify/record-router.js';
import type { EventBatch } from './event-batch.js';

/** A range of a file for a thread: its records are those that begin in `[from, to)`. */
export interface RangeJob {
  readonly index: number;
  readonly path: string;
  readonly encoding: string;
  readonly sizeBytes: number;
  readonly from: number;
  readonly to: number;
}

/** Ranges that are read or wait, for each thread. A range is asked for when the one so many before it was taken. */
export const AHEAD = 4;

/** What a thread answers. */
export type RangeAnswer =
  | {
      readonly kind: 'read';
      readonly index: number;
      readonly batch: EventBatch;
      /** Line numbers are those of the range. */
      readonly routed: RoutedLines;
      readonly replacements: number;
    }
  | { readonly kind: 'failed'; readonly index: number; readonly message: string };
