import type { Rule } from '../rule.js';
import { nextHopUnreachable } from './next-hop-unreachable.js';

/** Every rule. The order does not matter: findings are ranked. */
export const rules: readonly Rule[] = [nextHopUnreachable];
