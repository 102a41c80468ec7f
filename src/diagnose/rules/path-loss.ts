import { wereDropsCaptured, withoutDrop } from '../drop-absence.js';
import type { Case } from '../../aggregate/case.js';
import { largest } from '../largest.js';
import { ADAPTER_COUNTERS, captureAtPeer } from '../commands.js';
import type { ConnectionView } from '../connection-view.js';
import { lostBeyondThisHost, retransmissionEvidence, wasOpen } from '../conversation-facts.js';
import { noConversationData } from '../connection-rule.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { byCause, groupBy } from '../group-by.js';
import {
  BAD_ABOVE_SHARE,
  BAD_FROM_TIMEOUTS_PER_MINUTE,
  ENOUGH_LOSSES,
  ENOUGH_SEGMENTS,
  LOOK_ABOVE_SHARE,
  type Loss,
  lossOf,
} from '../loss-rate.js';
import { PACKET_LOSS } from '../official-docs.js';
import { addressForCommand } from '../place.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed, percentWords, spanWords } from '../words.js';

/** As many peers with bad loss at once have only the way out of this host in common. */
export const NEAR_FROM_PEERS = 3;
/** RFC 3649: throughput of one connection is about MSS / RTT * 1.22 / sqrt(loss) with loss-based congestion control. */
const MATHIS = 1.22;
const USUAL_SEGMENT_BYTES = 1460;

export const pathLoss: Rule = {
  id: 'path-loss',
  title: 'Few segments have to be sent again',
  trigger: `Retransmissions without a drop on this host that were needed, by peer: above ${percentWords(LOOK_ABOVE_SHARE)} of at least ${ENOUGH_SEGMENTS} segments a suspect, above ${percentWords(BAD_ABOVE_SHARE)} a fault; ${BAD_FROM_TIMEOUTS_PER_MINUTE} timeouts a minute; ${ENOUGH_LOSSES} losses of fewer segments (low confidence); ${NEAR_FROM_PEERS} peers at once point to a place near this host.`,
  meaning:
    'Data or acknowledgements are lost beyond this host. A little is how congestion control finds its rate; above 1 % it limits every transfer.',
  category: 'congestion',
  side: 'remote',
  claimsConnection: (view) => wasOpen(view) && lostBeyondThisHost(view) > 0,
  evaluate(input) {
    const why = noConversationData(
      input,
      ({ retransmits }) => retransmits !== null,
      'No connection carried data that could be followed.',
    );
    if (why !== null) return noData(why);
    const peers = groupBy(input.connections, ({ remote }) => remote.address);
    const all = groupBy(input.everyConnection, ({ remote }) => remote.address);
    const judged = [...peers].map(([address, views]) => ({ views, loss: lossOf(views, all.get(address) ?? views) }));
    const bad = judged.filter(({ loss }) => loss.severity === 'fault');
    if (bad.length >= NEAR_FROM_PEERS && areSimultaneous(bad.map(({ views }) => views))) {
      const others = judged.filter((one) => !bad.includes(one));
      const near = bad.flatMap(({ views }) => views);
      const nearLoss = lossOf(
        near,
        bad.flatMap(({ views }) => all.get(views[0]!.remote.address) ?? []),
      );
      return failedOrPassed([
        finding(near, nearLoss, bad.length, input.aggregate),
        ...others.map(({ views, loss }) => finding(views, loss, 1, input.aggregate)),
      ]);
    }
    const groups = byCause(input.connections, ({ remote }) => remote.address, lostBeyondThisHost);
    return failedOrPassed(groups.map((views) => finding(views, lossOf(views, allOf(views, all)), 1, input.aggregate)));
  },
};

/** Everything with the same peers, each connection once. */
function allOf(
  views: readonly ConnectionView[],
  all: ReadonlyMap<string, readonly ConnectionView[]>,
): ConnectionView[] {
  return [...new Set(views.map(({ remote }) => remote.address))].flatMap((address) => all.get(address) ?? []);
}

/** Do the connections of all peers overlap in time? */
function areSimultaneous(peers: readonly (readonly ConnectionView[])[]): boolean {
  const spans = peers.map((views) =>
    affectedByConnections(
      views,
      () => 0,
      () => [],
    ),
  );
  const latestStart = spans.reduce<bigint>(
    (latest, { firstTime }) => (firstTime !== null && firstTime > latest ? firstTime : latest),
    0n,
  );
  return spans.every(({ lastTime }) => lastTime !== null && lastTime >= latestStart);
}

