import type { Case, DropGroup } from '../../aggregate/case.js';
import { categoryTitle, sideOf } from '../../knowledge/category.js';
import { dropReasonOf, findDropReason } from '../../knowledge/drop-reason.js';
import { dropRule } from '../drop-rule.js';
import { severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import type { Rule, RuleFinding } from '../rule.js';
import { withinSentence } from '../words.js';

export const remainingDrops: Rule = dropRule({
  id: 'remaining-drops',
  title: 'No packet is dropped for another reason',
  trigger: 'Dropped unicast packets that no other rule claims, by category of their reason.',
  meaning:
    'Drops of a kind for which there is no rule of its own. The reason, its meaning and its usual steps are given as the tables have them.',
  category: 'unknown',
  side: 'local',
  claims: ({ noise }) => !noise,
  cause: ({ category }) => category,
  finding,
});

/** Advice for multicast that nobody asked for: such packets are folded and never come here. */
const FOR_NOISE = /^(?:ignore for|if the destination is) (?:multicast|broadcast)/i;

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const [first] = groups;
  const reason = first?.code == null ? findDropReason(first?.reason ?? '') : dropReasonOf(first.code);
  const category = first?.category ?? 'unknown';
  const title = `${packetWords(groups)} dropped here: ${reasonWords(groups)}${pathSuffix(groups)}`;
  return findingOf({
    id: 'remaining-drops',
    severity: severityOf(groups),
    side: sideOf(category) === 'neither' && category === 'normal-operation' ? 'undecided' : 'local',
    category,
    confidence: reason.origin === 'unknown' ? 'low' : reason.confidence === 'low' ? 'low' : 'medium',
    // An unknown or little known reason proves the drop, not its cause.
    title: reason.confidence === 'low' ? `${title} points to: ${withinSentence(categoryTitle(category))}` : title,
    sentence: `this host dropped ${packetWords(groups)} for ${reasonWords(groups)}${reason.confidence === 'low' ? ', a reason that points to more than one cause' : ''}`,
    explanation: `${reason.meaning}${reason.causes.length === 0 ? '' : ` Usual causes: ${reason.causes.map(withinSentence).join('; ')}.`} ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: reason.next.filter((step) => !FOR_NOISE.test(step)),
    notConfused: 'Not loss on the network: this host itself wrote the drop line.',
    doc: reason.doc,
  });
}
