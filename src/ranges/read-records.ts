import { RecordRouter, type RoutedLines } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { LogFormat } from '../formats/log-format.js';
import { type InputLine, type ReadExtent, readLines } from '../lines/read-lines.js';
import type { OpenInput } from '../read/index.js';
import { packetSieve } from '../sieve/record-sieve.js';
import { isHeavyToSend } from './is-heavy-to-send.js';
import { DependentRecords, RANGE_BYTES, readRanges } from './read-ranges.js';

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
  /** Packets that were not dropped do not matter: they are left out where that is certain. */
  readonly dropsOnly: boolean;
  /** Every record, one after the other on this thread. */
  readonly inTurn?: boolean;
  /** Threads in all, this one included. */
  readonly threads?: number;
  readonly rangeBytes?: number;
}

/** Encodings in which a line feed looks like one wherever reading begins. */
const DIVISIBLE: ReadonlySet<string> = new Set(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
/** Ranges below which starting threads costs more than it saves. */
const FEWEST_RANGES = 8;

/**
 * decode -> lines -> classify -> parse -> events, for one input: here, or on threads when the file is large.
 *
 * @throws {DependentRecords} when it turns out on threads that only one can read it, or that a record needs one that was left out.
 */
export async function readRecords(
  input: OpenInput,
  blocks: AsyncIterable<Uint8Array>,
  plan: ReadingPlan,
  onEvent: (event: Event, verbatim: Verbatim) => void,
  onBlock: (bytesRead: number) => void,
): Promise<RecordsRead> {
  const { filePath, sizeBytes } = input;
  const { formats, encoding, dropsOnly, inTurn = false, threads = 1, rangeBytes = RANGE_BYTES } = plan;
  const sieve = dropsOnly && !inTurn ? packetSieve(formats, encoding) : null;
  // What a sieve leaves is little work for one thread: others would take longer to start.
  const isOnThreads = !inTurn && sieve === null && threads > 1 && DIVISIBLE.has(encoding);
  const isLarge = sizeBytes !== null && sizeBytes >= FEWEST_RANGES * rangeBytes;
  if (isOnThreads && filePath !== null && isLarge && !(await isHeavyToSend(input.head, encoding, formats))) {
    const file = { path: filePath, encoding, sizeBytes, input: plan.input, rangeBytes, formats, threads: threads - 1 };
    return { ...(await readRanges(file, onEvent, onBlock)), sizeBytes };
  }
  const decoder = createDecoder(encoding);
  const router = new RecordRouter(formats, plan.input, onEvent);
  const consumer = {
    onLine: (line: InputLine) => router.line(line),
    onMove: () => router.keep(),
    onLeftOut: (lines: number) => router.leaveOut(lines),
    onBlock,
  };
  const read = await readLines(blocks, decoder, consumer, sieve);
  const routed = router.end(sieve?.leftOutBytes);
  if (routed.ledger.leftOut > 0 && !routed.isSelfContained) throw new DependentRecords();
  return { ...read, routed, replacements: decoder.replacements() };
}
