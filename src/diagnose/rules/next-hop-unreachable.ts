import type { Case, DropGroup, NeighbourSummary } from '../../aggregate/case.js';
import { addressWords } from '../side/address-words.js';
import { withSideEvidence } from '../side/side-evidence.js';
import { NEIGHBORS } from '../official-docs.js';
import { neighborCheck, routeCheck } from '../commands.js';
import type { ConnectionView } from '../connection-view.js';
import { isUnsent } from '../conversation-facts.js';
import { dropperWords, packetWords, serviceWords, servicePort } from '../drop-words.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { withConnections } from '../with-connections.js';
import { affectedByConnections, affectedByDrops, findingOf, MAXIMUM_EVIDENCE } from '../finding.js';
import { byCause } from '../group-by.js';
import { addressForCommand } from '../place.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/**
 * One packet may be the first after a pause, dropped while the answer was on its way; from here on it is a dead
 * neighbour. Windows asks three times, a second apart, before it gives up.
 */
export const FAULT_FROM_PACKETS = LOOK_FROM_PACKETS;
/** Solicitations before Windows calls a neighbour unreachable. */
const QUESTIONS_OF_WINDOWS = 3;

const NOT_CONFUSED =
  'Not a firewall of this host: a filter drops with an inspection reason. Not a missing route: the next hop was chosen, only its hardware address is missing.';

export const nextHopUnreachable: Rule = {
  id: 'next-hop-unreachable',
  title: 'Next hops answer ARP and neighbour discovery',
  trigger: `Packets dropped with a reason of the category arp-nd-failure (922, 923), by destination; a fault from ${FAULT_FROM_PACKETS} packets. Connects that the stack fails with STATUS_HOST_UNREACHABLE. Addresses that this host asked for ${FAULT_FROM_PACKETS} times without a reply (information).`,
  meaning:
    'This host asked for the hardware address of the next hop (ARP for IPv4, neighbour discovery for IPv6), got no answer in time and threw the waiting packets away.',
  category: 'arp-nd-failure',
  side: 'local',
  claimsDrop: ({ category, verdict, noise }) => category === 'arp-nd-failure' && verdict !== 'benign' && !noise,
  claimsConnection: (view) => isUnsent(view) && view.status === 'STATUS_HOST_UNREACHABLE',
  evaluate({ aggregate, coverage, drops, connections, everyConnection }) {
    if (coverage.noDrops !== null) return noData(coverage.noDrops);
    const dropped = byCause(
      drops,
      ({ destination }) => destination,
      ({ packets }) => packets,
    );
    const failed = byCause(
      connections,
      ({ remote }) => remote.address,
      () => 1,
    );
    const silent = silentNeighbours(aggregate);
    const known = new Set([
      ...drops.map(({ destination }) => destination),
      ...connections.map(({ remote }) => remote.address),
    ]);
    const onlyAsked = silent.filter(({ target }) => !known.has(target));
    return failedOrPassed([
      ...dropped.map((groups) => withConnections(droppedFinding(groups, silent, aggregate), groups, everyConnection)),
      ...failed.map(failedFinding),
      ...(onlyAsked.length > 0 ? [askedFinding(onlyAsked)] : []),
    ]);
  },
};

/** Addresses that were asked for as often as Windows asks, and never answered. */
function silentNeighbours({ neighbours, stackEvents }: Case): readonly NeighbourSummary[] {
  const stated = (stackEvents?.neighbors ?? [])
    .filter(({ unreachable, reachable, answers }) => unreachable > 0 && reachable === 0 && answers === 0)
    .map(({ address, solicitations, unreachable, firstTime, lastTime, evidence }): NeighbourSummary => {
      const requests = Math.max(solicitations, unreachable * QUESTIONS_OF_WINDOWS);
      const protocol = address.includes(':') ? 'nd' : 'arp';
      return {
        target: address,
        protocol,
        askedBy: '',
        requests,
        replies: 0,
        unansweredAtEnd: requests,
        firstTime,
        lastTime,
        evidence,
      };
    });
  const asked = (neighbours ?? []).filter(({ target }) => !stated.some((one) => one.target === target));
  return [...stated, ...asked].filter(
    ({ replies, unansweredAtEnd }) => replies === 0 && unansweredAtEnd >= FAULT_FROM_PACKETS,
  );
}

