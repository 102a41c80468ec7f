import type { Case, DropGroup } from '../../aggregate/case.js';
import { FIND_THE_FILTER, listenerCheck } from '../commands.js';
import { FIREWALL_DROPS } from '../official-docs.js';
import { confidenceOf } from '../drop-severity.js';
import { dropperWords, isOutbound, packetWords, servicePort, serviceWords } from '../drop-words.js';
import { dropRule } from '../drop-rule.js';
import { affectedByDrops, findingOf } from '../finding.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';
import { isInspectionDrop, statedFilters } from '../inspection-drop.js';
import { type FilterBehind, filterBehind, severityBehind } from '../side/filter-behind.js';
import { withSideEvidence } from '../side/side-evidence.js';
import { socketWords } from '../side/socket-words.js';

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
  // One policy refuses many ports: one finding for each address of this host, and for each filter that is known.
  cause: (group, aggregate) => `${group.destination} ${filterBehind([group], aggregate, 0)?.whose ?? ''}`,
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
  const [first] = ports;
  const port = first === undefined ? 0 : servicePort(first);
  const filter = filterBehind(groups, aggregate, port);
  const socket = first === undefined ? null : socketWords(aggregate, first.protocol, first.destination, port);
  const affected = affectedByDrops(groups);
  const proof = { evidence: [...(filter?.evidence ?? []), ...(socket?.evidence ?? [])] };
  const dropped = `${packetWords(groups)} from ${counted(clients, 'machine')} to ${here}: ${services}`;
  return findingOf({
    id: 'firewall-inbound',
    severity: severityBehind(filter, groups),
    side: 'local',
    category: filter?.isStealth === true ? 'destination-unreachable' : 'local-policy',
    confidence: filter?.isNamed === true ? 'high' : confidenceOf(groups),
    title: titleOf(filter, dropped),
    sentence: sentenceOf(filter, `${packetWords(groups)} that came in for ${services}`),
    explanation: `${explanationOf(filter)}${socket === null ? '' : ` ${socket.sentence}`} ${dropperWords(groups, aggregate)}`,
    ...affected,
    evidence: withSideEvidence(affected.evidence, proof),
    next: [
      ...(filter?.next ?? [...statedFilters(aggregate), ...FIND_THE_FILTER]),
      ...(socket === null ? ports.slice(0, 2).map((group) => listenerCheck(group.protocol, servicePort(group))) : []),
      ...(filter === null
        ? [
            'Get-NetFirewallProfile | Format-Table Name,Enabled,DefaultInboundAction   (Block without a rule for the port is the default)',
          ]
        : []),
    ],
    notConfused:
      filter?.isStealth === true
        ? 'Not a rule that refuses the port: stealth mode only keeps the answer back that nothing listens.'
        : 'Not the network: the packets had arrived. It may hide a second cause: behind a firewall a port without listener gives the same silence, so check the listener too.',
    doc: filter?.doc ?? FIREWALL_DROPS,
  });
}

function titleOf(filter: FilterBehind | null, dropped: string): string {
  if (filter === null) return `The firewall of this host dropped ${dropped}`;
  if (filter.isStealth) return `Nothing listens here, and stealth mode hid that: ${dropped}`;
  return `${filter.isThirdParty ? 'A security product on this host' : 'The firewall of this host'} dropped ${dropped}, by ${filter.whose}`;
}

function sentenceOf(filter: FilterBehind | null, packets: string): string {
  if (filter === null) return `the firewall of this host dropped ${packets}`;
  if (filter.isStealth) return `this host dropped ${packets} because nothing listens there (stealth mode hides it)`;
  return `${filter.whose} dropped ${packets}`;
}

function explanationOf(filter: FilterBehind | null): string {
  const dropped =
    'A filter of the Windows Filtering Platform refused these packets after they had arrived; the senders get no answer.';
  if (filter !== null) return `${dropped} ${filter.explanation}`;
  return `${dropped} Windows Firewall does that by default unless a rule allows the program or port, and third-party security products use the same platform, so only the filter id tells whose rule it was.`;
}
