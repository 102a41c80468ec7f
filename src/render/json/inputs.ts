import type { InputSummary } from '../../aggregate/case.js';
import { inputClock } from '../clock.js';

/** One input: what was read of it and where each of its lines went. */
export function jsonInput(input: InputSummary) {
  const clock = inputClock(input);
  const { ledger } = input;
  return {
    path: input.path,
    role: input.role ?? 'trace',
    format: input.format,
    encoding: input.encoding,
    language: input.language,
    sizeBytes: input.sizeBytes,
    lines: input.lines,
    firstTime: input.firstTime === null ? null : clock.iso(input.firstTime),
    lastTime: input.lastTime === null ? null : clock.iso(input.lastTime),
    captureBuild: input.captureBuild,
    utcOffsetMinutes: input.utcOffsetMinutes,
    eventsLost: input.eventsLost,
    buffersLost: input.buffersLost,
    wrapped: input.wrapped,
    hasRundown: input.hasRundown,
    packetLines: input.packetLines,
    dropLines: input.dropLines,
    ledger: {
      event: ledger.event,
      detail: ledger.detail,
      rundown: ledger.rundown,
      otherProvider: ledger.otherProvider,
      blank: ledger.blank,
      unparsed: ledger.unparsed,
      ...(ledger.leftOut !== undefined && { leftOut: ledger.leftOut }),
    },
    unparsedReasons: input.unparsedReasons.map(({ reason, meaning, lines, firstLine }) => ({
      reason,
      meaning,
      lines,
      firstLine,
    })),
    otherProviders: input.otherProviders.map(({ provider, lines }) => ({ provider, lines })),
    problems: input.problems,
    notes: input.notes,
  };
}
