import { NANOSECONDS_PER_SECOND } from '../../base/time.js';
import type { BlockedFlow } from './side-summary.js';

/** Exports differ in precision: Event Viewer saves whole seconds. */
const SAME_TIME = 2n * NANOSECONDS_PER_SECOND;

/**
 * Events are often exported twice, as CSV and as XML, and the filter engine tells of the same packets: flows of different
 * files with the same ends, filter and time are one. The one that says most stays, with the lines of the others behind its own.
 */
export function withoutRepeats(flows: readonly BlockedFlow[]): readonly BlockedFlow[] {
  const kept: BlockedFlow[] = [];
  const byEnds = new Map<string, number[]>();
  for (const flow of flows) {
    const key = [
      flow.protocol,
      flow.source,
      flow.sourcePort,
      flow.destination,
      flow.destinationPort,
      flow.filter.filterId,
      flow.layerId,
    ].join(' ');
    const places = byEnds.get(key) ?? [];
    const at = places.find((place) => isRepeat(kept[place], flow));
    if (at === undefined) {
      places.push(kept.push(flow) - 1);
      byEnds.set(key, places);
    } else kept[at] = merged(kept[at] as BlockedFlow, flow);
  }
  return kept;
}

function isRepeat(known: BlockedFlow | undefined, flow: BlockedFlow): boolean {
  if (known === undefined || inputsOf(known).some((input) => inputsOf(flow).includes(input))) return false;
  const { firstTime, lastTime } = flow;
  if (!known.isOnTraceClock || !flow.isOnTraceClock) return true;
  if (firstTime === null || lastTime === null || known.firstTime === null || known.lastTime === null) return true;
  return firstTime <= known.lastTime + SAME_TIME && lastTime >= known.firstTime - SAME_TIME;
}

function merged(one: BlockedFlow, other: BlockedFlow): BlockedFlow {
  const [best, rest] = wordsOf(other) > wordsOf(one) ? [other, one] : [one, other];
  return {
    ...best,
    events: Math.max(one.events, other.events),
    what: one.what === 'connection' ? one.what : other.what,
    evidence: [...best.evidence, ...rest.evidence],
  };
}

/** How much a flow tells of its filter and program. */
function wordsOf({ filter, application, pid, isOnTraceClock }: BlockedFlow): number {
  const known = [filter.origin !== null, filter.name !== '', application !== '', pid !== null, isOnTraceClock];
  return known.filter((one) => one).length;
}

function inputsOf({ evidence }: BlockedFlow): readonly number[] {
  return evidence.map(({ input }) => input);
}
