import type { InputSource } from '../read/index.js';

/**
 * The files of one machine and one time: what is analyzed together, on one clock, and gets one report. Plain data.
 * Nothing is open yet; every list is in the order of the paths.
 */
export interface CollectedCase {
  /** Different for every case of a run, and safe as a name of a file: `web01`, `web01-2`. */
  readonly name: string;
  /** Name of the machine as the collection states it (`TSS_WEB01_240131-101500_NET`); null when it states none. */
  readonly host: string | null;
  /** Texts whose first records are of a trace; none when only files were found that explain one. */
  readonly traces: readonly InputSource[];
  /** Files found beside them that explain them (WFP state, netstat, event exports, lists of components). */
  readonly sideInputs: readonly InputSource[];
  /** Files that this program does not read, with what they are. */
  readonly notOurs: readonly ForeignFile[];
}

/** A file that is not read. */
export interface ForeignFile {
  readonly path: string;
  /** What its content says it is, to follow "is": `a binary event trace (.etl), not its text`. */
  readonly what: string;
  /** Path of the file that this one is a copy of: `what` goes on with it; null for all others. */
  readonly sameAs: string | null;
}
