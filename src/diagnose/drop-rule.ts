import type { Case, DropGroup } from '../aggregate/case.js';
import { withConnections } from './with-connections.js';
import { byCause } from './group-by.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from './rule.js';

/** What a rule about dropped packets has to say for itself. */
export interface DropRuleParts extends Pick<Rule, 'id' | 'title' | 'trigger' | 'meaning' | 'category' | 'side'> {
  readonly claims: (group: DropGroup) => boolean;
  /** Groups with the same key share a cause and give one finding. */
  readonly cause: (group: DropGroup, aggregate: Case) => string;
  readonly finding: (groups: readonly DropGroup[], aggregate: Case) => RuleFinding;
}

/** A rule that lives from dropped packets alone: no data without drops to see, one finding for each cause. */
export function dropRule({ claims, cause, finding, ...texts }: DropRuleParts): Rule {
  return {
    ...texts,
    claimsDrop: claims,
    evaluate({ aggregate, coverage, drops, everyConnection }) {
      if (coverage.noDrops !== null) return noData(coverage.noDrops);
      return failedOrPassed(
        byCause(
          drops,
          (group) => cause(group, aggregate),
          (group) => group.packets,
        ).map((groups) => withConnections(finding(groups, aggregate), groups, everyConnection)),
      );
    },
  };
}
