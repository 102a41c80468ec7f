import { categoryTitle, sideOf } from './category.js';
import { EXPLANATION_KINDS, type Explainable, type Explanation } from './explanation.js';

/** An explanation with everything under which it can be found. */
export interface Entry {
  readonly explanation: Explanation;
  /** Names, symbols and texts that mean exactly this one, as `searchKey` makes them. */
  readonly names: readonly string[];
  readonly numbers: readonly number[];
  /** Title and names in lower case: a hit here counts more than one in `body`. */
  readonly head: string;
  readonly body: string;
  /** Place among equally good hits: kind first, then how common it is. */
  readonly order: number;
}

/** Less than any rank of `data/drop-reasons.json` leaves room for: kinds do not mix. */
const ORDER_STEP = 1000;

/** Builds an entry; `rank` (1 is the most common) orders the entries of one kind. */
export function entryOf(
  explanation: Explanation,
  names: readonly (string | null)[],
  numbers: readonly number[] = [],
  rank: number = ORDER_STEP - 1,
): Entry {
  const keys = [explanation.code, explanation.title, ...names].filter((name) => name !== null).map(searchKey);
  return {
    explanation,
    names: [...new Set(keys)],
    numbers,
    head: keys.join('\n'),
    body: explanation.facts
      .flatMap((fact) => fact.lines)
      .join('\n')
      .toLowerCase(),
    order: EXPLANATION_KINDS.indexOf(explanation.kind) * ORDER_STEP + rank,
  };
}

/** An entry for a rule or anything else that is explained from outside. */
export function entryOfExplainable(extra: Explainable): Entry {
  const facts = [{ label: 'Meaning', lines: extra.lines }];
  return entryOf({ kind: 'rule', code: extra.id, kindTitle: 'Rule of the diagnosis', title: extra.title, facts }, []);
}

/** How names are compared: lower case, single blanks, without the changing `(subreason n)` of NetTrace.txt. */
export function searchKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s*\((?:subreason|location) \d+\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `No route, local`: a category as the explanations name it. */
export function categoryText(category: string): string {
  const side = sideOf(category);
  return side === 'neither' ? categoryTitle(category) : `${categoryTitle(category)}, ${side}`;
}
