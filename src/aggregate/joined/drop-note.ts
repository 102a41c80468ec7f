import type { Nanoseconds } from '../../base/time.js';

/** One dropped packet as PktMon tells it. */
export interface DropNote {
  readonly input: number;
  readonly line: number;
  readonly at: Nanoseconds;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Null when neither `Tx` nor `Rx` was printed. */
  readonly isSent: boolean | null;
  readonly payloadBytes: number | null;
  readonly sequence: number | null;
  readonly sequenceEnd: number | null;
  readonly acknowledgement: number | null;
  /** tcpdump letters, empty for other protocols. */
  readonly flags: string;
  /** Codes of all its lines, the first cause first. */
  readonly codes: readonly number[];
  readonly reason: string;
  /** The usual ends of a connection and echoes: no loss. */
  readonly isHarmless: boolean;
  readonly text: string | null;
  /** A stack drop was found to be the same packet. */
  isTaken: boolean;
}
