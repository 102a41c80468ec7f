import type { Case, DropGroup } from '../../aggregate/case.js';
import { dropRule } from '../drop-rule.js';
import { dropperWords, packetWords, pathSuffix } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { FIREWALL_DROPS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** "Inspection absorb": a callout took the packet; most of them put it back a moment later. */
const ABSORBED = 919;

export const absorbedPacket: Rule = dropRule({
  id: 'absorbed-packet',
  title: 'No inspection keeps packets for itself',
  trigger: 'Packets that a callout of the Windows Filtering Platform absorbed (919); information only.',
  meaning:
    'A VPN, web filter or redirector took the packets out of the stack to look at them. Mostly it puts them back, so this alone is no loss.',
  category: 'local-policy',
  side: 'undecided',
  claims: ({ code, noise }) => code === ABSORBED && !noise,
  cause: () => 'absorbed',
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'absorbed-packet',
    severity: 'info',
    side: 'undecided',
    category: 'local-policy',
    confidence: 'medium',
    title: `A filter of a product on this host took ${packetWords(groups)} out of the stack${pathSuffix(groups)}`,
    explanation: `"Inspection absorb" means that a callout of the Windows Filtering Platform holds the packet. If the same packet appears again later, it was put back and nothing is lost. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'netsh wfp show state   (callouts and filters whose provider is not Microsoft in wfpstate.xml)',
      'Search this log for the same addresses, ports and sequence number a moment later.',
    ],
    notConfused: 'Not a block: a filter that blocks gives "Inspection drop".',
    doc: FIREWALL_DROPS,
  });
}
