import { expect, test } from 'vitest';
import { compareMutated } from './compare.js';
import { type GrammarName, GRAMMARS } from './grammars.js';
import { mutationsOf, SEED } from './mutations.js';

/** A million takes minutes. */
const TIMEOUT_MS = 600_000;

/** One test per grammar, in files of their own: vitest runs files side by side. */
export function sameAsPlainNearley(name: GrammarName): void {
  const count = mutationsOf(name);
  test(
    `every reader says of ${count} mutated records for ${name} what plain nearley says`,
    () => {
      const { records, accepted } = compareMutated(GRAMMARS[name], count, SEED);
      expect(records).toBe(count);
      // Refusals alone would prove little.
      expect(accepted / records).toBeGreaterThan(0.35);
    },
    TIMEOUT_MS,
  );
}
