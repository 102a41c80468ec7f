import type {
  Conversation,
  Distribution,
  RetransmitCounts,
  TotalsCheck,
  Volume,
} from '../../../aggregate/conversation.js';
import type { Clock } from '../../clock.js';
import { formatBytes, formatCount, formatCounted, formatMilliseconds } from '../../number.js';
import { kindWords } from '../../retransmission-totals.js';
import { visibleText } from '../../visible-text.js';

/** The source could have told, and there was nothing. */
export const NOTHING = 'none';

type Tell = (one: Conversation, clock: Clock) => string | null;

/** The figures of a conversation; handshake, losses and end are told as its life. Null: this source cannot tell. */
export const FIGURES: readonly (readonly [label: string, tell: Tell])[] = [
  ['Sent', ({ sent }) => sent && volumeText(sent)],
  ['Received', ({ received }) => received && volumeText(received)],
  ['Retransmissions', ({ retransmits }) => retransmits && countsText(retransmits)],
  ['Round trip', ({ rttMs }) => rttMs && distributionText(rttMs)],
  ['Retransmission timeout', ({ rtoMs }) => rtoMs && distributionText(rtoMs)],
  ['Congestion window', ({ congestionWindow }) => congestionWindow && windowText(congestionWindow)],
  ['Closed windows', zeroWindowText],
  ['Signs', signsText],
  [
    'Longest silence',
    ({ longestIdle }, clock) =>
      longestIdle && `${formatMilliseconds(longestIdle.ms)} from ${clock.timeOfDay(longestIdle.from)}`,
  ],
  ['Largest segment', segmentText],
  ['Path MTU', ({ pathMtu }) => (pathMtu ? pathMtuText(pathMtu) : null)],
  ['Totals of the stack', ({ selfCheck }) => (selfCheck ? totalsText(selfCheck) : null)],
  ['Process ids', ({ pids }) => (pids.length === 0 ? null : pids.join(', '))],
  ['Host name', ({ hostName }) => (hostName ? visibleText(hostName) : null)],
  ['Kernel pointer', ({ tcb }) => (tcb ? `TCB 0x${visibleText(tcb)}` : null)],
];

/** How the connection began, in one line. */
export function handshakeText({
  outcome,
  initiator,
  ms,
  synOffsets,
  pattern,
  status,
}: NonNullable<Conversation['handshake']>) {
  const parts = [outcome.replaceAll('-', ' ') + (ms === null ? '' : ` in ${formatMilliseconds(ms)}`)];
  if (initiator !== null) parts.push(`begun by the ${initiator} end`);
  if (synOffsets.length > 0) parts.push(`SYN at 0, ${synOffsets.map(secondsText).join(', ')} s`);
  if (pattern !== null) parts.push(pattern);
  if (status !== null) parts.push(status);
  return visibleText(parts.join('; '));
}

/** `3`, `0.3`, `21`. */
function secondsText(seconds: number): string {
  return seconds.toFixed(1).replace(/\.0$/, '');
}

function volumeText({ bytes, segments }: Volume): string {
  return `${formatBytes(bytes)} in ${formatCounted(segments, 'segment')}`;
}

function countsText(counts: RetransmitCounts): string {
  if (counts.events === 0) return NOTHING;
  const kinds = [
    ['SYN', counts.syn],
    ['timeout', counts.rto],
    ['tail loss probe', counts.tlp],
    ['fast', counts.fast],
  ] as const;
  const ways =
    counts.out > 0 && counts.in > 0 ? [`${formatCount(counts.out)} sent, ${formatCount(counts.in)} received`] : [];
  return [
    formatCount(counts.events) + kindWords(counts.events, kinds),
    ...ways,
    volumeText(counts),
    formatCounted(counts.episodes, 'loss episode'),
    ...(counts.mostCopies > 1 ? [`one segment up to ${formatCounted(counts.mostCopies, 'time')}`] : []),
    ...(counts.spurious > 0 ? [`${formatCount(counts.spurious)} not needed`] : []),
    ...(counts.droppedHere > 0 ? [`${formatCount(counts.droppedHere)} dropped here`] : []),
  ].join('; ');
}

function distributionText({ min, median, p99, last, samples }: Distribution): string {
  if (samples === 1) return `${formatMilliseconds(last)} (1 sample)`;
  return `median ${formatMilliseconds(median)}; least ${formatMilliseconds(min)}, 99 % below ${formatMilliseconds(p99)}, last ${formatMilliseconds(last)} (${formatCounted(samples, 'sample')})`;
}

