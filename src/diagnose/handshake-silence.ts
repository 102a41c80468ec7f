import type { Case } from '../aggregate/case.js';
import type { ConnectionView } from './connection-view.js';
import { msUntilCaptureEnd } from './conversation-facts.js';

/** Every gap between the copies of a SYN is twice the one before. */
const BACKOFF = 2;
/** The first copy of a SYN follows after 1 s (Windows 11, Server 2022) or 3 s (before): a capture that ends sooner cannot tell. */
export const ENOUGH_SILENCE_MS = 3_000;
/** Windows tells the program after about 21 s with either default (0, 1, 3, 7, 15 s and 0, 3, 9 s). */
const GIVEN_UP_AFTER_S = 21;

/** Copies of the SYN after the first one. */
export function copiesOf({ handshake }: ConnectionView): number {
  return handshake?.synOffsets.length ?? 0;
}

/**
 * Was the silence of a handshake seen to its end? True when the stack says so, or when the capture went on past the time of
 * the next copy and none came: then this host had given up. Else the answer may have come after the capture.
 */
export function isSeenToTheEnd(view: ConnectionView, aggregate: Case): boolean {
  if (view.status !== null) return true;
  const offsets = view.handshake?.synOffsets ?? [];
  const last = offsets.at(-1) ?? 0;
  return last * 1000 + msUntilCaptureEnd(view, aggregate) >= nextCopyAfterS(offsets) * 1000;
}

/** Seconds after the first SYN at which the next copy is due, or Windows gives up. */
function nextCopyAfterS(offsets: readonly number[]): number {
  const last = offsets.at(-1);
  if (last === undefined) return ENOUGH_SILENCE_MS / 1000;
  const next = last + BACKOFF * (last - (offsets.at(-2) ?? 0));
  return last < GIVEN_UP_AFTER_S ? Math.min(next, GIVEN_UP_AFTER_S) : next;
}
