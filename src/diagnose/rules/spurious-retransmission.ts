import type { DropGroup } from '../../aggregate/case.js';
import type { ConnectionView } from '../connection-view.js';
import { BAD_ABOVE_PACKETS } from '../drop-severity.js';
import { packetWords, pathSuffix } from '../drop-words.js';
import { affectedByConnections, affectedByDrops, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { isLoopback } from '../place.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed, percentWords } from '../words.js';

/** "duplicate segment": the data of this segment was here already. */
const DUPLICATE_SEGMENT = 1217;
/** Up to here duplicates are the price of quick recovery: a tail loss probe sends data again on purpose. */
export const DUPLICATES_ABOVE = BAD_ABOVE_PACKETS;
/** When more than half of the retransmissions were not needed, the acknowledgements are late, not the data lost. */
export const SPURIOUS_SHARE = 0.5;
/** Fewer spurious retransmissions than this say nothing about a share. */
export const ENOUGH_SPURIOUS = 3;

export const spuriousRetransmission: Rule = {
  id: 'spurious-retransmission',
  title: 'What is retransmitted was lost',
  trigger: `More than ${DUPLICATES_ABOVE} duplicate segments dropped here (1217, not loopback) between two machines; at least ${ENOUGH_SPURIOUS} spurious retransmissions (DSACK, early ACK) that are more than ${percentWords(SPURIOUS_SHARE)} of a connection's.`,
  meaning:
    'The network had delivered the data, but the acknowledgement came late or was lost, so the sender sent it again. Delay or loss on the way back, not loss of data.',
  category: 'congestion',
  side: 'remote',
  claimsDrop: ({ code, noise }) => code === DUPLICATE_SEGMENT && !noise,
  evaluate({ coverage, drops, everyConnection }) {
    if (coverage.noDrops !== null) return noData(coverage.noDrops);
    const spurious = everyConnection.filter(isSpurious);
    const byPair = new Map<string, DropGroup[]>();
    for (const group of drops) {
      const key = `${group.source} ${group.destination}`;
      byPair.set(key, [...(byPair.get(key) ?? []), group]);
    }
    const pairs = [...byPair.values()];
    const many = pairs.filter(isMany);
    const few = pairs.filter((groups) => !isMany(groups)).flat();
    return failedOrPassed([
      ...(many.length > 0 ? [duplicatesFinding(many.flat(), 'suspect')] : []),
      ...(few.length > 0 ? [duplicatesFinding(few, 'info')] : []),
      ...(spurious.length > 0 ? [spuriousFinding(spurious)] : []),
    ]);
  },
};

function isMany(groups: readonly DropGroup[]): boolean {
  const packets = groups.reduce((sum, group) => sum + group.packets, 0);
  return packets > DUPLICATES_ABOVE && !groups.some(({ source }) => isLoopback(source));
}

function isSpurious({ retransmits }: ConnectionView): boolean {
  if (retransmits === null || retransmits.spurious < ENOUGH_SPURIOUS) return false;
  return retransmits.spurious / Math.max(1, retransmits.events) > SPURIOUS_SHARE;
}

function duplicatesFinding(groups: readonly DropGroup[], severity: 'suspect' | 'info'): RuleFinding {
  const isMuch = severity === 'suspect';
  return findingOf({
    id: 'spurious-retransmission',
    severity,
    side: isMuch ? 'remote' : 'undecided',
    category: isMuch ? 'congestion' : 'normal-operation',
    confidence: isMuch ? 'medium' : 'high',
    title: isMuch
      ? `${packetWords(groups)} reached this host twice${pathSuffix(groups)}: late or lost acknowledgements`
      : `${packetWords(groups)} arrived twice, which is harmless: 1217 "INET: duplicate segment"`,
    explanation:
      'The segment was dropped because its data had arrived before. Nothing is missing; the sender was too quick, or the acknowledgement of this host came late or was lost on the way back.',
    ...affectedByDrops(groups),
    next: isMuch
      ? [
          'Look at the round trip times of these connections: jumps mean a queue or Wi-Fi retries on the way.',
          'Get-NetTCPSetting | Format-Table SettingName,MinRto,DelayedAckTimeout   (300 ms and 40 ms are the Internet defaults)',
        ]
      : [],
    notConfused: 'Not a loss of data: this host had it already.',
    doc: TCP_CONNECTIVITY,
  });
}

function spuriousFinding(views: readonly ConnectionView[]): RuleFinding {
  const total = views.reduce((sum, { retransmits }) => sum + (retransmits?.spurious ?? 0), 0);
  return findingOf({
    id: 'spurious-retransmission',
    severity: 'info',
    side: 'remote',
    category: 'congestion',
    confidence: 'medium',
    title: `${counted(total, 'retransmission')} on ${counted(views.length, 'connection')} (${listed(views.map(({ connection }) => connection.remote))}) were not needed`,
    explanation:
      'The receiver had the data already: it said so (DSACK), or it acknowledged too soon for the copy to have caused it. The network delivered the data and the acknowledgement was late: delay jumps, delayed acknowledgements or reordering, not loss.',
    ...affectedByConnections(
      views,
      ({ retransmits }) => retransmits?.spurious ?? 0,
      ({ sources }) =>
        sources.flatMap(({ retransmissions }) =>
          retransmissions.filter((one) => one.spurious === true).map((one) => one.evidence),
        ),
    ),
    next: ['Look at the round trip times of these connections: jumps mean a queue or Wi-Fi retries on the way.'],
    notConfused: 'Not loss, although retransmission counters of both hosts go up.',
    doc: TCP_CONNECTIVITY,
  });
}