function windowText({ minimum, maximum, last }: NonNullable<Conversation['congestionWindow']>): string {
  return `${formatBytes(minimum)} to ${formatBytes(maximum)}, last ${formatBytes(last)}`;
}

function zeroWindowText({ zeroWindows, zeroWindowsBy, windowProbes }: Conversation): string | null {
  if (zeroWindows === null && !windowProbes) return null;
  const who = zeroWindowsBy ? ` by ${zeroWindowsBy === 'both' ? 'both ends' : `the ${zeroWindowsBy} end`}` : '';
  const times = zeroWindows ? `${formatCounted(zeroWindows, 'time')}${who}` : NOTHING;
  return windowProbes ? `${times}; ${formatCounted(windowProbes, 'window probe')}` : times;
}

/** Signs that are no loss by themselves; only those that this source can see. */
function signsText({ duplicateAcks, keepAlives, outOfOrder }: Conversation): string | null {
  const signs = (
    [
      ['duplicate ACKs', duplicateAcks],
      ['keep-alives', keepAlives],
      ['out of order', outOfOrder],
    ] as const
  ).filter(([, count]) => count !== null);
  if (signs.length === 0) return null;
  const seen = signs.flatMap(([word, count]) => (count ? [`${word} ${formatCount(count)}`] : []));
  return seen.length === 0 ? NOTHING : seen.join(', ');
}

function segmentText({ largestSegmentBytes, maximumSegmentSize }: Conversation): string | null {
  if (largestSegmentBytes === null && maximumSegmentSize === null) return null;
  const largest = largestSegmentBytes === null ? 'not seen' : formatBytes(largestSegmentBytes);
  return maximumSegmentSize === null
    ? largest
    : `${largest}; maximum of the handshake ${formatBytes(maximumSegmentSize)}`;
}

function pathMtuText({
  entered,
  left,
  refused,
  segmentBytes,
  originalBytes,
}: NonNullable<Conversation['pathMtu']>): string {
  const sizes = segmentBytes === null ? '' : `; segments of ${formatBytes(segmentBytes)}`;
  const before = originalBytes === null ? '' : ` instead of ${formatBytes(originalBytes)}`;
  return `black hole detection entered ${formatCounted(entered, 'time')}, left ${formatCount(left)}, refused ${formatCount(refused)}${sizes}${before}`;
}

/** Requests without connection, and what came back. */
export function requestsText({ requests, answered, icmpErrors }: NonNullable<Conversation['unanswered']>): string {
  const errors = icmpErrors.map(
    ({ type, count, mtuBytes }) =>
      `${formatCount(count)} ${visibleText(type)}${mtuBytes === null ? '' : ` (MTU ${mtuBytes})`}`,
  );
  return [`${formatCounted(requests, 'request')}, ${formatCount(answered)} answered`, ...errors].join('; ');
}

/** How a connection ended, in words. */
export const END_WORD: Readonly<Record<NonNullable<Conversation['end']>['how'], string>> = {
  fin: 'closed with FIN',
  rst: 'reset (RST)',
  'retransmission-limit': 'given up after the last retransmission',
  abort: 'aborted',
  refused: 'refused',
  open: 'still open at the end of the log',
};

/** How the connection ended, and by whom. */
export function endText({ how, by, resetClass, status }: NonNullable<Conversation['end']>): string {
  const parts = [END_WORD[how] + (by === null ? '' : ` by the ${by} end`)];
  if (resetClass !== null) parts.push(resetClass.replaceAll('-', ' '));
  if (status !== null) parts.push(status);
  return visibleText(parts.join('; '));
}

const TOTALS = [
  ['bytes sent', 'bytesSent'],
  ['bytes sent again', 'bytesRetransmitted'],
  ['timeouts', 'timeouts'],
  ['SYN sent again', 'synRetransmits'],
  ['fast retransmissions', 'fastRetransmits'],
  ['timeouts not needed', 'spuriousTimeouts'],
] as const;

/**
 * The totals that the stack printed when the connection ended, with our own count where that matters: they can agree without
 * being equal, because the stack counts a recovery as one fast retransmission however many segments it sends.
 */
function totalsText({ counted, stated, agrees }: TotalsCheck): string {
  const totals = TOTALS.flatMap(([word, key]) => {
    const value = stated[key];
    if (value === null) return [];
    const own = counted[key];
    return [
      `${word} ${formatCount(value)}${own === null || own === value || agrees === true ? '' : ` (${formatCount(own)} counted in this log)`}`,
    ];
  });
  const check =
    agrees === null
      ? 'not comparable: the trace has only a part of its life'
      : agrees
        ? 'our counts agree'
        : 'our counts differ';
  return `${check}: ${totals.join(', ')}`;
}
