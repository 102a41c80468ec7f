import type { Case, DropGroup } from '../../aggregate/case.js';
import type { ConnectionView } from '../connection-view.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix } from '../drop-words.js';
import { withConnections } from '../with-connections.js';
import { affectedByConnections, affectedByDrops, bothAffected, findingOf } from '../finding.js';
import { byCause } from '../group-by.js';
import { pathMtuSteps } from '../path-mtu-steps.js';
import { PACKET_LOSS } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { listed } from '../words.js';

/** Path MTU discovery works by such drops: one or two teach the sender, more mean that it does not learn. */
export const FAULT_FROM_PACKETS = LOOK_FROM_PACKETS;

export const mtuExceeded: Rule = {
  id: 'mtu-exceeded',
  title: 'Packets fit through the path',
  trigger: `Packets dropped here because they are larger than the MTU (920, 23, 208, 997, 1311), and "packet too big" or "need to fragment" from routers; a fault from ${FAULT_FROM_PACKETS} drops to one destination.`,
  meaning:
    'Packets that may not be fragmented are larger than a link of the path allows. One or two of them are how Windows learns the path MTU; repeated ones mean that the sender does not adapt.',
  category: 'mtu',
  side: 'local',
  claimsDrop: ({ category, verdict, noise }) => category === 'mtu' && verdict !== 'benign' && !noise,
  evaluate({ aggregate, coverage, drops, everyConnection }) {
    if (coverage.noDrops !== null) return noData(coverage.noDrops);
    const told = everyConnection.filter((view) => tooBig(view).length > 0);
    const dropped = byCause(
      drops,
      ({ destination }) => destination,
      ({ packets }) => packets,
    );
    const places = new Set(drops.map(({ destination }) => destination));
    const onlyTold = byCause(
      told.filter(({ remote }) => !places.has(remote.address)),
      ({ remote }) => remote.address,
      () => 1,
    );
    return failedOrPassed([
      ...dropped.map((groups) => withConnections(droppedFinding(groups, told, aggregate), groups, everyConnection)),
      ...onlyTold.map(toldFinding),
    ]);
  },
};

/** The ICMP errors that name a smaller MTU. */
function tooBig({ sources }: ConnectionView) {
  return sources
    .flatMap(({ unanswered }) => unanswered?.icmpErrors ?? [])
    .filter(({ type, mtuBytes }) => type === 'packet-too-big' || mtuBytes !== null);
}

function mtuWords(views: readonly ConnectionView[]): string {
  const sizes = views.flatMap(tooBig).flatMap(({ mtuBytes }) => (mtuBytes === null ? [] : [`${mtuBytes} bytes`]));
  return sizes.length === 0 ? '' : ` ICMP messages of the path name ${listed(sizes)} as the largest packet.`;
}

function droppedFinding(groups: readonly DropGroup[], told: readonly ConnectionView[], aggregate: Case): RuleFinding {
  const addresses = groups.map(({ destination }) => destination);
  const here = told.filter(({ remote }) => addresses.includes(remote.address));
  const affected = affectedByDrops(groups);
  const isRepeated = affected.packets >= FAULT_FROM_PACKETS;
  const where = listed(addresses) || 'a destination';
  return findingOf({
    id: 'mtu-exceeded',
    severity: isRepeated ? 'fault' : 'info',
    side: 'local',
    category: 'mtu',
    confidence: isRepeated ? 'high' : 'medium',
    title: `${packetWords(groups)} to ${where} dropped here because they exceed the MTU${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} to ${where} because they are larger than the path allows and must not be fragmented`,
    explanation: `The packets carry "don't fragment" and are larger than the MTU that this host knows for the path.${mtuWords(here)} ${isRepeated ? 'The sender repeats the size instead of adapting: typical for datagrams of an application (QUIC, VPN, media) and for jumbo frames on one side only.' : 'So few are how path MTU discovery works: the next packets are smaller.'} ${dropperWords(groups, aggregate)}`,
    ...bothAffected(affected, { ...affectedByConnections(here, () => 0, icmpEvidence), connections: 0 }),
    next: pathMtuSteps(addresses[0] ?? ''),
    notConfused: 'Not congestion: small packets to the same place pass.',
    doc: PACKET_LOSS,
  });
}

function toldFinding(views: readonly ConnectionView[]): RuleFinding {
  const count = views.flatMap(tooBig).reduce((sum, error) => sum + error.count, 0);
  const isRepeated = count >= FAULT_FROM_PACKETS;
  const where = listed(views.map(({ remote }) => remote.address));
  return findingOf({
    id: 'mtu-exceeded',
    severity: isRepeated ? 'suspect' : 'info',
    side: 'remote',
    category: 'mtu',
    confidence: 'high',
    title: `Routers report that packets to ${where} are too large (${count} ICMP messages)`,
    explanation: `A router on the path dropped packets that must not be fragmented and said so.${mtuWords(views)} ${isRepeated ? 'The messages repeat, so the sender does not adapt.' : 'One or two are how path MTU discovery works.'}`,
    ...affectedByConnections(views, (view) => tooBig(view).reduce((sum, error) => sum + error.count, 0), icmpEvidence),
    next: pathMtuSteps(views[0]?.remote.address ?? ''),
    notConfused: 'Not congestion: the router names the size as the reason.',
    doc: PACKET_LOSS,
  });
}

function icmpEvidence({ sources }: ConnectionView) {
  return sources.flatMap(({ unanswered }) => unanswered?.evidence ?? []);
}
