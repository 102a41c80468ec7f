const SEGMENT = 1460;
const OK = '0x0(NT=STATUS_SUCCESS)';
const RESET = '0xC000020D(NT=The transport connection has been reset.)';

/**
 * What the stack of build 26100 prints of a connection: connect, send, acknowledgement, round trip, timers, losses of every kind,
 * close, summary. Each step gives its messages and moves the connection's numbers on.
 */
export class StackLines {
  #random;
  #truth;

  constructor(random, truth) {
    this.#random = random;
    this.#truth = truth;
  }

  connect(c) {
    return [
      `TCP: Tcb ${c.tcb} (local=${c.local.startsWith('[') ? '::' : '0.0.0.0'} remote=${c.remote}) requested to connect.`,
      `TCP: connection ${c.tcb} transition from 0(ClosedState) to 2(SynSentState), SndNxt = ${c.max}.`,
      `TCP connection tuple inserted- TCB: ${c.tcb} LocalAddress: ${c.local} RemoteAddress: ${c.remote}`,
      `TCP: connection ${c.tcb} ${c.ends} connect proceeding.`,
      `TCP: connection ${c.tcb} transition from 2(SynSentState) to 4(EstablishedState), SndNxt = ${c.max}.`,
      `TCP: connection ${c.tcb} ${c.ends} connect completed. PID = ${c.pid} ProcessSeqNum = 77.`,
    ];
  }

  send(c) {
    const lines = [];
    for (let segments = 1 + this.#random.below(3); segments > 0; segments--) lines.push(...this.#newSegment(c));
    return [...lines, this.#timer(c), ...this.#acknowledged(c)];
  }

  #newSegment(c) {
    const bytes = this.#random.below(3) === 0 ? 1 + this.#random.below(SEGMENT) : SEGMENT;
    const sequence = c.max;
    c.max = (c.max + bytes) >>> 0;
    return [
      `TCP: connection ${c.tcb} send transmitted ${bytes} bytes at ${sequence}.`,
      this.#sendEvent(c, sequence, bytes),
    ];
  }

  receive(c) {
    const bytes = 1 + this.#random.below(SEGMENT);
    return [
      `TCP: connection ${c.tcb}: Received data with number of bytes = ${bytes}, ThSeq = ${this.#random.below(2 ** 32)}, NumPkt = 1.`,
      `TCP: Connection ${c.tcb} 1(DelayedAckTimer) timer started. Scheduled to expire in 40 ms. Processor 2: LastInterruptTime 305324952689 100-ns ticks; LastMicrosecondCount 30532515324 msec`,
    ];
  }

  /** The retransmission timer expires: one retransmission, told in six lines. */
  timeout(c) {
    const lines = this.#newSegment(c);
    const bytes = Math.min(SEGMENT, (c.max - c.una) >>> 0);
    this.#truth.rto++;
    c.cwnd = SEGMENT;
    return [
      ...lines,
      `TCP: Connection ${c.tcb} 0(RetransmitTimer) timer has expired.`,
      `TCP: connection ${c.tcb} RTO timeout expired. SndUna = ${c.una}, SndMax = ${c.max}, RecoveryMax = ${c.max}, State = 4(EstablishedState), CongestionState = 1, F-RTO = 0(FALSE), RexmitCount = 1, SRTT = ${c.rttUs}, RTO = 300.`,
      `TCP: connection ${c.tcb} ${c.ends} retransmitting data, RexmitCount = 1.`,
      ...this.#again(c, c.una, bytes),
      ...this.#acknowledged(c),
    ];
  }

  /** The last segment is lost and a probe repairs it: no timeout, though the timer's line says "expired". */
  tailLoss(c) {
    const lines = this.#newSegment(c);
    const bytes = Math.min(SEGMENT, (c.max - c.una) >>> 0);
    const sequence = (c.max - bytes) >>> 0;
    this.#truth.tlp++;
    return [
      ...lines,
      `TCP: Connection ${c.tcb} 0(RetransmitTimer) timer has expired.`,
      `TCP: Tail Loss Probe Event Connection = ${c.tcb}, Event = 2(TimerFired).`,
      `TCP: Tail Loss Probe Send Connection = ${c.tcb} SndUna = ${c.una}, SndMax = ${c.max}, SendAvailable = ${bytes}, TailProbeSeq = ${sequence}, TailProbeLast = ${c.max}, ControlsToSend = 0, ThFlags = 16.`,
      ...this.#again(c, sequence, bytes),
      `TCP: Tail Loss Probe Event Connection = ${c.tcb}, Event = 1(TimerArmed).`,
      ...this.#acknowledged(c),
    ];
  }

  fastRetransmit(c) {
    const first = c.max;
    const lines = [...this.#newSegment(c), ...this.#newSegment(c), ...this.#newSegment(c)];
    const bytes = Math.min(SEGMENT, (c.max - first) >>> 0);
    this.#truth.fast++;
    return [
      ...lines,
      `TCP: connection = ${c.tcb} received a SACK. SndUna = ${first}, SndMax = ${c.max}, Ack = ${first}, SackedBytes = ${bytes}, LossDetected = 1(TRUE), InRecovery = 1(TRUE), NumSackBlocks = 1, DSackCount = 0, NewSackInfo = 1(TRUE), RecoveryMax = ${c.max}, NewSackedBytes = ${bytes}.`,
      `TCP: Fast Retransmit Send, Connection = ${c.tcb}, BytesToSend = ${bytes}, SndNxt = ${c.max}`,
      ...this.#again(c, first, bytes),
      ...this.#acknowledged(c),
      `TCP: connection ${c.tcb}: Leaving loss recovery phase with SndUna = ${c.una} and SndMax = ${c.max}.`,
    ];
  }

  #again(c, sequence, bytes) {
    c.resent += bytes;
    return [
      this.#sendEvent(c, sequence, bytes),
      `TCP: connection = ${c.tcb} send tracker marked a transmit as rexmit. Start = ${sequence}, End = ${(sequence + bytes) >>> 0}, Timestamp = 467744252, InFlightCount = 2, SackedBytes = 0, BytesInFlight = ${bytes}.`,
      this.#timer(c),
    ];
  }

  #sendEvent(c, sequence, bytes) {
    this.#truth.sends++;
    this.#truth.bytes += bytes;
    if (c.sent++ === 0) this.#truth.connections++;
    return `TCP: connection ${c.tcb} ${c.ends}: TCP send event, SeqNo = ${sequence}, BytesSent = ${bytes}, CWnd = ${c.cwnd}, SndWnd = 65535, SRtt = ${c.rttUs}, RttVar = 4947, RTO = 300, RcvWnd = 65535, PacingRate = 0, State = 4(EstablishedState), CongestionState = 0, SndUna = ${c.una}, SndMax = ${c.max}, RecoveryMax = 0, RcvBufSet = 0(FALSE), MaxRcvBuf = 65535.`;
  }

