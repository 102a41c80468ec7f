import { RecordRouter, type RoutedLines } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { LogFormat } from '../formats/log-format.js';
import { type ReadExtent, readLines } from '../lines/read-lines.js';
import type { OpenInput } from '../read/index.js';
import { readRanges } from './read-ranges.js';

/** What the records of one input gave. */
export interface RecordsRead extends ReadExtent {
  readonly routed: RoutedLines;
  /** Characters that were none and became U+FFFD. */
  readonly replacements: number;
}

/** How an input is read. */
export interface ReadingPlan {
  readonly formats: readonly LogFormat[];
  readonly encoding: string;
  readonly input: number;
  /** Threads in all, this one included. */
  readonly threads: number;
  readonly rangeBytes: number;
}

/** Encodings in which a line feed looks like one wherever reading begins. */
const DIVISIBLE: ReadonlySet<string> = new Set(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
/** Ranges below which starting threads costs more than it saves. */
const FEWEST_RANGES = 4;

/**
 * decode -> lines -> classify -> parse -> events, for one input: here, or on threads when the file is large.
 *
 * @throws {DependentRecords} when it turns out on threads that only one can read it.
 */
export async function readRecords(
  input: OpenInput,
  blocks: AsyncIterable<Uint8Array>,
  { formats, encoding, input: index, threads, rangeBytes }: ReadingPlan,
  onEvent: (event: Event, verbatim: Verbatim) => void,
  onBlock: (bytesRead: number) => void,
): Promise<RecordsRead> {
  const { filePath, sizeBytes } = input;
  if (threads > 1 && filePath !== null && sizeBytes !== null && sizeBytes >= FEWEST_RANGES * rangeBytes) {
    if (DIVISIBLE.has(encoding)) {
      const file = { path: filePath, encoding, sizeBytes, input: index, rangeBytes, threads: threads - 1 };
      return { ...(await readRanges(file, onEvent, onBlock)), sizeBytes };
    }
  }
  const decoder = createDecoder(encoding);
  const router = new RecordRouter(formats, index, onEvent);
  const read = await readLines(blocks, decoder, {
    onLine: (line) => router.line(line),
    onMove: () => router.keep(),
    onBlock,
  });
  return { ...read, routed: router.end(), replacements: decoder.replacements() };
}
