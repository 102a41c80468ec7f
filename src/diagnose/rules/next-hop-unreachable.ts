import type { Case, DropGroup } from '../../aggregate/case.js';
import { endpoint } from '../../base/endpoint.js';
import { discoveryService } from '../../knowledge/noise.js';
import type { Finding } from '../diagnosis.js';
import { groupBy, totals } from '../drop-groups-of.js';
import { failedOrPassed, type Rule } from '../rule.js';

/** One packet may be the first after a pause, dropped while the answer was on its way; from here on it is a dead neighbour. */
const FAULT_FROM_PACKETS = 3;

const DOC = 'https://learn.microsoft.com/troubleshoot/windows-server/networking/address-resolution-protocol-arp-caching-behavior';

export const nextHopUnreachable: Rule = {
  id: 'next-hop-unreachable',
  title: 'Next hops answer ARP and neighbour discovery',
  trigger: 'Unicast packets dropped with a reason of the category arp-nd-failure (922, 923), by destination.',
  evaluate(aggregate: Case) {
    const groups = aggregate.drops.groups.filter((group) => group.category === 'arp-nd-failure' && !group.noise);
    const byDestination = groupBy(groups, (group) => group.destination);
    return failedOrPassed([...byDestination.entries()].map(([destination, dropped]) => finding(destination, dropped)));
  },
};

function finding(destination: string, groups: readonly DropGroup[]): Finding {
  const { packets, firstTime, lastTime, evidence } = totals(groups);
  const isIp6 = destination.includes(':');
  const what = isIp6 ? 'neighbour discovery' : 'ARP';
  const ports = [...new Set(groups.map((group) => serviceOf(group)).filter((name) => name !== ''))];
  const onLink = destination.startsWith('fe80:') ? 'It is a link-local address, so it is the next hop itself.' : 'It is on the local net, or its gateway does not answer.';
  return {
    id: 'next-hop-unreachable',
    severity: packets >= FAULT_FROM_PACKETS ? 'fault' : 'suspect',
    side: 'local',
    category: 'arp-nd-failure',
    confidence: packets >= FAULT_FROM_PACKETS ? 'high' : 'medium',
    title: `${destination || 'A next hop'} does not answer ${what}: ${packets} packets to it were dropped here${ports.length > 0 ? ` (${ports.join(', ')})` : ''}`,
    explanation: `This host asked for the hardware address of ${destination} and got no answer in time, so it threw the waiting packets away. ${onLink}`,
    packets,
    connections: new Set(groups.map((group) => `${group.protocol} ${group.source} ${endpoint(group.destination, group.destinationPort)}`)).size,
    firstTime,
    lastTime,
    next: [
      `Get-NetNeighbor -IPAddress ${destination}`,
      `pktmon filter add -i ${destination}; pktmon start --capture; ping ${destination}; pktmon stop`,
      'Is the machine up, in the same VLAN, with the right mask or prefix? Is it still the gateway or DNS server that is configured? Get-NetIPConfiguration -Detailed',
    ],
    notConfused: 'Not a firewall: a filter would drop with an inspection reason. Not a missing route: the next hop was chosen, only its hardware address is missing.',
    doc: DOC,
    evidence,
  };
}

function serviceOf(group: DropGroup): string {
  if (group.destinationPort === 0) return '';
  if (group.destinationPort === 53) return 'DNS';
  return discoveryService(group.protocol, group.destinationPort) ?? `${group.protocol} port ${group.destinationPort}`;
}
