import type { DropLocation } from './drop-location.js';
import { allDropReasons, type DropReason } from './drop-reason.js';
import { categoryText, entryOf, type Entry } from './explain-entry.js';
import { fact, type Explanation } from './explanation.js';

/** Entry of a drop reason, also of one that no table has. */
export function reasonEntry(reason: DropReason): Entry {
  const explanation: Explanation = {
    kind: 'drop-reason',
    code: String(reason.code ?? reason.text),
    kindTitle: 'PktMon drop reason',
    title: reason.text,
    facts: [
      ...fact('Symbol', reason.symbol),
      ...fact('From', sinceText(reason)),
      ...fact('Category', categoryText(reason.category)),
      ...fact('Usually', reason.verdict),
      ...fact('But', ...reason.conditions.map((one) => `${one.verdict} when ${one.when}: ${one.why}`)),
      ...fact('Meaning', reason.meaning),
      ...fact('Same text', sameTextAs(reason)),
      ...fact('Causes', ...reason.causes),
      ...fact('Next', ...reason.next),
      ...fact('More', reason.doc),
    ],
  };
  const short = reason.symbol?.replace(/^PktMonDrop_/, '') ?? null;
  const names = [reason.symbol, short, ...reason.aliases, ...reason.alsoPrinted];
  const numbers = reason.code === null ? [] : [reason.code];
  return entryOf(explanation, names, numbers, reason.rank ?? undefined);
}

/** Entry of a place, also of one that no table has. */
export function locationEntry(place: DropLocation): Entry {
  const explanation: Explanation = {
    kind: 'drop-location',
    code: place.hex,
    kindTitle: 'PktMon drop location',
    title: place.symbol ?? 'no name known',
    facts: [
      ...fact('Layer', place.layer),
      ...fact('Meaning', place.meaning),
      ...fact('Path', place.path === null ? null : PATH_WORD[place.path]),
      ...fact('Seen', place.seen),
    ],
  };
  return entryOf(explanation, [place.symbol?.replace(/^PMLOC_/, '') ?? null], [place.code]);
}

const PATH_WORD = { rx: 'receive', tx: 'send', fwd: 'forwarding' } as const;

function sinceText(reason: DropReason): string {
  return reason.since === null ? reason.family : `${reason.family}, since build ${reason.since} or earlier`;
}

function sameTextAs(reason: DropReason): string | null {
  const twins = allDropReasons().filter((other) => other.text === reason.text && other.code !== reason.code);
  return twins.length === 0 ? null : `also printed for ${twins.map((twin) => twin.code).join(', ')}`;
}
