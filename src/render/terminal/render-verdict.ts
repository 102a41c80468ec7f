import type { Report } from '../report.js';
import { closingLines } from './closing-lines.js';
import { dropTableLines } from './drop-table.js';
import { findingLines } from './finding-lines.js';
import { headLines } from './head-lines.js';
import { type Ink, ink } from './ink.js';

export interface VerdictOptions {
  /** Width of the terminal in characters; lines are never longer than this (at least 60, at most 120). */
  readonly columns: number;
  /** True for ANSI colours; the text says everything without them. */
  readonly color: boolean;
}

/** What each part of the verdict is given. */
export interface Page {
  readonly report: Report;
  readonly columns: number;
  readonly ink: Ink;
}

const NARROWEST = 60;
const WIDEST = 120;

/**
 * The short verdict for a person at a terminal: one screen, ends with a line break. Log text comes out
 * with every control character made visible, so that it cannot move the cursor or change colours.
 */
export function renderVerdict(report: Report, options: VerdictOptions): string {
  const page: Page = {
    report,
    columns: Math.min(WIDEST, Math.max(NARROWEST, options.columns)),
    ink: ink(options.color),
  };
  const parts = [headLines(page), findingLines(page), dropTableLines(page), closingLines(page)];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