function droppedFinding(
  groups: readonly DropGroup[],
  silent: readonly NeighbourSummary[],
  aggregate: Case,
): RuleFinding {
  const asked = silent.filter(({ target }) => groups.some(({ destination }) => destination === target));
  const affected = affectedByDrops(groups);
  const addresses = groups.map(({ destination }) => destination).filter((one) => one !== '');
  const who = listed(addresses) || 'A next hop';
  const verb = new Set(addresses).size > 1 ? 'do not answer' : 'does not answer';
  const question = protocolWords(addresses);
  const services = listed(groups.map((group) => serviceWords(group.protocol, servicePort(group))));
  const isSure = affected.packets >= FAULT_FROM_PACKETS;
  const beside = addressWords(aggregate, addresses);
  return findingOf({
    id: 'next-hop-unreachable',
    severity: isSure ? 'fault' : 'suspect',
    side: 'local',
    category: 'arp-nd-failure',
    confidence: isSure ? 'high' : 'medium',
    title: `${who} ${verb} ${question}: ${packetWords(groups)} for ${services} dropped here`,
    sentence: `this host dropped ${packetWords(groups)} because ${listed(addresses) || 'a next hop'} ${verb} ${question}`,
    explanation: `This host asked for the hardware address of ${who} and got no answer in time, so it gave up the packets that waited for it. Windows asks three times, a second apart, and keeps only a few packets meanwhile. ${askedWords(asked)}${whereWords(addresses)}${beside === null ? '' : ` ${beside.sentence}`} ${dropperWords(groups, aggregate)}`,
    ...affected,
    evidence: withSideEvidence(affected.evidence, beside),
    next: nextSteps(addresses[0] ?? ''),
    notConfused: NOT_CONFUSED,
    doc: NEIGHBORS,
  });
}

function failedFinding(views: readonly ConnectionView[]): RuleFinding {
  const affected = affectedByConnections(
    views,
    () => 0,
    ({ handshake }) => handshake?.evidence ?? [],
  );
  const address = views[0]?.remote.address ?? '';
  const addresses = views.map(({ remote }) => remote.address);
  return findingOf({
    id: 'next-hop-unreachable',
    severity: 'fault',
    side: 'local',
    category: 'arp-nd-failure',
    confidence: 'medium',
    title: `${counted(views.length, 'connect')} to ${listed(addresses)} failed with STATUS_HOST_UNREACHABLE: the next hop did not answer`,
    explanation: `The stack gave up the connect because the next hop did not answer ${protocolWords(addresses)}, or because a router reported the host as unreachable. A program sees error 10065. ${whereWords(addresses)}`,
    ...affected,
    next: nextSteps(address),
    notConfused: NOT_CONFUSED,
    doc: NEIGHBORS,
  });
}

/** Questions without any answer, while nothing was dropped yet: the host may not exist, which is for the reader to say. */
function askedFinding(neighbours: readonly NeighbourSummary[]): RuleFinding {
  const addresses = neighbours.map(({ target }) => target);
  const requests = neighbours.reduce((sum, one) => sum + one.requests, 0);
  const firsts = neighbours.map(({ firstTime }) => firstTime).toSorted((x, y) => (x < y ? -1 : 1));
  const lasts = neighbours.map(({ lastTime }) => lastTime).toSorted((x, y) => (x < y ? 1 : -1));
  return findingOf({
    id: 'next-hop-unreachable',
    severity: 'info',
    side: 'undecided',
    category: 'arp-nd-failure',
    confidence: 'medium',
    title: `${listed(addresses)} left ${counted(requests, 'question')} for the hardware address (${protocolWords(addresses)}) unanswered`,
    explanation: `This host asked and nobody answered, and no drop line shows that a packet waited for the answer. It matters when the address should exist: a gateway, a server, a cluster address. ${whereWords(addresses)}`,
    packets: requests,
    connections: 0,
    firstTime: firsts[0] ?? null,
    lastTime: lasts[0] ?? null,
    evidence: neighbours.flatMap(({ evidence }) => evidence).slice(0, MAXIMUM_EVIDENCE),
    next: nextSteps(addresses[0] ?? ''),
    notConfused: NOT_CONFUSED,
    doc: NEIGHBORS,
  });
}

function askedWords(asked: readonly NeighbourSummary[]): string {
  if (asked.length === 0) return '';
  return `The packet lines show the questions: ${asked.reduce((sum, one) => sum + one.requests, 0)} sent, no reply. `;
}

function protocolWords(addresses: readonly string[]): string {
  const hasIp6 = addresses.some((one) => one.includes(':'));
  const hasIp4 = addresses.some((one) => !one.includes(':'));
  return hasIp6 ? (hasIp4 ? 'ARP or neighbour discovery' : 'neighbour discovery') : 'ARP';
}

function whereWords(addresses: readonly string[]): string {
  return addresses.every((one) => one.toLowerCase().startsWith('fe80:')) && addresses.length > 0
    ? 'A link-local address is never behind a router, so it is the next hop itself: a router or DNS server that advertised itself and is gone, or another VLAN.'
    : 'It is either on the local net itself, or the gateway to it does not answer: the route tells which.';
}

function nextSteps(address: string): string[] {
  return [
    neighborCheck(address),
    ...(address.toLowerCase().startsWith('fe80:')
      ? [
          'Get-DnsClientServerAddress | Format-Table InterfaceAlias,ServerAddresses   (is it still configured or advertised as DNS server?)',
          'Get-NetRoute -DestinationPrefix ::/0   (is it still the IPv6 gateway?)',
        ]
      : [routeCheck(address)]),
    `pktmon filter add neighbour -i ${addressForCommand(address)}   (then: pktmon start --capture, ping it, pktmon stop: does the ARP or neighbour solicitation go out, does a reply come in?)`,
    'Check whether it is up, in the same VLAN and with the right mask or prefix; look at the switch port and at client isolation on Wi-Fi.',
  ];
}
