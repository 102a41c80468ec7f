import type { InputSummary } from '../../../aggregate/case.js';
import { inputClock } from '../../clock.js';
import { formatBytes, formatCount, formatCounted, formatDuration, formatShare } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { capped } from './capped.js';
import type { Scope } from './scope.js';

const LEDGER_MEANING = [
  ['event', 'Event', 'the first line of a packet, a drop or another record that was understood'],
  ['detail', 'Detail', 'a further line of such a record: the packet itself, a header, payload'],
  ['rundown', 'Rundown', 'components, properties, counters and filters that pktmon lists'],
  ['otherProvider', 'Other provider', 'a record of a provider that is counted, not interpreted'],
  ['blank', 'Blank', 'nothing on the line'],
  ['unparsed', 'Unparsed', 'not understood, for the reasons below'],
  ['leftOut', 'Left out', 'packets that were not dropped: only drops were asked for'],
] as const;

/** One input: what it is, and where each of its lines went. */
export function inputView(input: InputSummary, index: number, scope: Scope) {
  const providers = capped(input.otherProviders, scope.report.top);
  return {
    anchor: `input-${index + 1}`,
    headingId: `input-${index + 1}-title`,
    name: inputName(index, scope),
    facts: inputFacts(input),
    problems: input.problems.map((problem) => ({ text: visibleText(problem) })),
    ledgerTotal: formatCount(input.lines),
    ledger: LEDGER_MEANING.flatMap(([key, word, meaning]) => {
      const lines = input.ledger[key];
      if (lines === undefined) return [];
      return [{ word, meaning, lines: formatCount(lines), share: formatShare(lines, input.lines) }];
    }),
    unparsed: input.unparsedReasons.map(({ reason, meaning, lines, firstLine }) => ({
      reason: visibleText(reason),
      meaning: visibleText(meaning),
      lines: formatCount(lines),
      firstLine: formatCount(firstLine),
    })),
    providers: providers.rows.map(({ provider, lines }) => ({
      provider: visibleText(provider),
      lines: formatCount(lines),
    })),
    providersNote: providers.note,
  };
}

/** Names repeat between machines (`PktMon.txt` in every folder), so several inputs are numbered. */
function inputName(index: number, { names }: Scope): string {
  const name = names[index] ?? '';
  return names.length > 1 ? `${index + 1}. ${name}` : name;
}

function inputFacts(input: InputSummary) {
  const clock = inputClock(input);
  const { firstTime, lastTime } = input;
  const rows: readonly (readonly [string, string])[] = [
    ['Path', visibleText(input.path)],
    ['Format', `${visibleText(input.format)}, ${visibleText(input.encoding)}${languageText(input)}`],
    ['Size', `${formatBytes(input.sizeBytes)}, ${formatCounted(input.lines, 'line')}`],
    [
      'Time',
      firstTime === null || lastTime === null
        ? 'no record carries a time'
        : `${clock.shown(firstTime)} to ${clock.shown(lastTime)} (${formatDuration(lastTime - firstTime)}), ${clock.zone ?? 'time zone not stated'}`,
    ],
    ['Windows build', input.captureBuild === null ? 'not stated' : String(input.captureBuild)],
    ['Records', `${formatCounted(input.packetLines, 'packet line')}, ${formatCounted(input.dropLines, 'drop line')}`],
    ['Lost by the trace', lostText(input)],
    ['Size limit', input.wrapped ? 'reached: the beginning is probably overwritten' : 'not reached, as far as stated'],
    ...rundown(input),
    ...input.notes.map((note) => ['How it was read', visibleText(note)] as const),
  ];
  return rows.map(([label, value]) => ({ label, value }));
}

/** Only PktMon lists components; in a NetTrace nobody misses them. */
function rundown({ hasRundown, packetLines, dropLines }: InputSummary): readonly (readonly [string, string])[] {
  if (hasRundown) return [['Rundown at the end', 'yes: components and counters are known']];
  return packetLines + dropLines === 0 ? [] : [['Rundown at the end', 'no: components have no names']];
}

function lostText({ eventsLost, buffersLost }: InputSummary): string {
  if (eventsLost === null && buffersLost === null) return 'not stated';
  return `${formatCounted(eventsLost ?? 0, 'event')}, ${formatCounted(buffersLost ?? 0, 'buffer')}`;
}

/** Only records of packets have labels in a language. */
function languageText({ language, packetLines, dropLines }: InputSummary): string {
  if (language !== 'unknown') return `, labels: ${visibleText(language)}`;
  return packetLines + dropLines === 0 ? '' : ', labels in a language not in the tables';
}
