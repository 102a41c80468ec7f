import type { NamedNumber, StackEndpoint, StackRecord, StatusCode } from './stack.js';

/**
 * What the TCP layer says about a connection, by `what`, and the steps of each.
 * Numbers are event ids of Microsoft-Windows-TCPIP; several lines may describe one thing, so do not count lines.
 */
export const TCP_STEPS = {
  /**
   * The active side. `requested` 1002, `inspected` 1003, `syn` 1004, `proceeding` 1031, `completed` 1033, `failed` 1034
   * (the end of an attempt), `refused-locally` 1018-1021, 1029, 1030, 1035-1037, 1049, 1050, 1089, 1564 (why), `deferred`
   * 1024, `released` 1027 and 1032, `rate-limit` 1022, 1023, 1026, 1028, 1057, `port-deferred` 1366, `named` 1382 (gives
   * a host name), `failed-earlier` 1480 (repeats a failure of the past: never count it).
   */
  connect: [
    'requested',
    'inspected',
    'syn',
    'proceeding',
    'completed',
    'failed',
    'refused-locally',
    'deferred',
    'released',
    'rate-limit',
    'port-deferred',
    'named',
    'failed-earlier',
  ],
  /** The passive side. 1017, 1014-1016, 1123, 1124, 1117-1122, 1553. `failed` 1015 also stands for an active connect. */
  accept: ['completed', 'failed', 'listening', 'listen-failed', 'listen-ended', 'redirected'],
  /** 1364 and 1365: exact birth and death of pointer and 4-tuple. */
  tuple: ['inserted', 'removed'],
  /** 1300: the connection existed when the trace began or ended. */
  rundown: ['exists'],
  /** 1051: `oldState` to `state`. */
  state: ['changed'],
  /**
   * One send at its layers: `posted` 1159 (by the application), `segment` 1332, 1333, 1073 (left TCP; also retransmitted
   * ones), `transmitted` 1160, `advanced` 1161, `completed` 1426, `acked` 1637, `paced` 1447, `large` 1111, `tracked` 1551,
   * `tracked-acked` 1550, `failed` 1590 (the lower layer did not send it).
   */
  send: [
    'posted',
    'segment',
    'transmitted',
    'advanced',
    'completed',
    'acked',
    'paced',
    'large',
    'tracked',
    'tracked-acked',
    'failed',
  ],
  /** `segment` 1074, 1601, `fin` 1176, `out-of-order` 1198 (begins) and `in-order` 1199, `flushed` 1204, `coalesced` 1227, `failed` 1172, 1174. */
  receive: ['segment', 'fin', 'out-of-order', 'in-order', 'flushed', 'coalesced', 'failed'],
  /**
   * `how` says which mechanism. Steps that send again: `round` (RTO 1351, 1077; SYN 1186), `probe` (TLP 1385), `sent`
   * (1418, 1419, 1421). Steps that go with one of those: `repeat` 1187, `entered` 1415, `marked` 1584, `lost` 1552,
   * `timer-armed` 1386 event 1 and 1546, `timer-fired` 1386 event 2 and 1545, `failed` 1386 event 3, `tlp-event` 1386
   * with another number, `new-data` 1420 and 1481 (limited transmit, proportional rate: new data, no retransmission),
   * `reordering` 1566 and 1577, `measured` 1387 and 1585.
   */
  retransmit: [
    'round',
    'probe',
    'sent',
    'repeat',
    'entered',
    'marked',
    'lost',
    'timer-armed',
    'timer-fired',
    'failed',
    'tlp-event',
    'new-data',
    'reordering',
    'measured',
  ],
  /** 1064, 1065, 1066; `timer` names it. The retransmit timer also precedes a tail loss probe: alone it proves nothing. */
  timer: ['started', 'stopped', 'expired'],
  /** A timeout that ends the connection: 1045, 1046, 1047, 1048, 1200, 1201. */
  timeout: ['connect', 'retransmission', 'keep-alive', 'disconnect', 'zero-window', 'fin-wait-2'],
  /** 1479, 1184, 1183, 1185, 1182 (a challenge, no end). */
  rst: ['sent', 'received', 'received-connecting', 'received-syn', 'challenged'],
  /** 1038, 1044 (printed for every teardown), 1043, 1042, 1603, 1041 and the failures to inject. */
  close: ['issued', 'shutdown', 'disconnected', 'disconnect', 'failed'],
  /** 1039, 1040, 1468, 1555. */
  abort: ['issued', 'completed', 'system', 'nsi'],
  /** 1352, 1477: totals of the whole life of the connection. */
  summary: ['totals'],
  /** 1070, 1341, 1098, 1342, 1166, 1167, 1168. */
  rtt: ['sample', 'resilient', 'started', 'complete', 'cancelled'],
  /**
   * `timeout` 1069, 1150, 1348; `cumulative-ack` 1071, 1330, 1331, 1151, 1429; `duplicate-ack` 1072, 1343, 1344, 1152, 1430;
   * `ecn` 1075, 1154, 1453, 1225; `spurious` 1076, 1345, 1155, 1349; `recovery-entered` 1078; `recovery-left` 1079;
   * `sack-entered` 1080; `sack-left` 1081; `sack` 1548, `sack-block` 1547, 1354, `sack-limit` 1473, 1554, `sack-flushed` 1197;
   * `avoidance` 1082, 1350; `spurious-check` 1087, 1346, `spurious-check-ended` 1088, 1347; `restarted` 1221, 1625;
   * `idle` 1229; `initial` 1222; `careful-ack` 1587; `changed` 1565, 1067, 1475; `model` 1380, 1557, 1583; `tracking` 1549;
   * `limited` 1626; `paced` 1556; `parameters` 1223.
   */
  congestion: [
    'timeout',
    'cumulative-ack',
    'duplicate-ack',
    'ecn',
    'spurious',
    'recovery-entered',
    'recovery-left',
    'sack-entered',
    'sack-left',
    'sack',
    'sack-block',
    'sack-limit',
    'sack-flushed',
    'avoidance',
    'spurious-check',
    'spurious-check-ended',
    'restarted',
    'idle',
    'initial',
    'careful-ack',
    'changed',
    'model',
    'tracking',
    'limited',
    'paced',
    'parameters',
  ],
  /** Zero window probing 1102, 1103; silly window 1100, 1101; receive window tuning 1092-1097, 1597; window scaling 1209-1213. */
  window: [
    'zero-entered',
    'zero-left',
    'silly-entered',
    'silly-left',
    'tuning-started',
    'tuning-ended',
    'tuning-failed',
    'tuning-paused',
    'buffer-sized',
    'scaling',
  ],
  /** 1188. */
  'keep-alive': ['sent'],
  /** Path MTU black hole: 1084, 1085, 1086. */
  'path-mtu': ['black-hole-entered', 'black-hole-left', 'black-hole-refused'],
  /** Not of one connection: SYN attack 1055, 1063, memory 1059, 1217, 1219, reassembly limit 1056. Counters are since boot. */
  global: ['syn-attack', 'syn-attack-ended', 'low-memory', 'memory-pressure', 'reassembly-limit'],
} as const;

