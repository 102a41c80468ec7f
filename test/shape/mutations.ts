import type { GrammarName } from './grammars.js';

/** Mutated records of each grammar; the slow grammars have fewer, all together are above 200,000. */
const SHARES: Readonly<Record<GrammarName, number>> = {
  'pktmon-text-event': 70_000,
  'pktmon-text-detail': 95_000,
  'nettrace-message': 25_000,
  'nettrace-stamp': 12_000,
  'trace-header': 8_000,
};
const ALL = Object.values(SHARES).reduce((sum, share) => sum + share, 0);

/** `MUTATIONS=1000000 npx vitest run test/shape` compares a million, in the same proportions. */
export function mutationsOf(name: GrammarName): number {
  const wanted = Number(process.env['MUTATIONS'] ?? ALL);
  return Math.ceil((SHARES[name] * wanted) / ALL);
}

/** `SEED=7` for other records; a failure says with which seed it is seen again. */
export const SEED = Number(process.env['SEED'] ?? 1);
