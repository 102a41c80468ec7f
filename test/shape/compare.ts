import { seededRandom } from '../scenario/random.js';
import type { TestedGrammar } from './grammars.js';
import { below, mutate } from './mutate.js';
import { PlainNearley } from './plain-nearley.js';
import { READERS } from './readers.js';
import { describeReading, isSame, type Reading, type ShapeReader } from './reading.js';
import type { Refusal } from '../../src/parse/record-parser.js';

/** Readers start anew after so many records: with thousands of broken shapes in it a trie no longer learns new ones. */
const ROUND = 4_000;

/** Longer records have a shape, but no form. */
const LONGEST_FORM = 400;

/** What the records of a run were, so that a run which compares nothing but refusals is noticed. */
export interface Compared {
  records: number;
  accepted: number;
}

/**
 * Compares every reader with plain nearley on `count` mutated records; throws at the first difference, with what is needed
 * to see it again. The same seed gives the same records.
 */
export function compareMutated({ grammar, records }: TestedGrammar, count: number, seed: number): Compared {
  const originals = records();
  const plainly = expectations(grammar, originals);
  const compared: Compared = { records: 0, accepted: 0 };
  for (let round = 0; compared.records < count; round++) {
    const random = seededRandom(seed + round);
    const readers = READERS.map((create) => create(grammar));
    const read: string[] = [];
    for (let i = 0; i < ROUND && compared.records < count; i++) {
      const original = originals[below(originals.length, random)] as string;
      const mutated = mutate(original, originals, random);
      // Every second time the shape of the original is known before.
      const next = random() < 0.5 ? [original, mutated] : [mutated];
      for (const record of next) {
        read.push(record);
        const expected = plainly(record);
        if (expected === 'ambiguous') throw new Error(`The grammar has two parses for ${JSON.stringify(record)}`);
        const wrong = compareRecord(record, expected, readers);
        if (wrong !== null) throw new Error(difference(wrong, expected, read, `seed ${seed + round}`, grammar));
        if (record === mutated && typeof expected !== 'string') compared.accepted++;
      }
      compared.records++;
    }
  }
  return compared;
}

/** Plain nearley is slow: what it says of the originals, which come again and again, is kept. */
export function expectations(
  grammar: TestedGrammar['grammar'],
  originals: readonly string[],
): (record: string) => Reading | Refusal {
  const plain = new PlainNearley(grammar);
  const known = new Map(originals.map((original) => [original, plain.parse(bytesOf(original))]));
  return (record) => known.get(record) ?? plain.parse(bytesOf(record));
}

/** The first reader that does not say what is expected. Each reads the record three times: then it knows its shape, and its form. */
export function compareRecord(
  record: string,
  expected: Reading | Refusal,
  readers: readonly ShapeReader[],
): { readonly reader: ShapeReader; readonly actual: Reading | Refusal } | null {
  const bytes = bytesOf(record);
  for (const reader of readers) {
    for (let times = 0; times < (record.length > LONGEST_FORM ? 2 : 3); times++) {
      const actual = reader.parse(bytes);
      if (!isSame(expected, actual)) return { reader, actual };
    }
  }
  return null;
}

export function bytesOf(record: string): Buffer {
  return Buffer.from(record, 'latin1');
}

/** The message of a failed comparison: seed, record, both readings, and the record before it that leads to the mistake. */
function difference(
  { reader, actual }: { readonly reader: ShapeReader; readonly actual: Reading | Refusal },
  expected: Reading | Refusal,
  read: readonly string[],
  seed: string,
  grammar: TestedGrammar['grammar'],
): string {
  const record = read.at(-1) as string;
  return [
    `"${reader.name}" differs from plain nearley (${seed}, record ${read.length} of its round) on`,
    JSON.stringify(record),
    `plain nearley:\n${describeReading(expected)}`,
    `${reader.name}:\n${describeReading(actual)}`,
    culprit(reader.name, expected, read, grammar),
  ].join('\n\n');
}

/** A shape that was learnt from one record is mistaken for another's: which record was it? */
function culprit(
  name: string,
  expected: Reading | Refusal,
  read: readonly string[],
  grammar: TestedGrammar['grammar'],
): string {
  const record = read.at(-1) as string;
  const isWrongAfter = (before: readonly string[]): boolean => {
    const reader = READERS.map((create) => create(grammar)).find((made) => made.name === name) as ShapeReader;
    for (const earlier of before) reader.parse(bytesOf(earlier));
    return compareRecord(record, expected, [reader]) !== null;
  };
  if (isWrongAfter([])) return 'A new reader says the same.';
  const earlier = read.slice(0, -1).find((candidate) => isWrongAfter([candidate]));
  return earlier === undefined
    ? 'It takes more than one earlier record.'
    : `A new reader says the same after\n${JSON.stringify(earlier)}`;
}
