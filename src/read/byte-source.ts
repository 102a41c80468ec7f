import { fstat, read } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

const STANDARD_INPUT_DESCRIPTOR = 0;

/** Where bytes come from. `read` fills the front of `into` and says how many bytes it put there, 0 at the end. */
export interface ByteSource {
  /** Null when nobody knows beforehand: a pipe, a device. */
  readonly sizeBytes: number | null;
  readonly read: (into: Uint8Array) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Opens a file, a named pipe or a device. Errors of the operating system pass through; a directory is `EISDIR`. */
export async function openFileBytes(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r');
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
    return {
      sizeBytes: stats.isFile() ? stats.size : null,
      read: async (into) => (await handle.read(into, 0, into.length, null)).bytesRead,
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Standard input. Redirected from a file (`etlreport - < PktMon.txt`) it is read like one, with a known size;
 * a pipe is read from `stream`, which waits without blocking a thread.
 */
export async function openStandardInput(stream: () => NodeJS.ReadableStream): Promise<ByteSource> {
  const stats = await promisify(fstat)(STANDARD_INPUT_DESCRIPTOR);
  if (!stats.isFile()) return streamBytes(stream());
  const readDescriptor = promisify(read);
  return {
    sizeBytes: stats.size,
    read: async (into) => {
      const { bytesRead } = await readDescriptor(STANDARD_INPUT_DESCRIPTOR, into, 0, into.length, null);
      return bytesRead;
    },
    close: async () => {},
  };
}

/** Bytes that are there already. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  let at = 0;
  return {
    sizeBytes: bytes.length,
    read: (into) => {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      at += part.length;
      return Promise.resolve(part.length);
    },
    close: async () => {},
  };
}

/** Reads a stream in portions of the reader's size; a chunk that is larger waits for the next call. */
export function streamBytes(stream: NodeJS.ReadableStream): ByteSource {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    sizeBytes: null,
    read: async (into) => {
      while (rest.length === 0) {
        const next = await chunks.next();
        if (next.done === true) return 0;
        rest = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
      }
      const count = Math.min(rest.length, into.length);
      into.set(rest.subarray(0, count));
      rest = rest.subarray(count);
      return count;
    },
    close: async () => {
      await chunks.return?.();
    },
  };
}
