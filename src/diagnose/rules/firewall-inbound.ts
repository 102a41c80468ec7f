import type { Case, DropGroup } from '../../aggregate/case.js';
import { FIND_THE_FILTER, listenerCheck } from '../commands.js';
import { FIREWALL_DROPS } from '../official-docs.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, isOutbound, packetWords, servicePort, serviceWords } from '../drop-words.js';
import { dropRule } from '../drop-rule.js';
import { affectedByDrops, findingOf } from '../finding.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';
import { isInspectionDrop, statedFilters } from '../inspection-drop.js';

export const firewallInbound: Rule = dropRule({
  id: 'firewall-inbound',
  title: 'The firewall of this host lets in what comes in',
  trigger:
    'Unicast packets that came in and were dropped by an inspection of the Windows Filtering Platform (909, 954, 1207, 1231).',
  meaning:
    'A filter of Windows Firewall or of a security product on this host refused packets that had arrived. Without a rule that allows them, that is the default.',
  category: 'local-policy',
  side: 'local',
  claims: (group) => isInspectionDrop(group) && group.verdict !== 'benign' && !isOutbound(group),
  // One policy refuses many ports: one finding for each address of this host.
  cause: ({ destination }) => destination,
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const services = listed(groups.map((group) => serviceWords(group.protocol, servicePort(group))));
  const clients = new Set(groups.map(({ source }) => source)).size;
  const here = listed(groups.map(({ destination }) => destination)) || 'this host';
  const ports = [
    ...new Map(
      groups
        .filter((group) => servicePort(group) > 0)
        .map((group) => [`${group.protocol} ${servicePort(group)}`, group]),
    ).values(),
  ];
  return findingOf({
    id: 'firewall-inbound',
    severity: severityOf(groups),
    side: 'local',
    category: 'local-policy',
    confidence: confidenceOf(groups),
    title: `The firewall of this host dropped ${packetWords(groups)} from ${counted(clients, 'machine')} to ${here}: ${services}`,
    sentence: `the firewall of this host dropped ${packetWords(groups)} that came in for ${services}`,
    explanation: `A filter of the Windows Filtering Platform refused these packets after they had arrived; the senders get no answer. Windows Firewall does that by default unless a rule allows the program or port, and third-party security products use the same platform, so only the filter id tells whose rule it was. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      ...statedFilters(aggregate),
      ...FIND_THE_FILTER,
      ...ports.slice(0, 2).map((group) => listenerCheck(group.protocol, servicePort(group))),
      'Get-NetFirewallProfile | Format-Table Name,Enabled,DefaultInboundAction   (Block without a rule for the port is the default)',
    ],
    notConfused:
      'Not the network: the packets had arrived. It may hide a second cause: behind a firewall a port without listener gives the same silence, so check the listener too.',
    doc: FIREWALL_DROPS,
  });
}
