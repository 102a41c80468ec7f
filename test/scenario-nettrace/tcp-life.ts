import type { NetTraceLog } from './nettrace-log.js';
import { STATUS } from './status.js';

/** What a reader of the log should find of one connection. */
export interface LifeTruth {
  readonly local: string;
  readonly remote: string;
  readonly pid: number;
  outcome: 'established' | 'refused' | 'unanswered' | 'failed' | 'unreachable';
  end: 'fin' | 'rst' | 'abort' | 'retransmission-limit' | 'refused' | null;
  by: 'local' | 'remote' | null;
  syn: number;
  rto: number;
  tlp: number;
  fast: number;
  spurious: number;
  bytesResent: number;
  bytesSent: number;
  segmentsSent: number;
  episodes: number;
  unrecovered: number;
}

export interface LifeOptions {
  readonly tcb: string;
  readonly local: string;
  readonly remote: string;
  readonly pid: number;
  readonly startMs: number;
  readonly sequence: number;
  readonly rttMs: number;
}

const SEGMENT = 1460;
/** Lines of one send follow each other within microseconds. */
const STEP_MS = 0.002;

/** The life of one TCP connection as the stack tells it, step by step, with the truth about it. */
export class TcpLife {
  readonly truth: LifeTruth;
  nowMs: number;
  readonly #log: NetTraceLog;
  readonly #tcb: string;
  readonly #local: string;
  readonly #remote: string;
  readonly #rttMs: number;
  #una: number;
  #max: number;
  #cwnd = 14_600;
  #rtoMs = 300;
  #timeouts = 0;

  constructor(log: NetTraceLog, options: LifeOptions) {
    this.#log = log;
    this.#tcb = `0x${options.tcb}`;
    this.#local = options.local;
    this.#remote = options.remote;
    this.#rttMs = options.rttMs;
    this.nowMs = options.startMs;
    this.#una = (options.sequence + 1) >>> 0;
    this.#max = this.#una;
    const { local, remote, pid } = options;
    const none = {
      syn: 0,
      rto: 0,
      tlp: 0,
      fast: 0,
      spurious: 0,
      bytesResent: 0,
      bytesSent: 0,
      segmentsSent: 0,
      episodes: 0,
      unrecovered: 0,
    };
    this.truth = { local, remote, pid, outcome: 'established', end: null, by: null, ...none };
  }

  /** First sequence number that was never sent. */
  get nextSequence(): number {
    return this.#max;
  }

  wait(ms: number): this {
    this.nowMs += ms;
    return this;
  }

