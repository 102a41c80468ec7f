import type { ConnectionSummary, Retransmits } from '../../../aggregate/case.js';
import { formatBytes, formatCount, formatCounted, formatMilliseconds } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import type { Scope } from './scope.js';

/** The connection in one line: handshake, drops, retransmissions, end. */
export function connectionStory(connection: ConnectionSummary): string {
  const { connect, drops, retransmits, end } = connection;
  const parts: string[] = [];
  if (connect !== null) parts.push(connectText(connect));
  if (drops.packets > 0) {
    parts.push(`${formatCounted(drops.packets, 'packet')} dropped here: ${drops.reasons.map(visibleText).join(', ')}`);
  }
  if (retransmits !== null && retransmits.events > 0) {
    parts.push(formatCounted(retransmits.events, 'retransmission'));
  }
  if (end !== null) parts.push(endText(end));
  return parts.length === 0 ? 'Details' : parts.join('; ');
}

/** The same in full, as label and value. */
export function connectionFacts(connection: ConnectionSummary, { clock }: Scope) {
  const { connect, drops, retransmits, sent, rttMs, end } = connection;
  const rows: (readonly [string, string] | null)[] = [
    ['Seen', `${clock.shown(connection.firstTime)} to ${clock.shown(connection.lastTime)}`],
    [
      'Ends',
      connection.localIsKnown ? 'the first address is this host' : 'the log does not tell which end is this host',
    ],
    connection.pids.length === 0 ? null : ['Process ids', connection.pids.join(', ')],
    ['Packet lines', formatCount(connection.packetLines)],
    [
      'Drops',
      `${formatCounted(drops.packets, 'distinct packet')} in ${formatCounted(drops.lines, 'line')}${drops.reasons.length === 0 ? '' : `: ${drops.reasons.map(visibleText).join(', ')}`}`,
    ],
    connect === null ? null : ['Handshake', connectText(connect)],
    retransmits === null ? ['Retransmissions', 'not measured'] : ['Retransmissions', retransmitText(retransmits)],
    sent === null ? null : ['Sent', `${formatBytes(sent.bytes)} in ${formatCounted(sent.segments, 'segment')}`],
    rttMs === null
      ? null
      : [
          'Round trip',
          `least ${formatMilliseconds(rttMs.min)}, median ${formatMilliseconds(rttMs.median)}, 99 % below ${formatMilliseconds(rttMs.p99)}`,
        ],
    end === null ? null : ['End', endText(end)],
  ];
  return rows.flatMap((row) => (row === null ? [] : [{ label: row[0], value: row[1] }]));
}

function connectText({ outcome, ms, synRetransmits }: NonNullable<ConnectionSummary['connect']>): string {
  const time = ms === null ? '' : ` in ${formatMilliseconds(ms)}`;
  const again = synRetransmits === 0 ? '' : `, SYN sent again ${formatCounted(synRetransmits, 'time')}`;
  return `${visibleText(outcome)}${time}${again}`;
}

function endText({ how, by, status }: NonNullable<ConnectionSummary['end']>): string {
  const who = by === null ? '' : ` by the ${visibleText(by)} end`;
  return `${visibleText(how)}${who}${status === null ? '' : ` (${visibleText(status)})`}`;
}

function retransmitText(one: Retransmits): string {
  const kinds = (
    [
      ['SYN', one.syn],
      ['timeout', one.rto],
      ['tail loss probe', one.tlp],
      ['fast', one.fast],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${formatCount(count)} ${kind}`);
  const how = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return `${formatCount(one.events)}${how}, ${formatCounted(one.segments, 'segment')}, ${formatBytes(one.bytes)}, ${formatCounted(one.episodes, 'loss episode')}`;
}
