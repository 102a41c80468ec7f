import type { RoutedLines } from '../classify/record-router.js';
import { UNPARSED_MEANING } from '../classify/unparsed-reasons.js';
import type { InputSummary, Ledger } from './case.js';
import type { InputFacts } from './input-facts.js';

/** How the bytes of an input were read. */
export interface ReadFacts {
  readonly path: string;
  readonly sizeBytes: number;
  readonly encoding: string;
  /** Characters that were no characters and became U+FFFD. */
  readonly replacements: number;
  /** Why reading ended before the end; null when it did not. */
  readonly failure: Error | null;
}

/** One input for the coverage section: what it is, what was read of it, what was lost. */
export function inputSummary(read: ReadFacts, routed: RoutedLines, facts: InputFacts): InputSummary {
  return {
    path: read.path,
    format: routed.formats[0] ?? 'unknown',
    encoding: read.encoding,
    sizeBytes: read.sizeBytes,
    lines: routed.lines,
    firstTime: facts.firstTime,
    lastTime: facts.lastTime,
    captureBuild: facts.header?.build ?? null,
    utcOffsetMinutes: facts.utcOffsetMinutes,
    eventsLost: facts.header?.eventsLost ?? null,
    buffersLost: facts.header?.buffersLost ?? null,
    wrapped: facts.wrapped,
    hasRundown: facts.hasRundown,
    packetLines: facts.packetLines,
    dropLines: facts.dropLines,
    language: routed.language,
    ledger: ledger(routed),
    unparsedReasons: routed.unparsed.map((entry) => ({ ...entry, meaning: UNPARSED_MEANING[entry.reason] })),
    otherProviders: routed.otherProviders,
    problems: problems(read),
    notes: routed.notes,
  };
}

/** Nothing is left out of most reports: then it has no bucket. */
function ledger({ ledger: { leftOut, ...buckets } }: RoutedLines): Ledger {
  return leftOut > 0 ? { ...buckets, leftOut } : buckets;
}

function problems(read: ReadFacts): string[] {
  const found: string[] = [];
  if (read.failure !== null) found.push(`Reading broke off before the end: ${read.failure.message}`);
  if (read.replacements > 0) {
    found.push(`${read.replacements} characters could not be decoded as ${read.encoding} and are shown as \uFFFD.`);
  }
  return found;
}
