import type { BlockedFlow, SideSummary } from '../../aggregate/side/side-summary.js';
import { isoTime } from '../../base/time.js';
import type { Clock } from '../clock.js';

/** What the files beside the trace say; null without such files. Everything but times is plain already. */
export function jsonSide(side: SideSummary | undefined, clock: Clock) {
  if (side === undefined) return null;
  const { sources, blocked, ...rest } = side;
  return {
    sources: sources.map((source) => ({
      ...source,
      takenAt: source.takenAt === null ? null : isoTime(source.takenAt, 0),
    })),
    blocked: { ...blocked, flows: blocked.flows.map((flow) => jsonFlow(flow, clock)) },
    ...rest,
  };
}

/** A time that is not on the clock of the trace stands as it was printed, without a zone. */
function jsonFlow(flow: BlockedFlow, clock: Clock) {
  const text = (at: bigint | null) => (at === null ? null : flow.isOnTraceClock ? clock.iso(at) : isoTime(at));
  return { ...flow, firstTime: text(flow.firstTime), lastTime: text(flow.lastTime) };
}
