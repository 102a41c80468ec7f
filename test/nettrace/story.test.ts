import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TcpEvent } from '../../src/events/tcp.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { route } from '../read-cases.js';

const at = (message: string): string =>
  `[31]0000.0000::2026/03/27-12:30:19.500105000 [Microsoft-Windows-TCPIP]${message}`;
const steps = (events: readonly unknown[]) =>
  (events as TcpEvent[]).map(({ what, step, how }) => [what, step, how].filter((word) => word !== null).join(' '));

/** What Windows prints for one tail loss probe. */
const PROBE = [
  'TCP: Connection 0xFFFFA98C1E2D4050 0(RetransmitTimer) timer has expired.',
  'TCP: Tail Loss Probe Event Connection = 0xFFFFA98C1E2D4050, Event = 2(TimerFired).',
  'TCP: Tail Loss Probe Send Connection = 0xFFFFA98C1E2D4050 SndUna = 1000, SndMax = 5380, SendAvailable = 4380, TailProbeSeq = 3920, TailProbeLast = 5380, ControlsToSend = 0, ThFlags = 16.',
  'TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.68:55330 remote=198.51.100.27:443): TCP send event, SeqNo = 3920, BytesSent = 1460, CWnd = 14600, SndWnd = 65536, SRtt = 20000, RttVar = 5000, RTO = 300, RcvWnd = 65535, PacingRate = 0, State = 4(EstablishedState), CongestionState = 0, SndUna = 1000, SndMax = 5380, RecoveryMax = 0, RcvBufSet = 0(FALSE), MaxRcvBuf = 65535.',
  'TCP: connection = 0xFFFFA98C1E2D4050 send tracker marked a transmit as rexmit. Start = 3920, End = 5380, Timestamp = 400000001, InFlightCount = 2, SackedBytes = 0, BytesInFlight = 5860.',
  'TCP: Connection 0xFFFFA98C1E2D4050 0(RetransmitTimer) timer started. Scheduled to expire in 300 ms. Processor 31: LastInterruptTime 100000000001 100-ns ticks; LastMicrosecondCount 10000000000 msec',
];
const PROBE_STEPS = [
  'timer expired',
  'retransmit timer-fired tlp',
  'retransmit probe tlp',
  'send segment',
  'retransmit marked send-tracker',
  'timer started',
];

test('the lines of a tail loss probe tell one step each, of the same connection and the same bytes', () => {
  const { events } = route(PROBE.map(at));
  expect(steps(events)).toEqual(PROBE_STEPS);
  expect(new Set(events.map((event) => (event as TcpEvent).tcb))).toEqual(new Set(['FFFFA98C1E2D4050']));
  expect(events[2]).toMatchObject({ figures: { sequence: 3920, sequenceEnd: 5380, sndUna: 1000, sndMax: 5380 } });
  expect(events[3]).toMatchObject({
    local: { address: '192.0.2.68', port: 55330 },
    remote: { address: '198.51.100.27', port: 443 },
    state: 'EstablishedState',
    figures: { sequence: 3920, bytes: 1460, srttUs: 20000, rttvarUs: 5000, rtoMs: 300 },
  });
});

describe('labels that name another field than is printed', () => {
  const only = (message: string) => route([at(message)]).events[0];

  test('1480 has state and process id in each other’s place', () => {
    const failed = (first: string, second: string) =>
      only(
        `TCP connection failed with Status = 0xC00000B5(NT=Device Timeout), Local = 192.0.2.5:50123, Remote = 203.0.113.9:443, ProcessId = ${first}, TcpState = ${second} at 9:5:7 Reason = 3(Failed to send SYN packet).`,
      );
    const truth = {
      step: 'failed-earlier',
      state: 'SynSentState',
      pid: 4321,
      status: { code: 0xc00000b5, text: 'Device Timeout' },
    };
    expect(failed('2(SynSentState)', '4321')).toMatchObject(truth);
    // Should a later build put it right.
    expect(failed('4321', '2(SynSentState)')).toMatchObject(truth);
  });

  test('1043 prints the process id behind Status', () => {
    expect(
      only(
        'TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.5:50123 remote=203.0.113.9:443) disconnect completed. Status = 4321 PID = 1 Inspect = FALSE.',
      ),
    ).toMatchObject({ pid: 4321, status: null, figures: { compartment: 1 } });
  });

  test('1030 prints the remote address behind status', () => {
    expect(
      only('TCP: connection (local=16 remote=16) connect failed: connection insertion status = 203.0.113.9:443.'),
    ).toMatchObject({ local: null, remote: { address: '203.0.113.9', port: 443 }, status: null });
  });

  test('1089 prints the status behind family', () => {
    expect(
      only(
        'TCP: active connect failed (family=0xC0000022(NT=Access denied.)) connect-complete inspection failed: status = 2(IPV4).',
      ),
    ).toMatchObject({ status: { code: 0xc0000022 }, words: { family: 'IPV4' } });
  });
});