export type TcpWhat = keyof typeof TCP_STEPS;

/** How a segment came to be sent again. */
export type RetransmitKind = 'syn' | 'rto' | 'tlp' | 'fast' | 'rack' | 'send-tracker';

/** Numbers a message may print; absent when it does not. Sequence numbers are modulo 2^32. */
export const TCP_FIGURES = [
  // Places in the sequence space.
  'sequence',
  'sequenceEnd',
  'acknowledgement',
  'sndUna',
  'sndMax',
  'sndNxt',
  'rcvNxt',
  'recoveryMax',
  'initialSequence',
  'sackLeft',
  'sackRight',
  'sackLost',
  // Sizes in bytes.
  'bytes',
  'cwnd',
  'newCwnd',
  'ssthresh',
  'sendWindow',
  'receiveWindow',
  'sendAvailable',
  'sackedBytes',
  'newSackedBytes',
  'bytesInFlight',
  'mss',
  'originalMss',
  'maximumSendWindow',
  'receiveBuffer',
  'maximumReceiveBuffer',
  'pacingRate',
  'pacingAllowance',
  'bytesAvailable',
  'bytesMarked',
  'bytesRemaining',
  'delayWindow',
  'cubicCwnd',
  'aimdCwnd',
  'reorderingBytes',
  'bytesBuffered',
  'bytesLimit',
  'senderLimitedBytes',
  'receiverLimitedBytes',
  'congestionLimitedBytes',
  'drainedBytes',
  // Times: microseconds as SRtt and RttVar of 1332 are; the others as their names say. `rttTicks` of Windows 7 has no known unit.
  'rttUs',
  'srttUs',
  'rttvarUs',
  'minRttUs',
  'maxRttUs',
  'baseRttUs',
  'rttMs',
  'srttMs',
  'rttTicks',
  'srttTicks',
  'rtoMs',
  'timerMs',
  'minRtoMs',
  'delayedAckMs',
  'sinceLossMs',
  'baseDelayMs',
  'currentDelayMs',
  'remainingMs',
  'connectionMs',
  'tick',
  'idleTick',
  'timestamp',
  'deltaTicks',
  // Counts.
  'count',
  'duplicateAcks',
  'inFlightCount',
  'segments',
  'sackBlocks',
  'sackCount',
  'dsackCount',
  'maximumRetransmissions',
  'sackLimit',
  'round',
  'initialCwndMss',
  // Totals of a summary.
  'dataBytesOut',
  'dataBytesIn',
  'dataSegmentsOut',
  'dataSegmentsIn',
  'segmentsOut',
  'segmentsIn',
  'nonRecoveryDupAcks',
  'nonRecoveryEpisodes',
  'bytesRetransmitted',
  'timeouts',
  'spuriousTimeouts',
  'fastRetransmits',
  'synRetransmits',
  'maximumSsthresh',
  'maximumSlowStartCwnd',
  'maximumAvoidanceCwnd',
  'limitedByReceiverCount',
  'limitedByReceiverMs',
  'limitedByReceiverBytes',
  'limitedByCongestionCount',
  'limitedByCongestionMs',
  'limitedByCongestionBytes',
  'limitedBySenderCount',
  'limitedBySenderMs',
  'limitedBySenderBytes',
  // Other.
  'windowScale',
  'port',
  'interface',
  'compartment',
  'processor',
  'headerFlags',
  'codePath',
] as const;
export type TcpFigure = (typeof TCP_FIGURES)[number];

