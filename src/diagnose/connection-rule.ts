import type { ConnectionView } from './connection-view.js';
import { byCause } from './group-by.js';
import { failedOrPassed, noData, type Rule, type RuleFinding, type RuleInput } from './rule.js';

/** What a rule about connections that failed has to say for itself. */
export interface ConnectionRuleParts extends Pick<Rule, 'id' | 'title' | 'trigger' | 'meaning' | 'category' | 'side'> {
  readonly claims: (view: ConnectionView) => boolean;
  /** Could this connection have shown the failure? With none of these in the case there is no data. */
  readonly canTell: (view: ConnectionView) => boolean;
  /** What is missing when no connection can tell, in a sentence. */
  readonly missing: string;
  /** Connections with the same key share a cause and give one finding. */
  readonly cause: (view: ConnectionView) => string;
  /** Null when what was claimed is not worth a finding. */
  readonly finding: (views: readonly ConnectionView[], input: RuleInput) => RuleFinding | null;
}

/** A rule that lives from conversations alone: no data without any that could tell, one finding for each cause. */
export function connectionRule({ claims, canTell, missing, cause, finding, ...texts }: ConnectionRuleParts): Rule {
  return {
    ...texts,
    claimsConnection: claims,
    evaluate(input) {
      const why = noConversationData(input, canTell, missing);
      if (why !== null) return noData(why);
      const groups = byCause(input.connections, cause, () => 1);
      return failedOrPassed(groups.map((views) => finding(views, input)).filter((one) => one !== null));
    },
  };
}

/** Why the case cannot show it, or null when at least one connection can. */
export function noConversationData(
  { coverage, everyConnection }: RuleInput,
  canTell: (view: ConnectionView) => boolean,
  missing: string,
): string | null {
  if (coverage.noConversations !== null) return coverage.noConversations;
  return everyConnection.some(canTell) ? null : missing;
}
