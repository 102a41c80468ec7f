import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { StackEndpoint } from '../../events/stack.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { ConversationTotals, RetransmissionKind } from '../conversation.js';
import { CongestionCourse } from './congestion-course.js';
import { ConnectionEnding } from './connection-ending.js';
import { HandshakeStory } from './handshake-story.js';
import type { Birth } from './life-lines.js';
import { LogHistogram } from './log-histogram.js';
import { ResendLog } from './resend-log.js';
import { ONE_SEND, RetransmissionStory } from './retransmission-story.js';
import type { StatedBudgets } from './stated-budgets.js';
import { completedEnd, type StatedEnd } from './stated-end.js';
import { StatedEpisodes } from './stated-episodes.js';
import { totalsOf } from './totals-check.js';

const MAXIMUM_PIDS = 8;

/** Path MTU black hole detection: data segments vanish, smaller ones pass. */
export interface BlackHole {
  entered: number;
  left: number;
  refused: number;
  segmentBytes: number | null;
  originalBytes: number | null;
}

/** One connection while the log is read: one generation of a pointer, told by the events of the stack. */
export class StatedConnection {
  readonly tcb: string | null;
  /** Which life of its pointer this is, 1 for the first. */
  readonly generation: number;
  readonly births: Birth[] = [];
  readonly handshake = new HandshakeStory();
  readonly ending = new ConnectionEnding();
  readonly episodes = new StatedEpisodes();
  readonly resends: ResendLog;
  readonly retransmissions: RetransmissionStory;
  readonly course: CongestionCourse;
  readonly rttMs = new LogHistogram();
  readonly smoothedRttMs = new LogHistogram();
  readonly rtoMs = new LogHistogram();
  readonly pids: number[] = [];
  readonly firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  local: StatedEnd | null = null;
  remote: StatedEnd | null = null;
  tuple: string | null = null;
  diedAt: Nanoseconds | null = null;
  /** Data flowed or the handshake is over. */
  isRunning: boolean;
  lastState: string | null = null;
  hostName: string | null = null;
  totals: ConversationTotals | null = null;
  received: { bytes: number; segments: number } | null = null;
  summarySent: { readonly bytes: number; readonly segments: number } | null = null;
  summaryReceived: { readonly bytes: number; readonly segments: number } | null = null;
  sentBytes = 0;
  sentSegments = 0;
  largestSegment = 0;
  duplicateAcks: number | null = null;
  zeroWindows = 0;
  keepAlives = 0;
  blackHole: BlackHole | null = null;
  evidence: EvidenceText | null = null;
  #contextPid: number | null = null;
  #dsacks = 0;
  #lastSyn: Nanoseconds | null = null;
  readonly #budgets: StatedBudgets;

  constructor(event: TcpEvent, generation: number, budgets: StatedBudgets) {
    this.tcb = event.tcb;
    this.generation = generation;
    this.firstTime = event.at;
    this.lastTime = event.at;
    this.isRunning = !isOpening(event);
    this.#budgets = budgets;
    this.resends = new ResendLog(budgets.resends);
    this.course = new CongestionCourse(budgets.points);
    this.retransmissions = new RetransmissionStory(this.resends, this.episodes, ({ at }) =>
      budgets.onRetransmission(at),
    );
  }

  /** The first line was a birth: everything of this connection is in the trace. */
  get isWhole(): boolean {
    return (
      this.births.includes('requested') ||
      this.births.includes('syn-sent') ||
      this.births.includes('syn-received') ||
      this.births.includes('inserted')
    );
  }

  get ownerPids(): readonly number[] {
    return this.pids.length > 0 || this.#contextPid === null ? this.pids : [this.#contextPid];
  }

  learnEnds(local: StackEndpoint | null, remote: StackEndpoint | null): void {
    this.local = completedEnd(this.local, local);
    this.remote = completedEnd(this.remote, remote);
  }

  add(event: TcpEvent, verbatim: Verbatim): void {
    if (event.at > this.lastTime) this.lastTime = event.at;
    this.evidence ??= this.#budgets.texts.take(event, verbatim);
    this.#owner(event);
    if (event.state !== null) this.lastState = event.state;
    const text = () => this.#budgets.texts.take(event, verbatim);
    if (this.handshake.add(event)) this.handshake.keep(text());
    if (
      event.state === 'SynSentState' ||
      event.state === 'SynRcvdState' ||
      (event.what === 'connect' && event.step === 'syn')
    ) {
      this.retransmissions.synSent(event.at);
    }
    if (this.handshake.outcome === 'established') this.isRunning = true;
    if (this.ending.add(event)) this.ending.keep(text());
    switch (event.what) {
      case 'connect':
        this.hostName ??= event.words.dnsName ?? null;
        return;
      case 'send':
        return this.#send(event, text);
      case 'receive':
        return this.#receive(event);
      case 'retransmit':
        return this.#retransmit(event, text);
      case 'rtt':
        return this.#times(event);
      case 'congestion':
        return this.#congestion(event);
      case 'window':
        return this.#window(event);
      case 'keep-alive':
        this.keepAlives++;
        return;
      case 'path-mtu':
        return this.#pathMtu(event);
      case 'summary':
        return this.#summary(event);
      default:
        return;
    }
  }