interface TcpRecord extends StackRecord {
  readonly kind: 'tcp';
  /** The kernel's pointer of the connection, upper-case hexadecimal without `0x`; null when none or `0x0`. It is reused: see the README of the format. */
  readonly tcb: string | null;
  readonly local: StackEndpoint | null;
  readonly remote: StackEndpoint | null;
  /** Owner as stated by the message; null when not stated or unknown (0 and 4294967295). */
  readonly pid: number | null;
  readonly status: StatusCode | null;
  /** Why: of a RST, a failed connect, an abort. */
  readonly reason: NamedNumber | null;
  /** `EstablishedState` and so on; a bare number when the build had no name for it. */
  readonly state: string | null;
  readonly oldState: string | null;
  /** `RetransmitTimer`: use the name, the numbers moved between builds. */
  readonly timer: string | null;
  /** Which mechanism, for `retransmit`; null otherwise. */
  readonly how: RetransmitKind | null;
  readonly figures: Readonly<Partial<Record<TcpFigure, number>>>;
  /** Everything else the message prints, by name: words without their number (`TRUE`), numbers as printed, free text (`dnsName`). */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * One message of the TCP layer.
 *
 * `[31]0000.0000::2026/03/27-12:30:19.500107600 [Microsoft-Windows-TCPIP]TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.68:55330 remote=198.51.100.27:443): TCP send event, SeqNo = 1002920, BytesSent = 1460, CWnd = 14600, …`
 */
export type TcpEvent = {
  [W in TcpWhat]: TcpRecord & { readonly what: W; readonly step: (typeof TCP_STEPS)[W][number] };
}[TcpWhat];
