import type { ConnectionSummary, Retransmits } from '../../../aggregate/case.js';
import { formatBytes, formatCount, formatCounted, formatMilliseconds } from '../../number.js';
import { droppedHere, droppedHereWords, kindWords } from '../../retransmission-totals.js';
import { visibleText } from '../../visible-text.js';
import { END_WORD, requestsText } from './conversation-figures.js';
import type { Scope } from './scope.js';

/** The connection in one line: handshake, drops, retransmissions, end. */
export function connectionStory(connection: ConnectionSummary): string {
  const { connect, drops, stackDrops, retransmits, end } = connection;
  const parts: string[] = [];
  if (connect !== null) parts.push(connectText(connect));
  if (drops.packets > 0) {
    parts.push(`${formatCounted(drops.packets, 'packet')} dropped here: ${drops.reasons.map(visibleText).join(', ')}`);
  }
  if (stackDrops !== undefined && stackDrops.packets > 0) parts.push(stackDropText(stackDrops));
  if (retransmits !== null && retransmits.events > 0) {
    const here = droppedHere(connection);
    parts.push(
      formatCounted(retransmits.events, 'retransmission') +
        (here === null ? '' : ` (${droppedHereWords({ droppedHere: here })})`),
    );
  }
  const asked = connection.observed?.unanswered ?? null;
  if (asked !== null) parts.push(requestsText(asked));
  if (end !== null) parts.push(endText(end));
  return parts.length === 0 ? 'Details' : parts.join('; ');
}

/** What is known of the connection as a whole, as label and value; its conversations have figures of their own. */
export function connectionFacts(connection: ConnectionSummary, { clock }: Scope) {
  const { drops, stackDrops } = connection;
  const isFollowed = connection.observed !== null || connection.stated !== null;
  const rows: (readonly [string, string] | null)[] = [
    ['Seen', `${clock.shown(connection.firstTime)} to ${clock.shown(connection.lastTime)}`],
    connection.localIsKnown ? null : ['Ends', 'the log does not tell which end is this host'],
    connection.packetLines === 0 ? null : ['Packet lines', formatCount(connection.packetLines)],
    connection.packetLines === 0 && drops.lines === 0 ? null : ['Drops', dropText(drops)],
    stackDrops === undefined || stackDrops.packets === 0 ? null : ['Drops stated by the stack', dropText(stackDrops)],
    ...(isFollowed ? [] : shortFacts(connection)),
  ];
  return rows.flatMap((row) => (row === null ? [] : [{ label: row[0], value: row[1] }]));
}

/** The short fields, for a connection that nobody followed. */
function shortFacts({ pids, connect, retransmits, sent, rttMs, end }: ConnectionSummary) {
  const rows: (readonly [string, string] | null)[] = [
    pids.length === 0 ? null : ['Process ids', pids.join(', ')],
    connect && ['Handshake', connectText(connect)],
    ['Retransmissions', retransmits === null ? 'not measured' : retransmitText(retransmits)],
    sent && ['Sent', `${formatBytes(sent.bytes)} in ${formatCounted(sent.segments, 'segment')}`],
    rttMs && [
      'Round trip',
      `median ${formatMilliseconds(rttMs.median)}; least ${formatMilliseconds(rttMs.min)}, 99 % below ${formatMilliseconds(rttMs.p99)}`,
    ],
    end && ['End', endText(end)],
  ];
  return rows;
}

type Drops = ConnectionSummary['drops'];

function dropText({ packets, lines, reasons }: Drops): string {
  if (packets === 0 && lines === 0) return 'none';
  const why = reasons.length === 0 ? '' : `: ${reasons.map(visibleText).join(', ')}`;
  return `${formatCounted(packets, 'distinct packet')} in ${formatCounted(lines, 'line')}${why}`;
}

function stackDropText({ packets, reasons }: Drops): string {
  return `${formatCounted(packets, 'packet')} dropped as the stack states: ${reasons.map(visibleText).join(', ')}`;
}

function connectText({ outcome, ms, synRetransmits }: NonNullable<ConnectionSummary['connect']>): string {
  const time = ms === null ? '' : ` in ${formatMilliseconds(ms)}`;
  const again = synRetransmits === 0 ? '' : `, SYN sent again ${formatCounted(synRetransmits, 'time')}`;
  return `${visibleText(outcome)}${time}${again}`;
}

function endText({ how, by, status }: NonNullable<ConnectionSummary['end']>): string {
  const who = by === null ? '' : ` by the ${visibleText(by)} end`;
  const word = Object.hasOwn(END_WORD, how) ? END_WORD[how as keyof typeof END_WORD] : how;
  return `${visibleText(word)}${who}${status === null ? '' : ` (${visibleText(status)})`}`;
}

function retransmitText(one: Retransmits): string {
  const kinds = [
    ['SYN', one.syn],
    ['timeout', one.rto],
    ['tail loss probe', one.tlp],
    ['fast', one.fast],
  ] as const;
  return `${formatCount(one.events)}${kindWords(one.events, kinds)}, ${formatCounted(one.segments, 'segment')}, ${formatBytes(one.bytes)}, ${formatCounted(one.episodes, 'loss episode')}`;
}
