import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { PointBudget } from './congestion-course.js';
import type { ResendBudget } from './resend-log.js';
import type { TextBudget } from './text-budget.js';

/** Gives the line that is being added, while there is room for texts. */
export type LineText = () => EvidenceText | null;

/** What all connections of a case share: room for texts, points and retransmissions, and who is told of each of them. */
export interface StatedBudgets {
  readonly texts: TextBudget;
  readonly points: PointBudget;
  readonly resends: ResendBudget;
  readonly onRetransmission: (at: Nanoseconds) => void;
}
