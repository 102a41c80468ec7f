import type { TcpEvent, TcpFigure } from '../../events/tcp.js';
import type { ConversationTotals, TotalsCheck } from '../conversation.js';

/** What was counted from the single events of a connection. */
export interface CountedTotals extends ConversationTotals {
  /** Timeouts that were the first of their round: the summary counts these alone (RFC 4898 tcpEStatsStackTimeouts). */
  readonly firstTimeouts: number;
}

/** Totals of a summary line (1352, 1477); absent figures are null. */
export function totalsOf(event: TcpEvent): ConversationTotals {
  const figure = (name: TcpFigure) => event.figures[name] ?? null;
  return {
    bytesSent: figure('dataBytesOut'),
    bytesRetransmitted: figure('bytesRetransmitted'),
    timeouts: figure('timeouts'),
    synRetransmits: figure('synRetransmits'),
    fastRetransmits: figure('fastRetransmits'),
    spuriousTimeouts: figure('spuriousTimeouts'),
  };
}

/**
 * Compares our own counts with what the stack summed up. A summary covers the whole life of a connection, so without its birth
 * in the trace `agrees` is null. Fast retransmissions are not compared: the stack counts rounds, we count segments.
 */
export function checkTotals(counted: CountedTotals, stated: ConversationTotals, isWhole: boolean): TotalsCheck {
  const { firstTimeouts, ...totals } = counted;
  const same = (ours: number | null, theirs: number | null) => ours === null || theirs === null || ours === theirs;
  const agrees =
    same(counted.bytesRetransmitted, stated.bytesRetransmitted) &&
    (same(counted.timeouts, stated.timeouts) || same(firstTimeouts, stated.timeouts)) &&
    same(counted.synRetransmits, stated.synRetransmits);
  return { counted: totals, stated, agrees: isWhole ? agrees : null };
}
