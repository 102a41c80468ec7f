import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { StackEndpoint } from '../../events/stack.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { ConversationTotals, Volume } from '../conversation.js';
import { BlackHole } from './black-hole.js';
import { CongestionCourse } from './congestion-course.js';
import { ConnectionEnding } from './connection-ending.js';
import { HandshakeStory } from './handshake-story.js';
import type { Birth } from './life-lines.js';
import { LossAccount } from './loss-account.js';
import { LatestMoment } from './moment.js';
import { OwnerPids } from './owner-pids.js';
import { RoundTripTimes } from './round-trip-times.js';
import type { LineText, StatedBudgets } from './stated-budgets.js';
import { completedEnd, type StatedEnd } from './stated-end.js';
import { totalsOf } from './totals-check.js';

/** One connection while the log is read: one generation of a pointer, told by the events of the stack. */
export class StatedConnection {
  readonly tcb: string | null;
  /** Which life of its pointer this is, 1 for the first. */
  readonly generation: number;
  readonly births: Birth[] = [];
  readonly handshake = new HandshakeStory();
  readonly ending = new ConnectionEnding();
  readonly loss: LossAccount;
  readonly times = new RoundTripTimes();
  readonly course: CongestionCourse;
  readonly owner = new OwnerPids();
  readonly firstTime: Nanoseconds;
  readonly #last: LatestMoment;
  local: StatedEnd | null = null;
  remote: StatedEnd | null = null;
  /** Both ends, local first; null until both are stated. */
  tuple: string | null = null;
  diedAt: Nanoseconds | null = null;
  /** Data flowed or the handshake is over. */
  isRunning: boolean;
  hostName: string | null = null;
  totals: ConversationTotals | null = null;
  received: { bytes: number; segments: number } | null = null;
  summarySent: Volume | null = null;
  summaryReceived: Volume | null = null;
  sentBytes = 0;
  sentSegments = 0;
  largestSegment = 0;
  duplicateAcks: number | null = null;
  zeroWindows = 0;
  keepAlives = 0;
  blackHole: BlackHole | null = null;
  evidence: EvidenceText | null = null;
  #toldLocal: StackEndpoint | null = null;
  #toldRemote: StackEndpoint | null = null;

  constructor(event: TcpEvent, generation: number, budgets: StatedBudgets) {
    this.tcb = event.tcb;
    this.generation = generation;
    this.firstTime = event.at;
    this.#last = new LatestMoment(event);
    this.isRunning = !isOpening(event);
    this.loss = new LossAccount(budgets, this.handshake);
    this.course = new CongestionCourse(budgets.points);
  }

  get lastTime(): Nanoseconds {
    return this.#last.at;
  }

  /** The first line was a birth: everything of this connection is in the trace. */
  get isWhole(): boolean {
    return this.births.some((birth) => birth !== 'rundown' && birth !== 'accepted');
  }

  /** True when these ends are none, or the very objects that were learnt last: equal ends of one log are often one object. */
  knowsEnds(local: StackEndpoint | null, remote: StackEndpoint | null): boolean {
    return (local === null && remote === null) || (local === this.#toldLocal && remote === this.#toldRemote);
  }

  learnEnds(local: StackEndpoint | null, remote: StackEndpoint | null): void {
    this.#toldLocal = local;
    this.#toldRemote = remote;
    this.local = completedEnd(this.local, local);
    this.remote = completedEnd(this.remote, remote);
  }

  /** `isMidLife` as in life-lines.ts; `text` gives the line of the event, as long as there is room for it. */
  add(event: TcpEvent, isMidLife: boolean, text: LineText): void {
    this.#last.add(event);
    this.evidence ??= text();
    this.owner.add(event);
    if (!this.loss.story.knowsSyn && isFirstSyn(event)) this.loss.story.synSent(event.at);
    if (!isMidLife) this.#life(event, text);
    switch (event.what) {
      case 'connect':
        this.hostName ??= event.words.dnsName ?? null;
        return;
      case 'send':
        return this.#send(event, text);
      case 'receive':
        return this.#receive(event);
      case 'retransmit':
        this.times.add(event);
        return this.loss.retransmit(event, this.isRunning, text);
      case 'rtt':
        return this.times.add(event);
      case 'congestion':
        if (event.step === 'duplicate-ack') this.duplicateAcks = (this.duplicateAcks ?? 0) + 1;
        this.#window(event);
        return this.loss.congestion(event);
      case 'window':
        if (event.step === 'zero-entered') this.zeroWindows++;
        if (event.step === 'zero-entered' || event.step === 'zero-left') {
          this.loss.story.isProbingWindow = event.step === 'zero-entered';
        }
        return;
      case 'keep-alive':
        this.keepAlives++;
        return;
      case 'path-mtu':
        this.blackHole ??= new BlackHole();
        return this.blackHole.add(event);
      case 'summary':
        return this.#summary(event);
      default:
        return;
    }
  }

  /** How the connection begins and ends. */
  #life(event: TcpEvent, text: LineText): void {
    if (this.handshake.add(event)) this.handshake.keep(text());
    if (this.handshake.outcome === 'established') this.isRunning = true;
    if (this.ending.add(event)) this.ending.keep(text());
  }

  #send(event: TcpEvent & { readonly what: 'send' }, text: LineText): void {
    if (event.step !== 'segment') return;
    const { bytes = 0 } = event.figures;
    if (bytes > 0) {
      this.isRunning = true;
      this.sentBytes += bytes;
      this.sentSegments++;
      if (bytes > this.largestSegment) this.largestSegment = bytes;
    }
    this.loss.segment(event, text);
    this.times.add(event);
    this.#window(event);
  }

  #receive(event: TcpEvent & { readonly what: 'receive' }): void {
    if (event.step !== 'segment' || event.figures.bytes === undefined) return;
    this.isRunning = true;
    this.received ??= { bytes: 0, segments: 0 };
    this.received.bytes += event.figures.bytes;
    this.received.segments += event.figures.segments ?? 1;
  }

  #window(event: TcpEvent): void {
    const { figures } = event;
    const window = figures.newCwnd ?? figures.cwnd;
    if (window !== undefined) this.course.add(event, window, figures.ssthresh ?? null);
  }

  #summary(event: TcpEvent): void {
    const { dataBytesOut, dataSegmentsOut = 0, dataBytesIn, dataSegmentsIn = 0 } = event.figures;
    this.totals = totalsOf(event);
    if (dataBytesOut !== undefined) this.summarySent = { bytes: dataBytesOut, segments: dataSegmentsOut };
    if (dataBytesIn !== undefined) this.summaryReceived = { bytes: dataBytesIn, segments: dataSegmentsIn };
  }
}

/** Lines with which a connection may begin; all others mean that the trace began in the middle of it. */
function isOpening(event: TcpEvent): boolean {
  if (event.what === 'retransmit') return event.how === 'syn';
  if (event.what !== 'state') return event.what === 'connect' || event.what === 'accept' || event.what === 'tuple';
  return isFirstSyn(event) || event.oldState === 'ClosedState' || event.oldState === 'ListenState';
}

function isFirstSyn({ what, step, state }: TcpEvent): boolean {
  return state === 'SynSentState' || state === 'SynRcvdState' || (what === 'connect' && step === 'syn');
}
