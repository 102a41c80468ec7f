import type { Conversation, LossEpisode, Retransmission, RetransmitCounts, Volume } from '../conversation.js';
import type { ConversationContext } from './conversation-context.js';
import type { Episode } from './loss-episodes.js';
import type { ObservedFlow } from './observed-flow.js';
import { type Copy, isReceivedTwice } from './retransmission-log.js';
import { round } from './rtt-samples.js';
import { NOT_PRINTED } from './segment.js';
import { printedSequence } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import type { TcpFlow } from './tcp-flow.js';
import { tcpNotSeen } from './tcp-not-seen.js';

/** Turns the state of one TCP connection into what the report says of it: ends become sides. */
export function tcpConversation(flow: ObservedFlow, tcp: TcpFlow, context: ConversationContext): Conversation {
  const { localEnd } = context;
  const local = tcp.direction(localEnd);
  const remote = tcp.direction(localEnd === 0 ? 1 : 0);
  const isSeen = local.packets + remote.packets > 0;
  const measured = context.localIsKnown || !Number.isNaN(local.shortestRoundTripMs) ? local : remote;
  return {
    source: 'observed',
    handshake: tcp.handshake.finish(localEnd, context.lastMs),
    sent: isSeen ? volume(local) : null,
    received: isSeen ? volume(remote) : null,
    rttMs: measured.roundTrips,
    rtoMs: null,
    congestionWindow: null,
    retransmissions: tcp.log.kept.flatMap((copy) => retransmission(copy, context)),
    retransmits: isSeen ? counts(tcp, context) : null,
    episodes: tcp.episodes.kept.map((one) => episode(one, context)),
    episodesNotKept: tcp.episodes.notKept,
    duplicateAcks: isSeen ? local.duplicateAcks + remote.duplicateAcks : null,
    zeroWindows: isSeen ? local.zeroWindows + remote.zeroWindows : null,
    zeroWindowsBy: closedBy(local.zeroWindows > 0, remote.zeroWindows > 0),
    windowProbes: isSeen ? local.windowProbes + remote.windowProbes : null,
    keepAlives: isSeen ? local.keepAlives + remote.keepAlives : null,
    outOfOrder: isSeen ? local.outOfOrder + remote.outOfOrder : null,
    longestIdle:
      tcp.longestIdleMs === 0 ? null : { ms: round(tcp.longestIdleMs), from: context.timeOf(tcp.longestIdleFromMs) },
    end: isSeen ? tcp.end.finish(localEnd, context.timeOf) : null,
    unanswered: tcp.icmpErrors?.finish() ?? null,
    largestSegmentBytes: isSeen ? Math.max(local.largestBytes, remote.largestBytes) : null,
    maximumSegmentSize: smaller(local.maximumSegmentSize, remote.maximumSegmentSize),
    pids: [],
    notSeen: tcpNotSeen(flow, tcp, context),
  };
}

function volume(direction: TcpDirection): Volume {
  return { bytes: direction.bytes, segments: direction.segments };
}

function retransmission(copy: Copy, context: ConversationContext): Retransmission[] {
  if (copy.evidence === null) return [];
  const isOut = copy.sender === context.localEnd;
  const isSpurious = copy.isSpurious || (!isOut && isReceivedTwice(copy));
  // A gap at the receiver is loss before it; a drop here is loss here; an echo of the copy's own timestamp needed it.
  const isNeeded = copy.isNeeded || copy.isDroppedHere || (!isOut && !copy.isOriginalSeen);
  return [
    {
      at: context.timeOf(copy.atMs),
      direction: isOut ? 'out' : 'in',
      kind: copy.kind,
      sequence: printedSequence(copy.start),
      bytes: copy.bytes,
      segments: copy.segments,
      afterMs: copy.afterMs === null ? null : round(copy.afterMs),
      copy: copy.copy,
      spurious: isSpurious ? true : isNeeded ? false : null,
      droppedHere: copy.isDroppedHere ? true : context.areDropsCaptured ? false : null,
      evidence: copy.evidence,
    },
  ];
}

function counts(tcp: TcpFlow, { localEnd }: ConversationContext): RetransmitCounts {
  const out = tcp.log.counts(localEnd);
  const back = tcp.log.counts(localEnd === 0 ? 1 : 0);
  return {
    events: out.events + back.events,
    segments: out.segments + back.segments,
    bytes: out.bytes + back.bytes,
    syn: out.syn + back.syn,
    rto: out.rto + back.rto,
    tlp: out.tlp + back.tlp,
    fast: out.fast + back.fast,
    spurious: out.spurious + back.needlessAtReceiver,
    out: out.events,
    in: back.events,
    droppedHere: out.droppedHere + back.droppedHere,
    episodes: tcp.episodes.count,
    mostCopies: Math.max(out.mostCopies, back.mostCopies),
  };
}

function episode(one: Episode, context: ConversationContext): LossEpisode {
  return {
    direction: one.sender === context.localEnd ? 'out' : 'in',
    firstTime: context.timeOf(one.firstMs),
    lastTime: context.timeOf(one.lastMs),
    segments: one.segments,
    bytes: one.bytes,
    longestSilenceMs: round(one.longestSilenceMs),
    recovered: one.isRecovered,
  };
}

function closedBy(local: boolean, remote: boolean): 'local' | 'remote' | 'both' | null {
  if (local && remote) return 'both';
  return local ? 'local' : remote ? 'remote' : null;
}

function smaller(one: number, other: number): number | null {
  if (one === NOT_PRINTED) return other === NOT_PRINTED ? null : other;
  return other === NOT_PRINTED ? one : Math.min(one, other);
}
