/**
 * What an archive may ask for. Collected logs stay far below: real PktMon texts shrink to a thirtieth, and a collection of
 * a machine has some hundred files. An archive made to exhaust a machine does not.
 */
export interface ZipLimits {
  /** Files in one archive. */
  readonly entries: number;
  /** Characters of a name, folders included. */
  readonly nameCharacters: number;
  /** Unpacked bytes for each packed byte, of a member and of the archive. Deflate cannot exceed 1,032. */
  readonly ratio: number;
  /** Smaller members and archives may have any ratio: a file of blanks is no attack. Unpacked bytes. */
  readonly ratioFromBytes: number;
  /** Unpacked bytes of one archive. */
  readonly totalBytes: number;
}

const MEBIBYTE = 1024 * 1024;

export const ZIP_LIMITS: ZipLimits = {
  entries: 50_000,
  nameCharacters: 1024,
  ratio: 250,
  ratioFromBytes: 64 * MEBIBYTE,
  totalBytes: 1024 * 1024 * MEBIBYTE,
};
