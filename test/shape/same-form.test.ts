import { describe, expect, test } from 'vitest';
import { seededRandom } from '../scenario/random.js';
import { compareRecord, expectations } from './compare.js';
import { GRAMMARS, type TestedGrammar } from './grammars.js';
import { below, type Random } from './mutate.js';
import { SEED } from './mutations.js';
import { READERS } from './readers.js';
import { describeReading } from './reading.js';

const VARIANTS = 4;
/** The neighbours of digits and letters in ASCII, and bytes that share half of their bits with a digit. */
const BESIDE = [...'/:;?@GgzOl \x00\x10\x20\x70\x7f\xb0\xb5\xf5'];
const HEX = [...'0123456789ABCDEFabcdef'];

/** Of the others no digits are open. */
const WITH_FORMS = (Object.entries(GRAMMARS) as [string, TestedGrammar][]).filter(([, { grammar }]) => grammar.open);

describe.each(WITH_FORMS)('records for %s', (_, { grammar, records }) => {
  test('that have the form of the one before are read as plain nearley reads them', () => {
    const random = seededRandom(SEED);
    const originals = records();
    const plainly = expectations(grammar, originals);
    const readers = READERS.map((create) => create(grammar));
    for (const original of originals) {
      const variants = Array.from({ length: VARIANTS }, () => [
        otherDigits(original, random),
        besideDigit(original, random),
      ]);
      for (const record of [original, ...variants.flat()]) {
        const expected = plainly(record);
        const wrong = compareRecord(record, expected, readers);
        if (wrong === null) continue;
        expect(`${record}\n${describeReading(wrong.actual)}`).toBe(`${record}\n${describeReading(expected)}`);
      }
    }
  });
});

/** Every decimal digit another one, and now and then every hexadecimal digit, of words as well. */
function otherDigits(record: string, random: Random): string {
  const isHex = random() < 0.3;
  return record.replace(isHex ? /[\dA-Fa-f]/g : /\d/g, () => HEX[below(isHex ? HEX.length : 10, random)] as string);
}

/** One digit another byte, the rest other digits. */
function besideDigit(record: string, random: Random): string {
  const places = [...record.matchAll(/[\dA-Fa-f]/g)].map(({ index }) => index);
  const at = places[below(places.length, random)] ?? 0;
  return (
    record.slice(0, at) +
    (BESIDE[below(BESIDE.length, random)] as string) +
    record.slice(at + 1).replace(/\d/g, () => String(below(10, random)))
  );
}
