import type { Case, DropGroup } from '../../aggregate/case.js';
import type { DroppedEnds } from '../../aggregate/side/drop-join.js';
import { FIND_THE_FILTER } from '../commands.js';
import type { ConnectionView } from '../connection-view.js';
import { confidenceOf } from '../drop-severity.js';
import { dropperWords, isOutbound, packetWords, pathSuffix, servicePort } from '../drop-words.js';
import { withConnections } from '../with-connections.js';
import { affectedByConnections, affectedByDrops, findingOf } from '../finding.js';
import { byCause } from '../group-by.js';
import { isInspectionDrop, statedFilters } from '../inspection-drop.js';
import { FIREWALL_DROPS } from '../official-docs.js';
import { filterBehind, severityBehind } from '../side/filter-behind.js';
import { withSideEvidence } from '../side/side-evidence.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/** `Connect request was failed by InetInspect`: the filter spoke before a SYN was made. */
const REFUSED_BY_INSPECTION = /InetInspect/i;

export const firewallOutbound: Rule = {
  id: 'firewall-outbound',
  title: 'The firewall of this host lets out what its programs send',
  trigger:
    'Unicast packets on their way out that an inspection dropped (909, 954, 1207, 1231), and connects that the stack fails with STATUS_ACCESS_DENIED or "failed by InetInspect".',
  meaning:
    'A filter on this host keeps its own programs from sending: an outbound block rule, a kill switch of a VPN, or a security product.',
  category: 'local-policy',
  side: 'local',
  claimsDrop: (group) => isInspectionDrop(group) && group.verdict !== 'benign' && isOutbound(group),
  claimsConnection: ({ status, statusText, handshake }) =>
    handshake?.outcome === 'failed' && (status === 'STATUS_ACCESS_DENIED' || REFUSED_BY_INSPECTION.test(statusText)),
  evaluate({ aggregate, coverage, drops, connections, everyConnection }) {
    if (coverage.noDrops !== null) return noData(coverage.noDrops);
    const dropped = byCause(
      drops,
      (group) => `${group.destination} ${filterBehind([group], aggregate, 0)?.whose ?? ''}`,
      ({ packets }) => packets,
    );
    return failedOrPassed([
      ...dropped.map((groups) => withConnections(droppedFinding(groups, aggregate), groups, everyConnection)),
      ...(connections.length > 0 ? [blockedFinding(connections, aggregate)] : []),
    ]);
  },
};

function droppedFinding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const port = groups.map(servicePort).find((one) => one > 0) ?? 0;
  const filter = filterBehind(groups, aggregate, port);
  const affected = affectedByDrops(groups);
  const by = filter === null ? '' : `, by ${filter.whose}`;
  return findingOf({
    id: 'firewall-outbound',
    severity: severityBehind(filter, groups),
    side: 'local',
    category: 'local-policy',
    confidence: filter?.isNamed === true ? 'high' : confidenceOf(groups),
    title: `${filter?.isThirdParty === true ? 'A security or VPN product' : 'A filter'} on this host stopped ${packetWords(groups)} on the way out${pathSuffix(groups)}${by}`,
    explanation: `The packets were made by programs of this host and refused by the Windows Filtering Platform before they reached the adapter. ${filter?.explanation ?? 'Windows Firewall lets everything out by default, so there is a rule, a profile with outbound block, or a security or VPN product.'} ${dropperWords(groups, aggregate)}`,
    ...affected,
    evidence: withSideEvidence(affected.evidence, filter),
    next:
      filter === null
        ? [
            ...statedFilters(aggregate),
            ...FIND_THE_FILTER,
            'Get-NetFirewallRule -Direction Outbound -Action Block -Enabled True | Format-Table Name,DisplayName,Profile',
            'Get-NetFirewallProfile | Format-Table Name,DefaultOutboundAction   (Allow is the default)',
          ]
        : filter.next,
    notConfused: 'Not the network and not the peer: the packets never left this host.',
    doc: filter?.doc ?? FIREWALL_DROPS,
  });
}

function blockedFinding(views: readonly ConnectionView[], aggregate: Case): RuleFinding {
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const filter = filterBehind(views.map(endsOf), aggregate, views[0]?.remote.port ?? 0);
  const affected = affectedByConnections(
    views,
    () => 0,
    ({ handshake }) => handshake?.evidence ?? [],
  );
  return findingOf({
    id: 'firewall-outbound',
    severity: 'fault',
    side: 'local',
    category: 'local-policy',
    confidence: filter?.isNamed === true ? 'high' : 'medium',
    title: `${counted(views.length, 'connect')} to ${remotes} refused on this host before a SYN was sent${filter === null ? '' : `, by ${filter.whose}`}`,
    explanation: `The stack refused the connect itself (a program sees error 10013). ${filter?.explanation ?? 'That is a filter of the Windows Filtering Platform at the connect layer, or a local port that is reserved.'}`,
    ...affected,
    evidence: withSideEvidence(affected.evidence, filter),
    next: filter?.next ?? [
      'auditpol /set /subcategory:"Filtering Platform Connection" /success:enable /failure:enable   (reproduce, then look for event 5157 in the Security log)',
      'netsh wfp show state   (the filter id of the event names the rule)',
      'netsh int ipv4 show excludedportrange protocol=tcp   (is the local port reserved?)',
    ],
    notConfused: 'Not an unanswered connect: no SYN left this host.',
    doc: filter?.doc ?? FIREWALL_DROPS,
  });
}

function endsOf({ connection, local, remote }: ConnectionView): DroppedEnds {
  const { protocol, firstTime, lastTime } = connection;
  const [source, destination] = [local.address, remote.address];
  return { protocol, source, sourcePort: local.port, destination, destinationPort: remote.port, firstTime, lastTime };
}
