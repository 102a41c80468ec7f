import type { Nanoseconds } from '../../base/time.js';

/** What turns ends into sides and milliseconds into times. */
export interface ConversationContext {
  readonly localEnd: 0 | 1;
  readonly localIsKnown: boolean;
  /** Inputs that show this connection at the same time. */
  readonly captures: number;
  /** End of the log on the clock of the flow table. */
  readonly lastMs: number;
  /** False when the log could not have drop lines: their absence says nothing. */
  readonly areDropsCaptured: boolean;
  readonly timeOf: (ms: number) => Nanoseconds;
}
