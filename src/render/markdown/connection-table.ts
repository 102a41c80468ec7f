import type { ConnectionSummary } from '../../aggregate/case.js';
import { formatCount, formatMilliseconds } from '../number.js';
import type { Report } from '../report.js';
import { droppedHere, retransmissionSentence, retransmissionTotals } from '../retransmission-totals.js';
import { markdownText } from './markdown-text.js';

/** Case notes name those that matter; the JSON has all. */
const CONNECTIONS_SHOWN = 20;

/** Connections with a loss, a failed handshake or a broken end, one row each, and the retransmissions of all in a sentence. */
export function connectionTable({ case: theCase, diagnosis, top }: Report): string {
  const totals = retransmissionTotals(theCase);
  const sentence = totals === null ? 'Retransmissions were not measured.' : `${retransmissionSentence(totals)}.`;
  const troubled = theCase.connections.flatMap((connection, index) =>
    isTroubled(connection) ? [{ connection, verdict: diagnosis.connectionVerdicts[index] ?? null }] : [],
  );
  if (troubled.length === 0) return totals === null || totals.events > 0 ? sentence : 'None with a loss.';
  const most = Math.min(top, CONNECTIONS_SHOWN);
  const rows = troubled.slice(0, most).map(({ connection, verdict }) => row(connection, verdict?.loss ?? ''));
  const left =
    troubled.length > most
      ? `\n\nShowing ${formatCount(most)} of ${formatCount(troubled.length)} - use --format json for all.`
      : '';
  return [
    `${sentence}\n`,
    '| Connection | Source | Handshake | Drops | Retransmissions | Dropped here | Round trip | End | Loss |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- |',
    ...rows,
  ]
    .join('\n')
    .concat(left);
}

function isTroubled({ multicast, drops, stackDrops, retransmits, connect, end }: ConnectionSummary): boolean {
  if (multicast) return false;
  return (
    drops.packets > 0 ||
    (stackDrops?.packets ?? 0) > 0 ||
    (retransmits?.events ?? 0) > 0 ||
    (connect !== null && connect.outcome !== 'established') ||
    (end !== null && ['rst', 'abort', 'retransmission-limit', 'refused'].includes(end.how))
  );
}

function row(connection: ConnectionSummary, loss: string): string {
  const { protocol, local, remote, drops, stackDrops, retransmits, rttMs, connect, end } = connection;
  const here = droppedHere(connection);
  const stated = stackDrops === undefined || stackDrops.packets === 0 ? '' : ` (stated: ${stackDrops.packets})`;
  const cells = [
    markdownText(`${protocol} ${local} to ${remote}`),
    sourceOf(connection),
    connect === null ? '-' : markdownText(connect.outcome),
    `${formatCount(drops.packets)}${stated}`,
    retransmits === null ? 'not measured' : formatCount(retransmits.events),
    here === null ? '-' : formatCount(here),
    rttMs === null ? '-' : formatMilliseconds(rttMs.median),
    end === null ? '-' : markdownText(end.by === null ? end.how : `${end.how} by ${end.by}`),
    loss,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Which source the figures come from; with both, those of the stack stand in the row. */
function sourceOf({ observed, stated }: ConnectionSummary): string {
  if (stated !== null) return observed === null ? 'stated' : 'stated, observed';
  return observed === null ? 'drop lines' : 'observed';
}
