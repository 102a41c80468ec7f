import { addCounts } from '../base/parse-counts.js';
import { mainLanguage, type RoutedLines } from '../classify/record-router.js';

/** The account of two pieces of one input, the second behind the first. */
export function mergeRouted(first: RoutedLines, second: RoutedLines): RoutedLines {
  const languages = addUp(first.languages, second.languages);
  return {
    lines: first.lines + second.lines,
    ledger: addUp(first.ledger, second.ledger) as RoutedLines['ledger'],
    unparsed: mergeUnparsed(first, second),
    otherProviders: Object.entries(addUp(byProvider(first), byProvider(second)))
      .map(([provider, lines]) => ({ provider, lines }))
      .sort((a, b) => b.lines - a.lines || (a.provider < b.provider ? -1 : 1)),
    formats:
      first.formats.length > 0 && second.formats.every((id) => first.formats.includes(id))
        ? first.formats
        : [...new Set([...first.formats, ...second.formats])],
    language: mainLanguage(languages),
    notes: [...new Set([...first.notes, ...second.notes])],
    parsing: addCounts(first.parsing, second.parsing),
    languages,
    isSelfContained: first.isSelfContained && second.isSelfContained,
  };
}

function mergeUnparsed(first: RoutedLines, second: RoutedLines): RoutedLines['unparsed'] {
  const byReason = new Map(first.unparsed.map((entry) => [entry.reason, entry]));
  for (const { reason, lines, firstLine } of second.unparsed) {
    const known = byReason.get(reason);
    const merged = { reason, lines, firstLine: firstLine + first.lines };
    byReason.set(reason, known === undefined ? merged : { ...known, lines: known.lines + lines });
  }
  return [...byReason.values()].sort((a, b) => b.lines - a.lines || a.firstLine - b.firstLine);
}

function byProvider({ otherProviders }: RoutedLines): Readonly<Record<string, number>> {
  return Object.fromEntries(otherProviders.map(({ provider, lines }) => [provider, lines]));
}

function addUp(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum: Record<string, number> = { ...one };
  for (const [key, count] of Object.entries(other)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}
