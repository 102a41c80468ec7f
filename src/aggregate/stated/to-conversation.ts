import { elapsedMs } from './elapsed-ms.js';
import type { Conversation, Handshake, Retransmission } from '../conversation.js';
import type { CaptureLevel } from './capture-level.js';
import { bytesOf, type Resend } from './resend.js';
import { KEPT_RESENDS } from './resend-log.js';
import type { StatedConnection } from './stated-connection.js';
import { checkTotals } from './totals-check.js';

/** What the stack states of one connection, as the case holds it. Call once, at the end. */
export function toConversation(connection: StatedConnection, level: CaptureLevel): Conversation {
  const { resends, episodes } = connection.loss;
  const handshake = explainedHandshake(connection.handshake.finish(connection.lastTime), resends.kept);
  const end = connection.ending.finish(handshake, connection.diedAt !== null);
  const { episodes: kept, notKept } = episodes.finish(end?.how === 'fin');
  const hasSent = connection.sentSegments > 0;
  const hasData = hasSent || resends.events > 0 || handshake !== null || connection.totals !== null;
  const counts = resends.counts(episodes.count);
  const pathMtu = connection.blackHole?.finish() ?? null;
  return {
    source: 'stated',
    handshake,
    sent: hasSent ? { bytes: connection.sentBytes, segments: connection.sentSegments } : connection.summarySent,
    received: connection.received ?? connection.summaryReceived,
    rttMs: connection.times.samples.distribution() ?? connection.times.smoothed.distribution(),
    rtoMs: connection.times.timeouts.distribution(),
    congestionWindow: connection.course.finish(),
    retransmissions: resends.kept.flatMap((resend) => toRetransmission(resend)),
    retransmits: hasData ? counts : null,
    episodes: kept,
    episodesNotKept: notKept,
    duplicateAcks: connection.duplicateAcks,
    zeroWindows: connection.zeroWindows,
    keepAlives: connection.keepAlives,
    outOfOrder: null,
    longestIdle: null,
    end,
    unanswered: null,
    largestSegmentBytes: connection.largestSegment > 0 ? connection.largestSegment : null,
    maximumSegmentSize: pathMtu?.originalBytes ?? null,
    pids: connection.owner.finish(),
    notSeen: notSeen(connection, end, level, counts.events),
    pathMtu,
    selfCheck: selfCheck(connection),
    tcb: connection.tcb,
    hostName: connection.hostName,
  };
}

/** When every copy of the SYN followed a drop on this host, nobody else can have heard it. */
function explainedHandshake(handshake: Handshake | null, resends: readonly Resend[]): Handshake | null {
  const copies = resends.filter(({ kind }) => kind === 'syn');
  const isDropped = copies.length > 0 && copies.every(({ droppedHere }) => droppedHere === true);
  return handshake?.outcome === 'unanswered' && isDropped ? { ...handshake, outcome: 'dropped-here' } : handshake;
}

/** A retransmission whose line could not be kept is only counted. */
function toRetransmission(resend: Resend): Retransmission[] {
  if (resend.evidence === null) return [];
  return [
    {
      at: resend.at,
      direction: 'out',
      kind: resend.kind,
      sequence: resend.sequence,
      bytes: bytesOf(resend),
      segments: resend.segments,
      afterMs: resend.before === null ? null : elapsedMs(resend.before, resend.at),
      copy: resend.copy,
      spurious: resend.isSpurious ? true : null,
      droppedHere: resend.droppedHere,
      explainedBy: resend.explainedBy,
      evidence: resend.evidence,
    },
  ];
}

function selfCheck(connection: StatedConnection) {
  if (connection.totals === null) return null;
  const { bytes, rto, syn, fast, spurious } = connection.loss.resends.counts(0);
  const counted = {
    bytesSent: connection.sentBytes,
    bytesRetransmitted: bytes,
    timeouts: rto,
    synRetransmits: syn,
    fastRetransmits: fast,
    spuriousTimeouts: spurious,
    firstTimeouts: connection.loss.resends.firstTimeouts,
  };
  return checkTotals(counted, connection.totals, connection.isWhole);
}

function notSeen(
  connection: StatedConnection,
  end: Conversation['end'],
  level: CaptureLevel,
  retransmissions: number,
): string[] {
  const sentences: string[] = [];
  if (!connection.isWhole)
    sentences.push(
      'The trace begins in the middle of this connection: its handshake and what it sent before are not in it.',
    );
  if (connection.tuple === null)
    sentences.push('No line names both ends of this connection: it is known by its pointer alone.');
  if (end === null && connection.diedAt === null && connection.isRunning)
    sentences.push('How this connection ended is not stated.');
  if (end?.how === 'open') sentences.push('This connection was still open when the trace ended.');
  if (connection.times.samples.samples === 0 && connection.times.smoothed.samples > 0) {
    sentences.push(
      'Round-trip times are the smoothed values of send events (SRTT): single samples are Verbose events and were not captured.',
    );
  }
  if (retransmissions > KEPT_RESENDS)
    sentences.push(
      `Only ${KEPT_RESENDS} of ${retransmissions} retransmissions were kept one by one and compared with drops.`,
    );
  return [...sentences, ...level.notSeen()];
}
