import type { Clock } from '../../clock.js';
import type { Report } from '../../report.js';

/** What every section of the view is given. */
export interface Scope {
  readonly report: Report;
  readonly clock: Clock;
  /** File names of the inputs, harmless to show. */
  readonly names: readonly string[];
}
