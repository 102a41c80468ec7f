import type { InputError } from '../base/errors.js';
import type { Nanoseconds } from '../base/time.js';
import type { InputSource } from '../read/index.js';

/** What the first bytes of a file say it is. Names say nothing. */
export type Probed = { readonly sizeBytes: number } & (
  | {
      readonly kind: 'trace';
      /** Time of its first record; null when its beginning states none, or only times of day. */
      readonly firstTime: Nanoseconds | null;
      /** Windows build of the machine, when its beginning states it. */
      readonly captureBuild: number | null;
    }
  /** No trace, but a file that may say more about the machine of one. */
  | { readonly kind: 'side'; readonly hostName: string | null }
  | { readonly kind: 'zip' }
  /** Why it is not read, in words for somebody who named it; some of these texts name their machine all the same. */
  | { readonly kind: 'not-ours'; readonly refusal: InputError; readonly hostName: string | null }
);

/** Looks into a file. @throws {InputError} when it cannot be read. */
export type Probe = (source: InputSource) => Promise<Probed>;