  #owner(event: TcpEvent): void {
    if (event.pid !== null && !this.pids.includes(event.pid) && this.pids.length < MAXIMUM_PIDS)
      this.pids.push(event.pid);
    // These are raised in the caller's context; 0 is the receive path and 4 the System process.
    const isCaller =
      (event.what === 'connect' && (event.step === 'requested' || event.step === 'proceeding')) ||
      (event.what === 'send' && event.step === 'posted');
    if (isCaller && event.contextPid !== null && event.contextPid !== 0 && event.contextPid !== 4)
      this.#contextPid ??= event.contextPid;
  }

  #send(event: TcpEvent & { readonly what: 'send' }, text: () => EvidenceText | null): void {
    if (event.step !== 'segment') return;
    const { sequence = null, bytes = 0, sndMax = null, sndUna = null, cwnd } = event.figures;
    if (bytes > 0) {
      this.isRunning = true;
      this.sentBytes += bytes;
      this.sentSegments++;
      this.largestSegment = Math.max(this.largestSegment, bytes);
    }
    if (sndUna !== null && sndUna !== 0) this.#acknowledged(event.at, sndUna);
    this.episodes.sign(event.at);
    this.retransmissions.segment(
      { at: event.at, source: placeOf(event), sequence, bytes },
      sndMax === 0 ? null : sndMax,
      text,
    );
    this.#times(event);
    if (cwnd !== undefined) this.course.add(event.at, cwnd, event.figures.ssthresh ?? null);
  }

  #receive(event: TcpEvent & { readonly what: 'receive' }): void {
    if (event.step !== 'segment' || event.figures.bytes === undefined) return;
    this.isRunning = true;
    this.received ??= { bytes: 0, segments: 0 };
    this.received.bytes += event.figures.bytes;
    this.received.segments += event.figures.segments ?? 1;
  }

  #retransmit(event: TcpEvent & { readonly what: 'retransmit' }, text: () => EvidenceText | null): void {
    const { figures } = event;
    const round = figures.round ?? figures.count ?? 0;
    const story = this.retransmissions;
    if (figures.sndMax !== undefined && figures.sndMax !== 0) story.highest ??= figures.sndMax;
    const { sequence = null, sequenceEnd } = figures;
    const range = sequence !== null && sequenceEnd !== undefined ? (sequenceEnd - sequence) >>> 0 : 0;
    const line = (first: number | null, bytes: number) => ({
      at: event.at,
      source: placeOf(event),
      sequence: first,
      bytes,
    });
    switch (event.step) {
      case 'round': {
        const isSyn = event.how === 'syn' || (this.handshake.isOpen && !this.isRunning);
        if (isSyn) return this.#syn(event, round, text);
        this.isRunning = true;
        story.mechanism(line(figures.sndUna ?? null, 0), 'rto', round, text);
        // The unit of SRTT in this line is not documented; RTO is in ms everywhere.
        if (figures.rtoMs) this.rtoMs.add(figures.rtoMs);
        return;
      }
      case 'repeat':
        if (this.handshake.isOpen && !this.isRunning) return this.#syn(event, round, text);
        return story.repeat(line(null, 0), 'rto', round, text);
      case 'probe': {
        // A probe may carry data that was never sent: then it is no retransmission (RFC 8985 7.3).
        const isNewData = sequence !== null && figures.sndMax !== undefined && sequence === figures.sndMax;
        if (isNewData) return;
        return story.mechanism(line(sequence, range || (figures.bytes ?? 0)), 'tlp', 0, text);
      }
      case 'sent':
        return story.mechanism(line(null, figures.bytes ?? 0), sentKind(event.how), 0, text);
      case 'entered':
        return story.enteredRecovery(event.at);
      case 'marked':
        return story.mark(line(sequence, range), text);
      case 'timer-fired':
        if (event.how === 'rack') story.rackFired(event.at);
        return;
      default:
        return;
    }
  }

  /** 1186 and a timeout round may tell of the same copy: the handshake counts moments. */
  #syn(event: TcpEvent, round: number, text: () => EvidenceText | null): void {
    if (this.#lastSyn !== null && event.at - this.#lastSyn <= ONE_SEND) return;
    this.#lastSyn = event.at;
    this.retransmissions.repeat({ at: event.at, source: placeOf(event), sequence: null, bytes: 0 }, 'syn', round, text);
    this.handshake.synAgain(event.at);
  }

  #times(event: TcpEvent): void {
    const { figures } = event;
    if (event.what === 'rtt') {
      if (figures.rttUs !== undefined) this.rttMs.add(figures.rttUs / 1000);
      else if (figures.rttMs !== undefined) this.rttMs.add(figures.rttMs);
    }
    // 0 is printed until there is a first sample.
    if (figures.srttUs) this.smoothedRttMs.add(figures.srttUs / 1000);
    else if (figures.srttMs) this.smoothedRttMs.add(figures.srttMs);
    if (figures.rtoMs) this.rtoMs.add(figures.rtoMs);
  }

  #congestion(event: TcpEvent & { readonly what: 'congestion' }): void {
    const { figures } = event;
    const window = figures.newCwnd ?? figures.cwnd;
    if (window !== undefined) this.course.add(event.at, window, figures.ssthresh ?? null);
    switch (event.step) {
      case 'cumulative-ack': {
        const acknowledged = figures.acknowledgement ?? figures.sequence ?? figures.sndUna;
        if (acknowledged !== undefined) this.#acknowledged(event.at, acknowledged);
        this.episodes.sign(event.at);
        return;
      }
      case 'duplicate-ack':
        this.duplicateAcks = (this.duplicateAcks ?? 0) + 1;
        return;
      case 'spurious':
        return this.retransmissions.wasSpurious(true);
      case 'recovery-entered':
      case 'sack-entered':
        return this.retransmissions.enteredRecovery(event.at);
      case 'recovery-left':
      case 'sack-left':
        this.retransmissions.leftRecovery();
        return this.episodes.recovered(event.at);
      case 'sack':
        return this.#sack(event);
      default:
        return;
    }
  }

  /** Whether `DSackCount` is of this acknowledgement or of all so far is not documented: only a rise counts. */
  #sack(event: TcpEvent): void {
    const { sndUna, acknowledgement = sndUna, dsackCount = 0 } = event.figures;
    if (acknowledgement !== undefined) this.#acknowledged(event.at, acknowledgement);
    if (dsackCount > this.#dsacks) this.retransmissions.wasSpurious(false);
    this.#dsacks = dsackCount;
  }

  #acknowledged(at: Nanoseconds, sequence: number): void {
    this.retransmissions.acknowledged(sequence);
    this.episodes.acknowledged(at, sequence);
  }

  #window(event: TcpEvent & { readonly what: 'window' }): void {
    if (event.step === 'zero-entered') {
      this.zeroWindows++;
      this.retransmissions.isProbingWindow = true;
    }
    if (event.step === 'zero-left') this.retransmissions.isProbingWindow = false;
  }

  #pathMtu(event: TcpEvent & { readonly what: 'path-mtu' }): void {
    this.blackHole ??= { entered: 0, left: 0, refused: 0, segmentBytes: null, originalBytes: null };
    if (event.step === 'black-hole-entered') this.blackHole.entered++;
    else if (event.step === 'black-hole-left') this.blackHole.left++;
    else this.blackHole.refused++;
    this.blackHole.segmentBytes ??= event.figures.mss ?? null;
    this.blackHole.originalBytes ??= event.figures.originalMss ?? null;
  }

  #summary(event: TcpEvent): void {
    const { figures } = event;
    this.totals = totalsOf(event);
    if (figures.dataBytesOut !== undefined)
      this.summarySent = { bytes: figures.dataBytesOut, segments: figures.dataSegmentsOut ?? 0 };
    if (figures.dataBytesIn !== undefined)
      this.summaryReceived = { bytes: figures.dataBytesIn, segments: figures.dataSegmentsIn ?? 0 };
  }
}

/** Lines with which a connection may begin; all others mean that the trace began in the middle of it. */
function isOpening(event: TcpEvent): boolean {
  if (event.what === 'state')
    return (
      event.oldState === 'ClosedState' ||
      event.oldState === 'ListenState' ||
      event.state === 'SynSentState' ||
      event.state === 'SynRcvdState'
    );
  if (event.what === 'retransmit') return event.how === 'syn';
  return event.what === 'connect' || event.what === 'accept' || event.what === 'tuple';
}

function sentKind(how: TcpEvent['how']): RetransmissionKind {
  return how === null || how === 'rto' || how === 'syn' || how === 'tlp' ? 'fast' : how;
}

function placeOf(event: TcpEvent) {
  return { input: event.input, line: event.line };
}
