import type { Case } from '../aggregate/case.js';
import type { Occurrences, StackEventSummary } from '../aggregate/joined/stack-event-summary.js';
import { MAXIMUM_EVIDENCE, type Affected } from './finding.js';
import { failedOrPassed, noData, type Rule, type RuleFinding, type RuleResult } from './rule.js';

/** Why a rule about the stack's own events has no data. */
export const NO_EVENTS = 'Only the stack itself (NetTrace) states such events, and none was in the log.';

/** What a rule about events of the stack has to say for itself. */
export interface EventRuleParts extends Pick<Rule, 'id' | 'title' | 'trigger' | 'meaning' | 'category' | 'side'> {
  readonly findings: (events: StackEventSummary, aggregate: Case) => readonly RuleFinding[];
}

/** A rule that lives from what the stack states beside connections and drops. */
export function eventRule({ findings, ...texts }: EventRuleParts): Rule {
  return {
    ...texts,
    evaluate({ aggregate }) {
      const { stackEvents } = aggregate;
      return stackEvents === undefined ? noData(NO_EVENTS) : failedOrPassed(findings(stackEvents, aggregate));
    },
  };
}

/** The same cause may also be seen in events: their findings count when the rule itself found nothing. */
export function withEvents(rule: Rule, findings: (events: StackEventSummary) => readonly RuleFinding[]): Rule {
  return {
    ...rule,
    evaluate(input): RuleResult {
      const result = rule.evaluate(input);
      const { stackEvents } = input.aggregate;
      const more = stackEvents === undefined ? [] : findings(stackEvents);
      if (result.outcome === 'failed') return result;
      if (more.length > 0) return { outcome: 'failed', findings: more };
      return stackEvents === undefined ? result : failedOrPassed([]);
    },
  };
}

/** Times of all rows together. */
export function timesOf(rows: readonly Occurrences[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** Rows as a finding needs them: an event is no packet and names no connection. */
export function affectedByEvents(rows: readonly Occurrences[]): Affected {
  const firsts = rows.map(({ firstTime }) => firstTime).toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0));
  const lasts = rows.map(({ lastTime }) => lastTime).toSorted((x, y) => (x < y ? 1 : x > y ? -1 : 0));
  return {
    packets: 0,
    connections: 0,
    firstTime: firsts[0] ?? null,
    lastTime: lasts[0] ?? null,
    evidence: rows.flatMap(({ evidence }) => evidence).slice(0, MAXIMUM_EVIDENCE),
  };
}
