import { categoryTitle, sideOf } from './category.js';
import { allDropReasons } from './drop-reason.js';
import { categoryText, entryOf, type Entry } from './explain-entry.js';
import { fact, type Explanation } from './explanation.js';
import type { TcpipReference } from './tcpip-reference.js';
import type { WfpRecord } from './wfp-reference.js';

/** Drop reasons named with a category; HTTP alone has more than a hundred. */
const MOST_MEMBERS = 40;

/** Entry of a category, with the drop reasons that are in it. */
export function categoryEntry(category: string): Entry {
  const members = allDropReasons().filter((reason) => reason.category === category);
  const shown = members.slice(0, MOST_MEMBERS).map((reason) => reason.code);
  const left = members.length - shown.length;
  const explanation: Explanation = {
    kind: 'category',
    code: category,
    kindTitle: 'Category',
    title: categoryTitle(category),
    facts: [
      ...fact('Side', sideOf(category)),
      ...fact('In PktMon', shown.join(', ') + (left === 0 ? '' : ` and ${left} more`)),
    ],
  };
  return entryOf(explanation, []);
}

const REFERENCE_TITLE: Readonly<Record<TcpipReference['kind'], string>> = {
  default: 'Default of Windows TCP',
  timer: 'TCP timer',
  state: 'TCP state',
  event: 'TCPIP event of NetTrace.txt',
};

/** Entry of a default, timer, state or event. */
export function referenceEntry(reference: TcpipReference): Entry {
  const explanation: Explanation = {
    kind: 'tcpip-reference',
    code: reference.name,
    kindTitle: REFERENCE_TITLE[reference.kind],
    title: reference.name,
    facts: [
      ...fact(reference.kind === 'default' ? 'Value' : 'Meaning', reference.value),
      ...fact('Usually', reference.verdict),
      ...fact('Check', reference.verify),
      ...fact('Standard', reference.rfc),
      ...fact('More', reference.doc),
    ],
  };
  // Numbers of states are too small to be asked for: `4` is a reason, not EstablishedState.
  const numbers = reference.kind === 'event' && reference.number !== undefined ? [reference.number] : [];
  return entryOf(explanation, [reference.name.replace(/State$/, '')], numbers);
}

/** Entries of a WFP record; hints and commands cannot be asked for. */
export function wfpEntries(record: WfpRecord): readonly Entry[] {
  const make = (code: string, kindTitle: string, title: string, facts: Explanation['facts']) =>
    ({ kind: 'wfp', code, kindTitle, title, facts }) as const;
  switch (record.kind) {
    case 'layer': {
      const facts = fact('Number', `${record.id} while Windows runs; it can differ between builds`);
      const explanation = make(record.name, 'WFP layer', record.name, facts);
      return [entryOf(explanation, [record.name.replace(/^FWPM_LAYER_/, '')], [record.id])];
    }
    case 'direction-code':
    case 'layer-code': {
      const facts = fact('Seen', 'in the Security events 5152 and 5157');
      return [entryOf(make(record.code, 'WFP code in events', record.name, facts), [])];
    }
    case 'sublayer':
    case 'provider': {
      const facts = fact('Meaning', record.meaning);
      const explanation = make(record.name, `WFP ${record.kind}`, record.name, facts);
      return [entryOf(explanation, [record.name.replace(/^FWPM_(SUBLAYER|PROVIDER)_/, '')])];
    }
    case 'origin': {
      const facts = [
        ...fact('Category', categoryText(record.category)),
        ...fact('Usually', record.verdict),
        ...fact('Meaning', record.meaning),
        ...fact('Next', ...record.next),
        ...fact('More', record.doc),
      ];
      // `^Stealth$` is what the event prints; a longer expression is not a name.
      const printed = /^\^([\w ]+)\$?$/.exec(record.match)?.[1] ?? null;
      return [entryOf(make(record.name, 'WFP filter origin', record.name, facts), [printed])];
    }
    case 'layer-hint':
    case 'audit':
      return [];
  }
}
