import type { Clock } from '../../clock.js';
import type { Report } from '../../report.js';
import type { PageLinks } from './page-links.js';

/** What every section of the view is given. */
export interface Scope {
  readonly report: Report;
  readonly clock: Clock;
  /** File names of the inputs, harmless to show. */
  readonly names: readonly string[];
  /** Places of the page. */
  readonly links: PageLinks;
}
