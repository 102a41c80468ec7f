import type { Nanoseconds } from '../../base/time.js';
import type { ObservedEnd } from './observed-table.js';

/** What turns ends into sides and milliseconds into times. */
export interface ConversationContext extends ObservedEnd {
  readonly localEnd: 0 | 1;
  readonly localIsKnown: boolean;
  /** Inputs that show this connection at the same time. */
  readonly captures: number;
  /** End of the log on the clock of the flow table. */
  readonly lastMs: number;
  readonly timeOf: (ms: number) => Nanoseconds;
}
