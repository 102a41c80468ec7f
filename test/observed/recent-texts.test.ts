import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textHash } from '../../src/aggregate/content-hash.js';
import { NO_ENTRY, RecentTexts } from '../../src/aggregate/recent-texts.js';

/** What it should know: texts by the generation in which they were renewed last. */
class Remembered {
  #generation = 0;
  readonly #renewed = new Map<string, number>();

  advance(): void {
    this.#generation++;
  }

  knows(text: string): boolean {
    return (this.#renewed.get(text) ?? Number.NEGATIVE_INFINITY) >= this.#generation - 1;
  }

  renew(text: string): void {
    this.#renewed.set(text, this.#generation);
  }
}

it('knows what was renewed in this generation or the one before, however much came in between', () => {
  const step = fc.record({ first: fc.nat(6_000), texts: fc.nat(3_000), advances: fc.nat(2), isRenewed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom(1, 7), (steps, alike) => {
      const texts = new RecentTexts();
      const expected = new Remembered();
      for (const { first, texts: count, advances, isRenewed } of steps) {
        for (let i = 0; i < advances; i++) {
          texts.advance();
          expected.advance();
        }
        for (let number = first; number < first + count; number++) {
          const text = `packet ${number}`;
          const hash = textHash(0, `${Math.floor(number / alike)}`);
          let entry = texts.find(hash, text);
          if ((entry !== NO_ENTRY && texts.isKnown(entry)) !== expected.knows(text)) return false;
          if (!isRenewed) continue;
          if (entry === NO_ENTRY) entry = texts.add(hash, text);
          texts.renew(entry);
          expected.renew(text);
          if (!texts.isOf(entry, text)) return false;
        }
      }
      // No more room than twice what was known at once.
      return texts.room <= 16_384;
    }),
    { numRuns: 20 },
  );
});

it('of many texts with one hash only some are remembered, so that a search stays short', () => {
  const texts = new RecentTexts();
  for (let number = 0; number < 20_000; number++) texts.renew(texts.add(1, `packet ${number}`));
  expect(texts.find(1, 'packet 19999')).not.toBe(NO_ENTRY);
  expect(texts.find(1, 'packet 100')).toBe(NO_ENTRY);
  expect(texts.room).toBe(256);
});