function finding(views: readonly ConnectionView[], loss: Loss, peers: number, aggregate: Case): RuleFinding {
  const first = views[0]!;
  const isNear = peers >= NEAR_FROM_PEERS;
  const isSure = loss.isMeasured && loss.severity !== 'info';
  const remotes = listed(views.map(({ remote }) => remote.address));
  const where = isNear
    ? `on the way to ${counted(peers, 'peer')} at once (${remotes})`
    : `on the way to or from ${remotes}`;
  const measure = loss.isMeasured
    ? `${percentWords(loss.share)} of ${counted(loss.segments, 'segment')}`
    : `only ${counted(loss.segments, 'segment')} seen`;
  const doubt = isSure || loss.severity === 'info' ? '' : ', which points to loss beyond this host';
  return findingOf({
    id: 'path-loss',
    severity: loss.severity,
    side: loss.severity === 'info' ? 'undecided' : 'remote',
    category: 'congestion',
    confidence: isSure ? 'medium' : 'low',
    title:
      loss.severity === 'info'
        ? `${counted(loss.lost, 'retransmission')} ${where} (${measure}) point to normal congestion signals`
        : `${counted(loss.lost, 'segment')} lost ${where} (${measure})${doubt}`,
    sentence: `${counted(loss.lost, 'segment')} had to be sent again ${where} (${measure}), ${withoutDrop(aggregate)}${isSure ? '' : ', which only points to loss on the path'}`,
    explanation: `${kindWords(views)} ${wereDropsCaptured(aggregate) ? 'No drop on this host explains them, so data or acknowledgements were lost beyond it;' : 'No drop in this log explains them, but a NetTrace alone does not show every drop of this host; a PktMon.txt beside it decides whether data or acknowledgements were lost beyond it, and'} which direction, only a capture at the other side tells.${isNear ? ' Peers that have nothing else in common were hit at the same time: look at this host first, at its adapter, cable, Wi-Fi or uplink.' : ''} Up to ${percentWords(LOOK_ABOVE_SHARE)} is normal with loss-based congestion control, above ${percentWords(BAD_ABOVE_SHARE)} is bad.${rateWords(views, loss)}`,
    ...affectedByConnections(views, lostBeyondThisHost, retransmissionEvidence),
    next: [
      ...(isNear
        ? [
            ADAPTER_COUNTERS,
            'Look at the error and discard counters of the switch port of this host, and at Wi-Fi signal: netsh wlan show interfaces',
          ]
        : []),
      `pathping -n -q 20 ${addressForCommand(first.remote.address)}   (loss that begins at one hop and stays is real; loss at a single hop in between is not)`,
      ...captureAtPeer('tcp', first.remote),
      ...(isNear ? [] : [ADAPTER_COUNTERS]),
    ],
    notConfused: `${wereDropsCaptured(aggregate) ? 'Not a local drop: this host would have printed one for the same segment. ' : ''}Not spurious: copies that the receiver had already are not counted.`,
    doc: PACKET_LOSS,
  });
}

function kindWords(views: readonly ConnectionView[]): string {
  const sum = (key: 'rto' | 'tlp' | 'fast' | 'out' | 'in') =>
    views.reduce((total, { retransmits }) => total + (retransmits?.[key] ?? 0), 0);
  const silence = largest(
    views.flatMap(({ sources }) =>
      sources.flatMap(({ episodes }) => episodes.map(({ longestSilenceMs }) => longestSilenceMs)),
    ),
  );
  const kinds = [
    sum('fast') > 0 ? `${sum('fast')} by fast retransmission` : '',
    sum('tlp') > 0 ? `${sum('tlp')} by tail loss probe` : '',
    sum('rto') > 0 ? `${sum('rto')} by timeout` : '',
  ];
  return `Sent again: ${listed(kinds) || 'in ways that this capture does not tell'} (${sum('out')} by this host, ${sum('in')} by the peers)${silence > 0 ? `; the longest wait was ${spanWords(silence)}` : ''}.`;
}

/** What this loss rate does to one transfer. */
function rateWords(views: readonly ConnectionView[], loss: Loss): string {
  const rtts = views.flatMap(({ sources }) => sources.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs.median])));
  const rtt = rtts.toSorted((x, y) => x - y)[Math.floor(rtts.length / 2)];
  if (rtt === undefined || rtt <= 0 || !loss.isMeasured || loss.severity === 'info') return '';
  const bitsPerSecond = ((USUAL_SEGMENT_BYTES * 8) / (rtt / 1000)) * (MATHIS / Math.sqrt(loss.share));
  return ` With a round trip of ${spanWords(rtt)} this loss alone holds one connection to about ${Number((bitsPerSecond / 1e6).toPrecision(2))} Mbit/s.`;
}