test('a drop of the stack says which end is this host when it says the direction', () => {
  const drop = (direction: string) =>
    route([
      at(
        `TCPIP: Network layer (Protocol 1(ICMP), AddressFamily = 2(IPV4)) dropped 2 packet(s) on interface 13. SourceAddress = 192.0.2.68. DestAddress = 192.0.2.88. Reason = 9(Inspection drop). Direction = ${direction}.`,
      ),
    ]).events[0];
  expect(drop('0(Send)')).toMatchObject({
    packets: 2,
    protocol: 'icmp',
    family: 'ipv4',
    direction: 'send',
    local: { address: '192.0.2.68' },
    remote: { address: '192.0.2.88' },
    reason: { value: 9, name: 'Inspection drop' },
  });
  expect(drop('1(Receive)')).toMatchObject({
    direction: 'receive',
    local: { address: '192.0.2.88' },
    remote: { address: '192.0.2.68' },
  });
});

describe('messages of several lines', () => {
  test('1352 of Windows 8.1 breaks after a backslash', () => {
    const { events, routed } = route([
      at(
        'TCP: Connection 0xFFFFA98C1E2D4050 Summary: DataBytesOut 100 DataBytesIn 200 DataSegmentsOut 3 DataSegmentsIn 4 SegmentsOut 5 SegmentsIn 6 NonRecovDa \\',
      ),
      '\t\t7 NonRecovDaEpisodes 8 DupAcksIn 9 BytesRetrans 1460 Timeouts 11 SpuriousRtoDetections 12 FastRetran 13 MaxSsthresh 14 MaxSsCwnd 15 \\',
      '\t\tMaxCaCwnd 16 SndLimTransRwin 17 SndLimTimeRwin 18 SndLimBytesRwin 19 SndLimTransCwnd 20 SndLimTimeCwnd 21 SndLimBytesCwnd 22 \\',
      '\t\tSndLimTransSnd 23 SndLimTimeSnd 24 SndLimBytesSnd 25.',
    ]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      what: 'summary',
      figures: { dataBytesOut: 100, bytesRetransmitted: 1460, timeouts: 11, limitedBySenderBytes: 25 },
    });
    expect(routed.ledger).toMatchObject({ event: 1, detail: 3, unparsed: 0 });
  });

  test('a status with a caption, as pktmon prints it', () => {
    const { events } = route([
      '[00]0001.0002::2026-03-27 09:48:00.000000000 [Microsoft-Windows-TCPIP] TCP: connection 0xFFFFA98C4E5D6070 (local=192.0.2.5:16000 remote=203.0.113.9:443) connect attempt failed with status = {设备超时}',
      '%hs 上指定的 I/O 操作没有完成。.',
    ]);
    expect(events[0]).toMatchObject({
      what: 'connect',
      step: 'failed',
      status: { code: null, text: '{设备超时} %hs 上指定的 I/O 操作没有完成。' },
    });
  });

  test('an SMB client that cannot connect', () => {
    const { events, routed } = route([
      '[1]0004.0F00::2026/03/27-10:30:22.250024000 [Microsoft-Windows-SMBClient]Failed to establish a network connection.',
      '',
      'Error: {Device Timeout}',
      'The specified I/O operation was not completed.',
      '',
      'Server name: files.example.com',
      'Server address: 192.0.2.9:445',
      'Connection type: Wsk',
      '',
      'Guidance:',
      'Look at the network = 5, Status: bad.',
    ]);
    expect(events[0]).toMatchObject({
      kind: 'application',
      layer: 'smb',
      what: 'connect-failed',
      name: 'files.example.com',
      address: { address: '192.0.2.9', port: 445 },
    });
    expect(routed.ledger).toMatchObject({ event: 1, detail: 7, blank: 3, unparsed: 0 });
  });
});

describe.skipIf(!corpusHas('nettrace/snippets.txt'))(
  'every TCPIP line of ../shared/corpus/nettrace/snippets.txt',
  () => {
    test('is an event; nothing is lost', () => {
      const lines = readFileSync(path.join(CORPUS, 'nettrace/snippets.txt'), 'utf8')
        .split('\n')
        .filter((line) => !line.startsWith('#'));
      const { events, routed } = route(lines);
      expect(
        events.map((event) =>
          ('what' in event ? `${event.kind} ${event.what} ${'step' in event ? event.step : ''}` : event.kind).trim(),
        ),
      ).toEqual([
        'stack-drop',
        ...PROBE_STEPS.map((step) => `tcp ${step.replace(/ (?:tlp|send-tracker)$/, '')}`),
        'route notified',
        'route deleted',
        'tcp close shutdown',
        'tcp rst received',
        'tcp rst sent',
      ]);
      expect(routed.ledger.unparsed).toBe(0);
      expect(routed.otherProviders.map(({ provider }) => provider)).not.toContain('Microsoft-Windows-TCPIP');
    });
  },
);

const ARTICLE = path.resolve(CORPUS, '../articles/diagnose-packet-loss.md');

test.skipIf(!existsSync(ARTICLE))(
  'the story of ../shared/articles/diagnose-packet-loss.md is one probe of 1,460 bytes',
  () => {
    const lines = readFileSync(ARTICLE, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.includes('[Microsoft-Windows-TCPIP]'));
    const { events } = route(lines);
    const again = (events as TcpEvent[]).filter(
      ({ what, step }) => what === 'retransmit' && ['round', 'probe', 'sent'].includes(step),
    );
    expect(again.map(({ how, figures }) => [how, (figures.sequenceEnd ?? 0) - (figures.sequence ?? 0)])).toEqual([
      ['tlp', 1460],
    ]);
    expect(events).toHaveLength(lines.length);
  },
);
