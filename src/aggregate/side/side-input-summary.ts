import type { InputSummary } from '../case.js';
import type { SideRead } from '../../classify/side/read-side.js';

/** A side file for the coverage section: what it is and where its lines went. */
export function sideInputSummary(read: SideRead): InputSummary {
  const { event, detail, otherProvider, blank, lines } = read.ledger;
  const replaced =
    read.replacements === 0
      ? []
      : [`${read.replacements} characters could not be decoded as ${read.encoding} and are shown as \uFFFD.`];
  return {
    role: 'side',
    path: read.path,
    format: read.format,
    encoding: read.encoding,
    sizeBytes: read.sizeBytes,
    lines,
    firstTime: null,
    lastTime: null,
    captureBuild: null,
    utcOffsetMinutes: null,
    eventsLost: null,
    buffersLost: null,
    wrapped: false,
    hasRundown: false,
    packetLines: 0,
    dropLines: 0,
    language: 'unknown',
    ledger: { event, detail, rundown: 0, otherProvider, blank, unparsed: 0 },
    unparsedReasons: [],
    otherProviders:
      otherProvider === 0 ? [] : [{ provider: '(text that states nothing this program uses)', lines: otherProvider }],
    problems: [...read.problems, ...replaced],
    notes: [`This is ${read.what}: ${read.facts} facts beside the trace.`, ...read.notes],
  };
}