  #acknowledged(c) {
    const bytes = (c.max - c.una) >>> 0;
    c.una = c.max;
    c.cwnd = Math.min(4_000_000, c.cwnd + bytes);
    c.rttUs = Math.max(500, Math.round(c.rttUs * (0.9 + this.#random.below(200) / 1000)));
    return [
      `TCP: connection ${c.tcb}: Cumulative Ack event, SeqNo = ${c.una}, BytesAcked = ${bytes}, CWnd = ${c.cwnd}, SndWnd = 65535, InRecovery = 0(FALSE), TimeSinceLastLossMS = 1, CubicCwnd = ${c.cwnd}, AimdCwnd = ${c.cwnd}, K = 1, Wmax = 1, LastWmax = 1, MaxSndWnd = 65535 IsLimitedSlowStart = 0(FALSE).`,
      `TCP: connection ${c.tcb}: Rtt sample recorded ${c.rttUs} SRTT ${c.rttUs} RttVar 4947.`,
    ];
  }

  #timer(c) {
    return `TCP: Connection ${c.tcb} 0(RetransmitTimer) timer started. Scheduled to expire in 300 ms. Processor 2: LastInterruptTime 305324952689 100-ns ticks; LastMicrosecondCount 30532515324 msec`;
  }

  close(c) {
    return [
      `TCP: connection ${c.tcb} ${c.ends} close issued.`,
      `TCP: connection ${c.tcb} transition from 4(EstablishedState) to 5(FinWait1State), SndNxt = ${c.max}.`,
      `TCP: connection ${c.tcb} transition from 5(FinWait1State) to 6(FinWait2State), SndNxt = ${c.max}.`,
      `TCP: connection ${c.tcb} transition from 6(FinWait2State) to 10(TimeWaitState), SndNxt = ${c.max}.`,
      `TCP: connection ${c.tcb} ${c.ends} shutdown initiated (${OK}). PID = ${c.pid} ProcessSeqNum = 77.`,
      ...this.#gone(c),
    ];
  }

  resetByPeer(c) {
    return [
      `TCP: connection ${c.tcb} ${c.ends} connection terminated: received RST.`,
      `TCP: connection ${c.tcb} ${c.ends} shutdown initiated (${RESET}). PID = ${c.pid} ProcessSeqNum = 77.`,
      `TCP: connection ${c.tcb} transition from 4(EstablishedState) to 0(ClosedState), SndNxt = ${c.max}.`,
      ...this.#gone(c),
    ];
  }

  #gone(c) {
    return [
      `TCP connection tuple removed- TCB/TWTCB: ${c.tcb} LocalAddress: ${c.local} RemoteAddress: ${c.remote}`,
      `TCP: Connection ${c.tcb} Summary: DataBytesOut ${c.sent * SEGMENT} DataBytesIn 0 DataSegmentsOut ${c.sent} DataSegmentsIn 0 SegmentsOut ${c.sent + 2} SegmentsIn 9 NonRecovDa \\   0 NonRecovDaEpisodes 0 DupAcksIn 0 BytesRetrans ${c.resent} Timeouts 0 SpuriousRtoDetections 0 FastRetran 0 MaxSsthresh 7300 MaxSsCwnd 14600 \\   MaxCaCwnd 14600 SndLimTransRwin 0 SndLimTimeRwin 0 SndLimBytesRwin 0 SndLimTransCwnd 0 SndLimTimeCwnd 0 SndLimBytesCwnd 0 \\   SndLimTransSnd 0 SndLimTimeSnd 0 SndLimBytesSnd 0 ConnectionTimeMs 100 Timestamps 0(FALSE) RttUs ${c.rttUs} MinRtt 4900 MaxRtt 61000 SynRetrans 0 CongestionAlgorithm 5(CUBIC) State 0(ClosedState) Local ${c.local} Remote ${c.remote} CWnd ${c.cwnd} SsThresh 7300 RcvWnd 65535 RcvBuf 65535 SndWnd 65535 InterfaceIndex 12 LocalPort 50000 IsLoopback 0(FALSE).`,
    ];
  }
}