  /** Connects; the first SYNs are lost, each gap is the time to the next copy. */
  connect(gapsMs: readonly number[] = []): this {
    this.#begin();
    this.#repeatSyn(gapsMs);
    this.nowMs += this.#rttMs;
    this.#state('SynSentState', 'EstablishedState');
    this.#say(
      `TCP: connection ${this.#tcb} ${this.#ends} connect completed. PID = ${this.truth.pid} ProcessSeqNum = 77.`,
      this.truth.pid,
    );
    return this;
  }

  accept(): this {
    this.#state('ListenState', 'SynRcvdState');
    this.#tuple('inserted- TCB');
    this.nowMs += this.#rttMs;
    this.#state('SynRcvdState', 'EstablishedState');
    return this.#say(
      `TCP: listener (local=${this.#local} remote=${this.#remote}) accept completed. TCB = ${this.#tcb}. PID = ${this.truth.pid} ProcessSeqNum = 77.`,
    );
  }

  /** Nobody answers; `giveUpMs` after the last copy the attempt fails. */
  connectInVain(gapsMs: readonly number[], giveUpMs: number): this {
    this.#begin();
    this.#repeatSyn(gapsMs);
    this.nowMs += giveUpMs;
    this.truth.outcome = 'unanswered';
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} connect failed: connect-request timeout expired.`);
    return this.#attemptFailed(STATUS.timeout);
  }

  connectRefused(): this {
    this.#begin();
    this.nowMs += this.#rttMs;
    Object.assign(this.truth, { outcome: 'refused', end: 'refused', by: 'remote' });
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} connect failed: received RST.`);
    return this.#attemptFailed(STATUS.refused);
  }

  connectWithoutRoute(): this {
    this.#request();
    this.truth.outcome = 'unreachable';
    this.#say(
      `TCP: connection ${this.#tcb} ${this.#ends} connect failed: route lookup status = ${STATUS.networkUnreachable}.`,
    );
    return this.#attemptFailed(STATUS.networkUnreachable);
  }

  connectWithoutPort(): this {
    this.#request();
    this.truth.outcome = 'failed';
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} connect failed: port-acquisition status = ${STATUS.noPort}.`);
    return this.#attemptFailed(STATUS.noPort);
  }

  /** Sends segments of full size and one with the rest; everything is acknowledged one round trip later. */
  send(bytes: number): this {
    this.#sendNew(bytes);
    this.nowMs += this.#rttMs;
    return this.#acknowledge(this.#max);
  }

  receive(bytes: number): this {
    return this.#say(
      `TCP: connection ${this.#tcb}: Received data with number of bytes = ${bytes}, ThSeq = 5001, NumPkt = 1.`,
    );
  }

  /** The last segment is lost; a tail loss probe repairs it. Nine lines, one retransmission. */
  loseTail(bytes: number): this {
    const first = this.#max;
    this.#sendNew(bytes);
    const size = Math.min(SEGMENT, bytes);
    const sequence = (this.#max - size) >>> 0;
    this.nowMs += this.#rttMs;
    if (sequence !== first) this.#acknowledge(sequence);
    this.nowMs += 2 * this.#rttMs + 10;
    this.#verbose(`TCP: Connection ${this.#tcb} 0(RetransmitTimer) timer has expired.`);
    this.#say(`TCP: Tail Loss Probe Event Connection = ${this.#tcb}, Event = 2(TimerFired).`);
    this.#say(
      `TCP: Tail Loss Probe Send Connection = ${this.#tcb} SndUna = ${this.#una}, SndMax = ${this.#max}, SendAvailable = ${size}, TailProbeSeq = ${sequence}, TailProbeLast = ${this.#max}, ControlsToSend = 0, ThFlags = 16.`,
    );
    this.#sendEvent(sequence, size);
    this.#mark(sequence, size);
    this.#startTimer(300);
    this.#say(`TCP: Tail Loss Probe Event Connection = ${this.#tcb}, Event = 1(TimerArmed).`);
    this.#count('tlp', size);
    this.truth.episodes++;
    this.nowMs += this.#rttMs;
    return this.#acknowledge(this.#max);
  }

  /** A segment and all its copies are lost until the last of `rounds` timeouts. */
  loseToTimeouts(bytes: number, rounds: number): this {
    this.#timeoutRounds(bytes, rounds);
    this.nowMs += this.#rttMs;
    this.#acknowledge(this.#max);
    this.#rtoMs = 300;
    return this;
  }

  /** As above, but the network had delivered the data: the acknowledgement was late. */
  timeoutInVain(bytes: number): this {
    this.#timeoutRounds(bytes, 1);
    this.nowMs += 1;
    this.#say(`TCP: connection ${this.#tcb}: Spurious timeout at Seq = ${this.#una}.`);
    this.truth.spurious++;
    this.#acknowledge(this.#max);
    this.#rtoMs = 300;
    return this;
  }

  /** `lost` of `sent` full segments are missing; the other end reports it, SACK recovery sends them again. */
  loseAndRecover(sent: number, lost: number): this {
    const first = this.#max;
    this.#sendNew(sent * SEGMENT);
    this.nowMs += this.#rttMs;
    const sacked = (sent - lost) * SEGMENT;
    this.#say(
      `TCP: connection = ${this.#tcb} received a SACK. SndUna = ${first}, SndMax = ${this.#max}, Ack = ${first}, SackedBytes = ${sacked}, LossDetected = 1(TRUE), InRecovery = 1(TRUE), NumSackBlocks = 1, DSackCount = 0, NewSackInfo = 1(TRUE), RecoveryMax = ${this.#max}, NewSackedBytes = ${sacked}.`,
    );
    this.#say(
      `TCP: Early Retransmission, FACK or RACK, Connection = ${this.#tcb}, SndUna = ${first}, SackIsLostSeq = ${(first + lost * SEGMENT) >>> 0}, DupAckCount = 3`,
    );
    for (let index = 0; index < lost; index++) {
      const sequence = (first + index * SEGMENT) >>> 0;
      const word =
        index === 0 ? 'Fast Retransmit Send' : index === 1 ? 'SACK Retransmit Send' : 'SACK Retransmit Additional Send';
      this.#say(`TCP: ${word}, Connection = ${this.#tcb}, BytesToSend = ${SEGMENT}, SndNxt = ${this.#max}`);
      this.#sendEvent(sequence, SEGMENT);
      this.#mark(sequence, SEGMENT);
      this.#count('fast', SEGMENT);
    }
    this.#say(`TCP: Limited Transmit Send, Connection = ${this.#tcb}, BytesToSend = ${SEGMENT}, SndNxt = ${this.#max}`);
    this.truth.episodes++;
    this.nowMs += this.#rttMs;
    this.#acknowledge(this.#max);
    return this.#say(
      `TCP: connection ${this.#tcb}: Leaving loss recovery phase with SndUna = ${this.#una} and SndMax = ${this.#max}.`,
    );
  }

  /** The segment is never acknowledged: five copies, then the connection is given up. */
  giveUp(bytes: number): this {
    this.#timeoutRounds(bytes, 5);
    this.truth.unrecovered++;
    this.nowMs += this.#rtoMs;
    Object.assign(this.truth, { end: 'retransmission-limit', by: 'local' });
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} terminating: retransmission timeout expired.`);
    this.#sentReset('Connection aborted');
    return this.#shutdown(STATUS.timeout, 'EstablishedState');
  }

  close(by: 'local' | 'remote' = 'local'): this {
    Object.assign(this.truth, { end: 'fin', by });
    if (by === 'local') {
      this.#say(`TCP: connection ${this.#tcb} ${this.#ends} close issued.`, this.truth.pid);
      this.#state('EstablishedState', 'FinWait1State');
      this.nowMs += this.#rttMs;
      this.#state('FinWait1State', 'FinWait2State');
      this.#state('FinWait2State', 'TimeWaitState');
    } else {
      this.#say(`TCP: connection ${this.#tcb} delivery 0xFFFFA98C1A2B3C4D delivering FIN. RcvNxt = 5001.`);
      this.#state('EstablishedState', 'CloseWaitState');
      this.#state('CloseWaitState', 'LastAckState');
      this.nowMs += this.#rttMs;
      this.#state('LastAckState', 'ClosedState');
    }
    this.#say(
      `TCP: connection ${this.#tcb} ${this.#ends} shutdown initiated (${STATUS.success}). PID = ${this.truth.pid} ProcessSeqNum = 77.`,
    );
    return this.#summary();
  }

  resetByPeer(): this {
    Object.assign(this.truth, { end: 'rst', by: 'remote' });
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} connection terminated: received RST.`);
    return this.#shutdown(STATUS.reset, 'EstablishedState');
  }

  /** The application aborts (SO_LINGER 0, or its process ends). */
  abort(): this {
    Object.assign(this.truth, { end: 'abort', by: 'local' });
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} abort issued.`, this.truth.pid);
    this.#sentReset('Connection aborted');
    return this.#shutdown(STATUS.aborted, 'EstablishedState');
  }

  /** The application closes with data unread: the stack resets. */
  closeWithUnreadData(): this {
    Object.assign(this.truth, { end: 'rst', by: 'local' });
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} close issued.`, this.truth.pid);
    this.#sentReset('Receive discarded');
    return this.#shutdown(STATUS.aborted, 'EstablishedState');
  }

  get #ends(): string {
    return `(local=${this.#local} remote=${this.#remote})`;
  }

  #begin(): void {
    this.#request();
    this.#state('ClosedState', 'SynSentState');
    this.#tuple('inserted- TCB');
    this.#say(
      `TCP: Tcb ${this.#tcb} is going to output SYN with ISN = ${(this.#una - 1) >>> 0}, RcvWnd = 64240, RcvWndScale = 8.`,
    );
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} connect proceeding.`, this.truth.pid);
  }

  #request(): void {
    const address = this.#local.slice(0, this.#local.lastIndexOf(':'));
    const unbound = address.startsWith('[') ? '::' : '0.0.0.0';
    this.#say(`TCP: Tcb ${this.#tcb} (local=${unbound} remote=${this.#remote}) requested to connect.`, this.truth.pid);
  }

  #repeatSyn(gapsMs: readonly number[]): void {
    for (const [index, gap] of gapsMs.entries()) {
      this.nowMs += gap;
      this.#say(
        `TCP: connection ${this.#tcb} ${this.#ends} retransmitting connect attempt, RexmitCount = ${index + 1}.`,
      );
      this.truth.syn++;
    }
  }

  #attemptFailed(status: string): this {
    this.#say(`TCP: connection ${this.#tcb} ${this.#ends} connect attempt failed with status = ${status}.`);
    this.#say(
      `TCP: connection ${this.#tcb} ${this.#ends} shutdown initiated (${status}). PID = ${this.truth.pid} ProcessSeqNum = 77.`,
    );
    return this.#state('SynSentState', 'ClosedState');
  }

  #timeoutRounds(bytes: number, rounds: number): void {
    const size = Math.min(SEGMENT, bytes);
    this.#sendNew(size);
    const sequence = this.#una;
    this.truth.episodes++;
    for (let round = 1; round <= rounds; round++) {
      this.nowMs += this.#rtoMs;
      this.#rtoMs *= 2;
      this.#timeouts++;
      this.#verbose(`TCP: Connection ${this.#tcb} 0(RetransmitTimer) timer has expired.`);
      this.#say(
        this.#log.options.build === 26100
          ? `TCP: connection ${this.#tcb} RTO timeout expired. SndUna = ${sequence}, SndMax = ${this.#max}, RecoveryMax = ${this.#max}, State = 4(EstablishedState), CongestionState = 1, F-RTO = 0(FALSE), RexmitCount = ${round}, SRTT = 30000, RTO = ${this.#rtoMs}.`
          : `TCP: connection ${this.#tcb}: Send Retransmit round with SndUna = ${sequence}, Round = ${round}, SRTT = 30000, RTO = ${this.#rtoMs}.`,
      );
      this.#say(`TCP: connection ${this.#tcb} ${this.#ends} retransmitting data, RexmitCount = ${round}.`);
      this.#verbose(`TCP: connection ${this.#tcb}: Timeout Event updated cwnd = 1460 and updated ssthresh = 7300.`);
      this.#cwnd = SEGMENT;
      this.#sendEvent(sequence, size);
      this.#mark(sequence, size);
      this.#startTimer(this.#rtoMs);
      this.#count('rto', size);
    }
  }

  #sendNew(bytes: number): void {
    for (let rest = bytes; rest > 0; rest -= SEGMENT) {
      const size = Math.min(SEGMENT, rest);
      const sequence = this.#max;
      this.#max = (this.#max + size) >>> 0;
      this.#say(`TCP: connection ${this.#tcb} send transmitted ${size} bytes at ${sequence}.`);
      this.#sendEvent(sequence, size);
    }
  }

  /** The line of a send event counts its own bytes in SndMax, as the real one of Microsoft's article does. */
  #sendEvent(sequence: number, bytes: number): void {
    const { build } = this.#log.options;
    const ends = build === 26100 ? ` ${this.#ends}` : '';
    const tail =
      build === 26100
        ? `, PacingRate = 0, State = 4(EstablishedState), CongestionState = 0, SndUna = ${this.#una}, SndMax = ${this.#max}, RecoveryMax = 0, RcvBufSet = 0(FALSE), MaxRcvBuf = 65535.`
        : '.';
    this.#say(
      `TCP: connection ${this.#tcb}${ends}: TCP send event, SeqNo = ${sequence}, BytesSent = ${bytes}, CWnd = ${this.#cwnd}, SndWnd = 65535, SRtt = ${Math.round(this.#rttMs * 1000)}, RttVar = 4947, RTO = ${this.#rtoMs}, RcvWnd = 65535${tail}`,
    );
    this.truth.bytesSent += bytes;
    this.truth.segmentsSent++;
  }

  #acknowledge(sequence: number): this {
    const bytes = (sequence - this.#una) >>> 0;
    this.#una = sequence;
    this.#cwnd += bytes;
    return this.#say(
      `TCP: connection ${this.#tcb}: Cumulative Ack event, SeqNo = ${sequence}, BytesAcked = ${bytes}, CWnd = ${this.#cwnd}, SndWnd = 65535, InRecovery = 0(FALSE), TimeSinceLastLossMS = 1, CubicCwnd = ${this.#cwnd}, AimdCwnd = ${this.#cwnd}, K = 1, Wmax = 1, LastWmax = 1, MaxSndWnd = 65535 IsLimitedSlowStart = 0(FALSE).`,
    );
  }

  #mark(sequence: number, bytes: number): void {
    if (this.#log.options.build !== 26100) return;
    const end = (sequence + bytes) >>> 0;
    this.#verbose(
      `TCP: connection = ${this.#tcb} send tracker marked a transmit as rexmit. Start = ${sequence}, End = ${end}, Timestamp = 467744252, InFlightCount = 2, SackedBytes = 0, BytesInFlight = ${bytes}.`,
    );
  }

  #startTimer(ms: number): void {
    this.#verbose(
      `TCP: Connection ${this.#tcb} 0(RetransmitTimer) timer started. Scheduled to expire in ${ms} ms. Processor 2: LastInterruptTime 305324952689 100-ns ticks; LastMicrosecondCount 30532515324 msec`,
    );
  }

  #sentReset(reason: string): void {
    this.#say(
      `TCP: Connection ${this.#tcb} Transport (Protocol 6(TCP), AddressFamily = 2(IPV4)) sent RST with Local = ${this.#local}, Remote = ${this.#remote}. Reason = 11(${reason}).`,
    );
  }

  #shutdown(status: string, from: string): this {
    this.#say(
      `TCP: connection ${this.#tcb} ${this.#ends} shutdown initiated (${status}). PID = ${this.truth.pid} ProcessSeqNum = 77.`,
    );
    this.#state(from, 'ClosedState');
    this.#tuple('removed- TCB/TWTCB');
    return this.#summary();
  }

  #summary(): this {
    const { truth } = this;
    return this.#say(
      `TCP: Connection ${this.#tcb} Summary: DataBytesOut ${truth.bytesSent} DataBytesIn 0 DataSegmentsOut ${truth.segmentsSent} DataSegmentsIn 0 SegmentsOut ${truth.segmentsSent + 2} SegmentsIn 9 NonRecovDa \\   0 NonRecovDaEpisodes 0 DupAcksIn 0 BytesRetrans ${truth.bytesResent} Timeouts ${this.#timeouts} SpuriousRtoDetections ${truth.spurious} FastRetran ${truth.fast > 0 ? 1 : 0} MaxSsthresh 7300 MaxSsCwnd 14600 \\   MaxCaCwnd 14600 SndLimTransRwin 0 SndLimTimeRwin 0 SndLimBytesRwin 0 SndLimTransCwnd 0 SndLimTimeCwnd 0 SndLimBytesCwnd 0 \\   SndLimTransSnd 0 SndLimTimeSnd 0 SndLimBytesSnd 0 ConnectionTimeMs 100 Timestamps 0(FALSE) RttUs 30000 MinRtt 29000 MaxRtt 31000 SynRetrans ${truth.syn} CongestionAlgorithm 5(CUBIC) State 0(ClosedState) Local ${this.#local} Remote ${this.#remote} CWnd 14600 SsThresh 7300 RcvWnd 65535 RcvBuf 65535 SndWnd 65535 InterfaceIndex 12 LocalPort 50000 IsLoopback 0(FALSE).`,
    );
  }

  #state(from: string, to: string): this {
    return this.#say(
      `TCP: connection ${this.#tcb} transition from ${STATES[from]}(${from}) to ${STATES[to]}(${to}), SndNxt = ${this.#max}.`,
    );
  }

  #tuple(words: string): void {
    this.#verbose(
      `TCP connection tuple ${words}: ${this.#tcb} LocalAddress: ${this.#local} RemoteAddress: ${this.#remote}`,
    );
  }

  #count(kind: 'rto' | 'tlp' | 'fast', bytes: number): void {
    this.truth[kind]++;
    this.truth.bytesResent += bytes;
  }

  #verbose(message: string): void {
    if (this.#log.options.verbose) this.#say(message);
  }

  #say(message: string, pid = 0): this {
    this.#log.tcpip(this.nowMs, message, { pid });
    this.nowMs += STEP_MS;
    return this;
  }
}

/** TCPIP_TCB_STATE_ValueMap. */
const STATES: Readonly<Record<string, number>> = {
  ClosedState: 0,
  ListenState: 1,
  SynSentState: 2,
  SynRcvdState: 3,
  EstablishedState: 4,
  FinWait1State: 5,
  FinWait2State: 6,
  CloseWaitState: 7,
  ClosingState: 8,
  LastAckState: 9,
  TimeWaitState: 10,
};
