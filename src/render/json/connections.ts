import type { ConnectionSummary } from '../../aggregate/case.js';
import type { CaseVerdict } from '../../diagnose/diagnosis.js';
import type { Clock } from '../clock.js';
import { jsonConversation } from './conversation.js';
import { jsonEvidence } from './evidence.js';

/** One connection. What the capture could not show is null, never zero. */
export function jsonConnection(connection: ConnectionSummary, verdict: CaseVerdict | null, clock: Clock) {
  const { drops, stackDrops, retransmits, sent, rttMs, connect, end } = connection;
  return {
    protocol: connection.protocol,
    local: connection.local,
    remote: connection.remote,
    localIsKnown: connection.localIsKnown,
    pids: connection.pids,
    firstTime: clock.iso(connection.firstTime),
    lastTime: clock.iso(connection.lastTime),
    state: connection.state,
    multicast: connection.multicast,
    packetLines: connection.packetLines,
    packetsOut: connection.packetsOut,
    packetsIn: connection.packetsIn,
    drops: { lines: drops.lines, packets: drops.packets, reasons: drops.reasons },
    stackDrops:
      stackDrops === undefined
        ? null
        : { lines: stackDrops.lines, packets: stackDrops.packets, reasons: stackDrops.reasons },
    retransmits: retransmits && {
      events: retransmits.events,
      segments: retransmits.segments,
      bytes: retransmits.bytes,
      syn: retransmits.syn,
      rto: retransmits.rto,
      tlp: retransmits.tlp,
      fast: retransmits.fast,
      episodes: retransmits.episodes,
    },
    sent: sent && { bytes: sent.bytes, segments: sent.segments },
    rttMs: rttMs && { min: rttMs.min, median: rttMs.median, p99: rttMs.p99 },
    connect: connect && {
      outcome: connect.outcome,
      ms: connect.ms,
      synRetransmits: connect.synRetransmits,
    },
    end: end && { how: end.how, by: end.by, status: end.status },
    verdict: verdict && {
      loss: verdict.loss,
      confidence: verdict.confidence,
      sentence: verdict.sentence,
    },
    observed: jsonConversation(connection.observed, clock),
    stated: jsonConversation(connection.stated, clock),
    evidence: jsonEvidence(connection.evidence),
  };
}
