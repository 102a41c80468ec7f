import type { Nanoseconds } from '../base/time.js';
import type { Evidence } from './evidence.js';

/** A record of a provider that this program does not interpret; counted by provider, never silently dropped. */
export interface UnknownEvent extends Evidence {
  readonly kind: 'unknown';
  readonly at: Nanoseconds;
  readonly provider: string;
}
