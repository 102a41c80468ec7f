import type { Case, DropGroup } from '../aggregate/case.js';
import { allDropGroups } from './all-drop-groups.js';
import { viewConnections, type ConnectionView } from './connection-view.js';
import { coverageOf } from './coverage.js';
import { isExplainedByDrop } from './explained-by-drop.js';
import type { Rule, RuleInput } from './rule.js';

/**
 * Gives every rule its part of the case. A group of drops goes to the first rule that claims it, and so does a
 * connection that failed; one whose packets were dropped on this host goes to nobody, since the drop is its cause.
 */
export function divideCase(aggregate: Case, rules: readonly Rule[]): ReadonlyMap<Rule, RuleInput> {
  const everyConnection = viewConnections(aggregate);
  const coverage = coverageOf(aggregate);
  const drops = new Map<Rule, DropGroup[]>(rules.map((rule) => [rule, []]));
  for (const group of allDropGroups(aggregate)) {
    const owner = rules.find((rule) => rule.claimsDrop?.(group) === true);
    if (owner !== undefined) drops.get(owner)?.push(group);
  }
  const connections = new Map<Rule, ConnectionView[]>(rules.map((rule) => [rule, []]));
  for (const view of everyConnection) {
    if (isExplainedByDrop(view)) continue;
    const owner = rules.find((rule) => rule.claimsConnection?.(view) === true);
    if (owner !== undefined) connections.get(owner)?.push(view);
  }
  return new Map(
    rules.map((rule) => {
      const input = { drops: drops.get(rule) ?? [], connections: connections.get(rule) ?? [] };
      return [rule, { aggregate, coverage, everyConnection, ...input }];
    }),
  );
}
