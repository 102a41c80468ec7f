/** Path that stands for standard input, as everywhere on a command line. A file of that name is `./-`. */
export const STANDARD_INPUT = '-';

/** An input: a file, `-` for standard input, a member of an archive, or bytes in memory. Plain data: it can be sent to another thread. */
export interface InputSource {
  /** As the user named it; of a member what people are shown: `collected.zip/TSS_PC1/PktMon.txt`. */
  readonly path: string;
  /** Where the bytes are when they lie in an archive. */
  readonly member?: ArchiveMember;
  /** The bytes themselves, when they are in memory already; `path` is then only their name. */
  readonly bytes?: Uint8Array;
}

/** One member of a zip archive, by its place. Its name is in `InputSource.path` and is never used to write anything. */
export interface ArchiveMember {
  readonly archivePath: string;
  readonly localHeaderOffset: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** False when the bytes are stored as they are. */
  readonly isDeflated: boolean;
  /** CRC-32 of the bytes. */
  readonly checksum: number;
}

/** Name for people: the path itself, or `(standard input)`. */
export function displayName(source: InputSource): string {
  return source.path === STANDARD_INPUT ? '(standard input)' : source.path;
}
