import { formatCounted } from '../render/number.js';
import type { SavedReport } from './saved-report.js';

/** Captures of so different a length show different things by chance. */
const UNEQUAL_TIMES = 5;
/** Less than this is a moment: a rate per minute says little. */
const SHORT_MINUTES = 0.5;

/** Why a difference may come from the captures and not from the machines, in sentences. */
export function* weaknesses(
  good: SavedReport,
  bad: SavedReport,
  goodMinutes: number | null,
  badMinutes: number | null,
): Generator<string> {
  if (goodMinutes === null || badMinutes === null) {
    yield 'At least one side has no time span: numbers are compared as they are, not per minute.';
  } else {
    const ratio = Math.max(goodMinutes / badMinutes, badMinutes / goodMinutes);
    const spans = `good covers ${minutesText(goodMinutes)}, bad ${minutesText(badMinutes)}`;
    if (ratio > UNEQUAL_TIMES) {
      yield `The captures are of very different length (${spans}): what is rare may be missing from the shorter one by chance.`;
    } else if (Math.min(goodMinutes, badMinutes) < SHORT_MINUTES) {
      yield `The captures are short (${spans}): rates per minute are extrapolated.`;
    }
  }
  for (const [one, other, x, y] of [
    [good, bad, 'good', 'bad'],
    [bad, good, 'bad', 'good'],
  ] as const) {
    if (one.traffic.onlyDropsCaptured && !other.traffic.onlyDropsCaptured) {
      yield `Of ${x} only drops were captured, of ${y} all packets: connections and retransmissions cannot be compared.`;
    }
    const lost = one.inputs.reduce(
      (sum, { eventsLost, buffersLost }) => sum + (eventsLost ?? 0) + (buffersLost ?? 0),
      0,
    );
    if (lost > 0)
      yield `The trace of ${x} lost ${formatCounted(lost, 'event or buffer', 'events or buffers')}: its numbers are too low.`;
    if (hasStack(one) && !hasStack(other)) {
      yield `Only ${x} has a trace of the network stack (NetTrace): what the stack states is missing from ${y}.`;
    }
    if (hasPackets(one) && !hasPackets(other)) {
      yield `Only ${x} has lines of PktMon: drops that PktMon shows are missing from ${y}.`;
    }
  }
  if (conditionsOf(good) !== conditionsOf(bad)) {
    yield 'The captures had different packet filters in force: what one of them could not see is no difference.';
  }
  if (JSON.stringify(good.selection ?? null) !== JSON.stringify(bad.selection ?? null)) {
    yield 'The reports are of different parts of their logs (--since, --until, --connection, --reason).';
  }
  if ((good.redacted ?? false) !== (bad.redacted ?? false)) {
    yield 'Only one side is redacted: connections cannot be matched.';
  } else if (good.redacted) {
    yield 'Both sides are redacted: connections match only if they were made with the same --redact-map.';
  }
}

export function minutesText(minutes: number): string {
  if (minutes < 2) return `${Number((minutes * 60).toPrecision(3))} s`;
  return minutes < 120 ? `${Number(minutes.toPrecision(3))} min` : `${Number((minutes / 60).toPrecision(3))} h`;
}

function hasStack({ inputs, stackDrops, connections }: SavedReport): boolean {
  return (
    inputs.some(({ format }) => format === 'nettrace-text') ||
    (stackDrops ?? null) !== null ||
    connections.some(({ stated }) => stated !== null)
  );
}

function hasPackets({ traffic }: SavedReport): boolean {
  return traffic.lines > 0;
}

function conditionsOf({ filters }: SavedReport): string {
  return [...new Set((filters ?? []).map(({ conditions }) => conditions.join(' and ')))].toSorted().join('\n');
}
