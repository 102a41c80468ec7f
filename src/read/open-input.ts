import { InputError } from '../base/errors.js';
import type { ByteSource } from './byte-source.js';
import { inputFailure } from './input-failure.js';
import { type InputSource, STANDARD_INPUT, displayName } from './input-source.js';
import { openSource } from './open-source.js';
import { refuseBinary } from './refuse-binary.js';

/** Enough to tell encodings and kinds of files apart. */
export const HEAD_BYTES = 64 * 1024;
/** Larger blocks do not read faster, smaller ones do. */
export const BLOCK_BYTES = 1024 * 1024;

/** An input that is open. */
export interface OpenInput {
  /** Name for people: the path, or `(standard input)`. */
  readonly path: string;
  /** The file itself, when it can be read from any place; null for pipes, members of archives and bytes in memory. */
  readonly filePath: string | null;
  /** Size at opening; null for pipes. A file that is being written may turn out longer. */
  readonly sizeBytes: number | null;
  /** The first bytes, at most `HEAD_BYTES`; a copy that stays valid. */
  readonly head: Uint8Array;
  /**
   * All bytes from the first one, once. Every block lies in the same buffer: it is valid until the next one is asked for.
   * @throws {InputError} `io` when reading fails on the way.
   */
  readonly blocks: () => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/**
 * Opens an input and looks at its head.
 *
 * @param standardInput gives the stream that `-` means when it is not redirected from a file; a function, because merely
 *   touching `process.stdin` opens it.
 * @throws {InputError} when it cannot be read, is empty, or is no text; nothing stays open then.
 */
export async function openInput(
  source: InputSource,
  standardInput: () => NodeJS.ReadableStream = () => process.stdin,
): Promise<OpenInput> {
  const path = displayName(source);
  let bytes: ByteSource | null = null;
  try {
    bytes = await openSource(source, standardInput);
    const isFile = source.member === undefined && source.bytes === undefined && source.path !== STANDARD_INPUT;
    return await withHead(path, bytes, isFile && bytes.sizeBytes !== null ? source.path : null);
  } catch (error) {
    await bytes?.close();
    throw await inputFailure(error, source);
  }
}

async function withHead(path: string, bytes: ByteSource, filePath: string | null): Promise<OpenInput> {
  // Two blocks for a file, which is read ahead; for a pipe that would be to wait for what may never come.
  const places = filePath === null ? 1 : 2;
  const buffer = new Uint8Array(places * BLOCK_BYTES);
  const headLength = await fill(bytes, buffer.subarray(0, HEAD_BYTES));
  const head = buffer.slice(0, headLength);
  const refusal = refusalOfHead(head, path);
  if (refusal !== null) throw refusal;

  let isStarted = false;
  async function* blocks(): AsyncGenerator<Uint8Array> {
    if (isStarted) throw new Error('the blocks of an input can be read only once');
    isStarted = true;
    yield buffer.subarray(0, headLength);
    if (headLength < HEAD_BYTES) return;
    const read = (into: Uint8Array) => readOrFail(bytes, into, path);
    if (places === 2) {
      // The head is still in the first place.
      yield* blocksReadAhead(read, buffer.subarray(BLOCK_BYTES), buffer.subarray(0, BLOCK_BYTES));
      return;
    }
    for (;;) {
      const count = await read(buffer);
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  }
  return { path, filePath, sizeBytes: bytes.sizeBytes, head, blocks, close: bytes.close };
}

/** While somebody works on a block, the next one is read into the other place. */
async function* blocksReadAhead(
  read: (into: Uint8Array) => Promise<number>,
  first: Uint8Array,
  second: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let [place, other] = [first, second];
  let reading = read(place);
  try {
    for (;;) {
      const count = await reading;
      if (count === 0) return;
      reading = read(other);
      reading.catch(() => {}); // Told when its turn comes.
      yield place.subarray(0, count);
      [place, other] = [other, place];
    }
  } finally {
    await reading.catch(() => {}); // Nobody may want the rest, but the place is written to until then.
  }
}

/** Reads until `into` is full or the input ends: a pipe delivers less at a time than it is asked for. */
async function fill(bytes: ByteSource, into: Uint8Array): Promise<number> {
  let length = 0;
  while (length < into.length) {
    const count = await bytes.read(into.subarray(length));
    if (count === 0) break;
    length += count;
  }
  return length;
}

async function readOrFail(bytes: ByteSource, into: Uint8Array, path: string): Promise<number> {
  try {
    return await bytes.read(into);
  } catch (error) {
    throw await inputFailure(error, { path });
  }
}

/** Why an input with these first bytes is no text; null for text. */
export function refusalOfHead(head: Uint8Array, path: string): InputError | null {
  return refuseEmpty(head, path) ?? refuseBinary(head, path);
}

/** A byte order mark alone is empty, too: that is what `Out-File` writes when there was nothing to write. */
function refuseEmpty(head: Uint8Array, path: string): InputError | null {
  const marks = ['', 'fffe', 'feff', 'efbbbf'];
  if (head.length > 3 || !marks.includes(Buffer.from(head).toString('hex'))) return null;
  return new InputError(path, 'empty', `${path} is empty.`, [
    'Check that the conversion ended without an error: pktmon etl2txt PktMon.etl -o PktMon.txt',
  ]);
}
