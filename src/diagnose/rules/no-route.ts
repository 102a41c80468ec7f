import type { Case, DropGroup } from '../../aggregate/case.js';
import { routeCheck } from '../commands.js';
import type { ConnectionView } from '../connection-view.js';
import { isUnsent } from '../conversation-facts.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, serviceWords, servicePort } from '../drop-words.js';
import { withConnections } from '../with-connections.js';
import { affectedByConnections, affectedByDrops, findingOf } from '../finding.js';
import { byCause } from '../group-by.js';
import { PACKET_LOSS } from '../official-docs.js';
import { addressForCommand } from '../place.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/** "Address unreachable": the route or its next hop cannot be used. */
const ADDRESS_UNREACHABLE = 915;
/** The packet went round in circles, or its sender gave it too few hops. */
const HOP_LIMIT_CODES: readonly (number | null)[] = [914, 1310];

export const noRoute: Rule = {
  id: 'no-route',
  title: 'There is a route to every destination',
  trigger:
    'Unicast packets dropped with a reason of the category no-route (907, 914, 928, …) or "Address unreachable" (915), by destination; connects that fail with STATUS_NETWORK_UNREACHABLE or "Failed to send SYN".',
  meaning:
    'The network layer of this host found no usable way to the destination: no gateway, a VPN route that is gone, or a source address without a route.',
  category: 'no-route',
  side: 'local',
  claimsDrop: ({ category, code, verdict, noise }) =>
    !noise && verdict !== 'benign' && (category === 'no-route' || code === ADDRESS_UNREACHABLE),
  claimsConnection: (view) =>
    isUnsent(view) && (view.status === 'STATUS_NETWORK_UNREACHABLE' || /failed to send syn/i.test(view.statusText)),
  evaluate({ aggregate, coverage, drops, connections, everyConnection }) {
    if (coverage.noDrops !== null) return noData(coverage.noDrops);
    const dropped = byCause(
      drops,
      ({ destination, code }) => `${destination} ${HOP_LIMIT_CODES.includes(code)}`,
      ({ packets }) => packets,
    );
    return failedOrPassed([
      ...dropped.map((groups) => withConnections(droppedFinding(groups, aggregate), groups, everyConnection)),
      ...(connections.length > 0 ? [failedFinding(connections)] : []),
    ]);
  },
};

function droppedFinding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const isHopLimit = groups.every(({ code }) => HOP_LIMIT_CODES.includes(code));
  const where = listed(groups.map(({ destination }) => destination)) || 'a destination';
  const services = listed(groups.map((group) => serviceWords(group.protocol, servicePort(group))));
  return findingOf({
    id: 'no-route',
    severity: severityOf(groups),
    side: 'local',
    category: 'no-route',
    confidence: confidenceOf(groups),
    title: isHopLimit
      ? `${packetWords(groups)} to ${where} ran out of hops and were dropped here`
      : `No route to ${where}: ${packetWords(groups)} for ${services} dropped here`,
    sentence: isHopLimit
      ? `this host dropped ${packetWords(groups)} to ${where} because their hop limit was used up`
      : `this host dropped ${packetWords(groups)} because it has no usable route to ${where}`,
    explanation: `${isHopLimit ? 'A packet that uses up its hop limit mostly travels in a loop between routers, or was sent with a very small TTL on purpose (as tracert does).' : 'Windows found no usable route for these packets: the gateway is missing or its interface is down, a VPN took its routes along when it disconnected, or the source address belongs to an interface that has no route there.'} ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: nextSteps(groups[0]?.destination ?? ''),
    notConfused:
      'Not a silent next hop: that would be an address resolution reason. Not a firewall: no inspection reason was given.',
    doc: PACKET_LOSS,
  });
}

function failedFinding(views: readonly ConnectionView[]): RuleFinding {
  return findingOf({
    id: 'no-route',
    severity: 'fault',
    side: 'local',
    category: 'no-route',
    confidence: 'medium',
    title: `${counted(views.length, 'connect')} to ${listed(views.map(({ connection }) => connection.remote))} failed because no packet could be sent there`,
    explanation:
      'The stack states that the SYN could not be sent. A program sees error 10051 (network unreachable): no route, no next hop, or an interface that is down.',
    ...affectedByConnections(
      views,
      () => 0,
      ({ handshake }) => handshake?.evidence ?? [],
    ),
    next: nextSteps(views[0]?.remote.address ?? ''),
    notConfused: 'Not an unanswered connect: no SYN left this host.',
    doc: PACKET_LOSS,
  });
}

function nextSteps(address: string): string[] {
  return [
    routeCheck(address),
    'Get-NetRoute | Sort-Object DestinationPrefix,RouteMetric | Format-Table ifIndex,DestinationPrefix,NextHop,RouteMetric',
    'Get-NetIPInterface | Format-Table ifIndex,InterfaceAlias,AddressFamily,InterfaceMetric,ConnectionState',
    `Test-NetConnection -ComputerName ${addressForCommand(address)} -TraceRoute`,
    'Compare with the VPN or gateway that should be up: split tunnelling needs a route for this net.',
  ];
}
