import { PktMonLog } from '../scenario/pktmon-log.js';
import { HOST_ENDS } from '../scenario/samples/places.js';
import { Conversation } from '../scenario/tcp-conversation.js';
import { tcp } from '../scenario/tcp-packet.js';
import { NetTraceLog } from './nettrace-log.js';
import { STATUS } from './status.js';
import { TcpLife, type LifeOptions, type LifeTruth } from './tcp-life.js';

/** One committed log of the network stack, or one of a pair. */
export interface NetTraceSample {
  /** Below `samples/`: `nettrace-text/<windows build>/<what it shows>.txt`. */
  readonly path: string;
  /** One sentence without a full stop. */
  readonly shows: string;
  readonly command: string;
  /** The answer a reader should get. */
  readonly expected: string;
  readonly bytes: Buffer;
  readonly truths: readonly LifeTruth[];
}

export const CAPTURE = 'netsh trace start scenario=InternetClient; netsh trace stop; netsh trace convert NetTrace.etl';
const CAPTURE_LEVEL_4 =
  'netsh trace start provider=Microsoft-Windows-TCPIP level=4; netsh trace stop; netsh trace convert NetTrace.etl';
const CAPTURE_BOTH =
  'pktmon start -c --comp 10 72 74 and netsh trace start scenario=InternetClient; stop both; pktmon etl2txt PktMon.etl; netsh trace convert NetTrace.etl';

const HOST = '192.0.2.10';
const WEB = '198.51.100.27:443';
const DATABASE = '203.0.113.40:1433';
const SYN_GAPS_WINDOWS_11 = [1000, 2000, 4000, 8000];
const SYN_GAPS_WINDOWS_10 = [3000, 6000];

/** All committed samples of NetTrace.txt, in the order of `samples/README.md`. */
export function nettraceSamples(): readonly NetTraceSample[] {
  return [
    told(
      '26100/healthy.txt',
      (scene) => scene.life({ port: 55_310 }).connect().send(517).receive(1300).send(4000).close(),
      {
        shows: 'a connection that sends, receives and closes; nothing is lost',
        expected: 'no loss in what was captured',
      },
    ),
    told(
      '26100/tail-loss-probe.txt',
      (scene) => scene.life({ port: 55_330 }).connect().send(1939).loseTail(3399).close(),
      {
        shows: 'the last segment of a request is lost; nine lines tell of the tail loss probe that repairs it',
        expected: 'no loss worth a finding: 1 tail loss probe of 1,460 bytes, no timeout, recovered; so few are normal',
      },
    ),
    told(
      '26100/timeouts-recovered.txt',
      (scene) =>
        scene
          .life({ port: 55_340 })
          .connect()
          .send(2000)
          .loseToTimeouts(1460, 3)
          .send(9000)
          .loseAndRecover(6, 2)
          .close('remote'),
      {
        shows: 'a segment needs three timeouts (up to five lines each), later two segments come back by SACK recovery',
        expected:
          'congestion on the path: 3 timeouts in 1 episode and 2 fast retransmissions in another, both recovered',
      },
    ),
    told(
      '19041/timeouts-level-4.txt',
      (scene) => scene.life({ port: 55_341 }).connect().send(2000).loseToTimeouts(1460, 2).close('remote'),
      {
        shows: 'Windows 10: the older wording (`Send Retransmit round`), no ends in send events, no Verbose events',
        expected:
          'no loss worth a finding: 2 timeouts in 1 episode, recovered; coverage says that no timers were captured',
        command: CAPTURE_LEVEL_4,
      },
    ),
    told(
      '26100/retransmission-limit.txt',
      (scene) => scene.life({ port: 55_350, remote: DATABASE }).connect().send(320).wait(300_000).giveUp(320),
      {
        shows:
          'after five minutes of silence a request is sent six times, then Windows gives up with STATUS_IO_TIMEOUT and a RST',
        expected:
          'loss on the path: 1 connection, 5 timeouts (Windows default), then aborted; the stack does not state the silence before, so only PktMon.txt tells of an idle timeout',
      },
    ),
    told(
      '26100/connect-refused.txt',
      (scene) => scene.life({ port: 55_360, remote: '203.0.113.40:1434' }).connectRefused(),
      {
        shows: 'a connect is answered by RST: five lines, one refused connection',
        expected: 'destination unreachable: nothing listens on 203.0.113.40:1434',
      },
    ),
    told(
      '26100/connect-timeout.txt',
      (scene) => scene.life({ port: 55_370, remote: '203.0.113.9:443' }).connectInVain(SYN_GAPS_WINDOWS_11, 6000),
      {
        shows: 'SYNs at 0, 1, 3, 7 and 15 seconds without answer, given up at 21 seconds',
        expected:
          'remote policy or loss: 1 connection, 4 SYN retransmissions, the default of Windows 11; capture at 203.0.113.9 decides',
      },
    ),
    told(
      '19041/connect-timeout.txt',
      (scene) => scene.life({ port: 55_371, remote: '203.0.113.9:443' }).connectInVain(SYN_GAPS_WINDOWS_10, 12_000),
      {
        shows: 'SYNs at 0, 3 and 9 seconds without answer, given up at 21 seconds',
        expected: 'remote policy or loss: 1 connection, 2 SYN retransmissions, the default of Windows 8 to 10',
      },
    ),
    told('26100/reset-by-peer.txt', (scene) => scene.life({ port: 55_380 }).connect().send(4000).resetByPeer(), {
      shows: 'the server resets a connection after a request',
      expected: 'connection reset by 198.51.100.27; look there for the reason',
    }),
    told(
      '26100/reset-unread-data.txt',
      (scene) => scene.life({ port: 55_390, pid: 7948 }).connect().send(600).receive(8000).closeWithUnreadData(),
      {
        shows: 'the application closes its socket with data unread, so Windows sends a RST (`Receive discarded`)',
        expected: 'application: process 7948 closed too early; no loss',
      },
    ),
    inspectionDrop(),
    told(
      '26100/no-route.txt',
      (scene) =>
        [1, 2, 3].map((index) =>
          scene.life({ port: 0, remote: `203.0.113.88:${8000 + index}`, startMs: index * 700 }).connectWithoutRoute(),
        ),
      {
        shows: 'three connects fail at once because there is no route',
        expected: 'no route: 3 connections to 203.0.113.88; compare `route print` with the VPN that should be up',
      },
    ),
    portExhaustion(),
    ...oneCase(),
  ];
}

/** A log with the lives that are told in it. */
class Scene {
  readonly lives: TcpLife[] = [];
  readonly log: NetTraceLog;

  constructor(build: 19041 | 26100, verbose: boolean) {
    this.log = new NetTraceLog({ build, verbose, startedAt: '2026-03-10T09:00:00.1234567' });
  }

  life(options: Partial<Omit<LifeOptions, 'local'>> & { readonly port: number }): TcpLife {
    const { port, ...rest } = options;
    // A socket without a port is printed without one.
    const tcb = `FFFFB00C00${(0x1a00 + this.lives.length * 0xa0).toString(16).toUpperCase()}A0`;
    const defaults = {
      tcb,
      remote: WEB,
      pid: 4321,
      startMs: 250 + this.lives.length,
      sequence: 1_106_316_420,
      rttMs: 18,
    };
    const life = new TcpLife(this.log, { ...defaults, ...rest, local: port === 0 ? HOST : `${HOST}:${port}` });
    this.lives.push(life);
    return life;
  }
}

type Words = Pick<NetTraceSample, 'shows' | 'expected'> & { readonly command?: string };

function told(path: string, tell: (scene: Scene) => unknown, words: Words): NetTraceSample {
  const scene = new Scene(path.startsWith('19041') ? 19041 : 26100, words.command !== CAPTURE_LEVEL_4);
  tell(scene);
  return {
    path: `nettrace-text/${path}`,
    command: CAPTURE,
    bytes: scene.log.bytes(),
    truths: scene.lives.map(({ truth }) => truth),
    ...words,
  };
}

function inspectionDrop(): NetTraceSample {
  return told(
    '26100/inspection-drop.txt',
    ({ log }) => {
      for (const [index, atMs] of [400, 1400, 2400, 3400].entries()) {
        log.tcpip(
          atMs,
          `TCPIP: Network layer (Protocol 1(ICMP), AddressFamily = 2(IPV4)) dropped 1 packet(s) on interface 13. SourceAddress = ${HOST}. DestAddress = 192.0.2.88. Reason = 9(Inspection drop). Direction = 0(Send). NBL = 0xFFFFB00CBEAF3A${(0xc0 + index).toString(16).toUpperCase()}.`,
        );
      }
    },
    {
      shows: 'four echo requests are dropped at the network layer by a filter (Inspection drop, Send)',
      expected: 'local policy: 4 packets to 192.0.2.88; find the filter in the WFP audit',
    },
  );
}

function portExhaustion(): NetTraceSample {
  return told(
    '26100/port-exhaustion.txt',
    (scene) => {
      for (let index = 0; index < 5; index++) {
        scene.log.tcpip(
          500 + index * 100 - 1,
          `TCP: Portpool assigned port number ${49_152 + index} with weak references due to port exhaustion.`,
        );
        scene.life({ port: 0, remote: DATABASE, startMs: 500 + index * 100 }).connectWithoutPort();
      }
      const shared = `bind failed: port-acquisition status = ${STATUS.noPort}`;
      scene.log.tcpip(1200, `TCP: endpoint 0xFFFFB00CBB001230 (sockaddr=${HOST}) ${shared}.`, { pid: 4321 });
    },
    {
      shows: 'five connects and a bind fail because no port is free',
      expected: 'low resources: port exhaustion, 5 connections to 203.0.113.40:1433; look for sockets in TIME_WAIT',
    },
  );
}

/** The same minute as PktMon and as NetTrace tell it: a filter drops a segment and its first copy, the second copy gets through. */
function oneCase(): NetTraceSample[] {
  const scene = new Scene(26100, true);
  const pktmon = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-10T09:00:00.1234567' });
  const sequence = 1_106_316_420;
  const server = { address: '198.51.100.27', port: 443 };
  const wire = new Conversation({
    client: { address: HOST, port: 55_400 },
    server,
    startMs: 250,
    rttMs: 18,
    initialSequence: { client: sequence, server: 5000 },
  });
  pktmon.play(wire.connect().send('client', 517));
  const life = scene.life({ port: 55_400, startMs: 250, sequence }).connect().send(517);
  const ends = { source: HOST, sourcePort: 55_400, destination: server.address, destinationPort: server.port };
  const segment = tcp({ ...ends, flags: 'P.', sequence: life.nextSequence, payloadBytes: 1200, acknowledgement: 5001 });
  const filtered = [{ reason: 'Inspection drop', location: '0xE0004132' }];
  const lostAt = life.wait(40).nowMs;
  life.loseToTimeouts(1200, 2).close();
  pktmon.drop(lostAt + 0.02, segment, 'Tx', filtered);
  pktmon.drop(lostAt + 300.05, segment, 'Tx', filtered);
  pktmon.packet(lostAt + 900.1, segment, 'Tx');
  const back = { source: server.address, sourcePort: server.port, destination: HOST, destinationPort: 55_400 };
  pktmon.packet(lostAt + 918.2, tcp({ ...back, flags: '.', acknowledgement: life.nextSequence }), 'Rx');
  const words = { command: CAPTURE_BOTH, truths: [life.truth] };
  return [
    {
      ...words,
      path: 'nettrace-text/26100/one-case/NetTrace.txt',
      shows: 'two timeouts of one segment; its pair is PktMon.txt beside it',
      expected:
        '`etlreport one-case`: local policy; both timeouts are explained by a packet that a filter of this host dropped',
      bytes: scene.log.bytes('utf-16le'),
    },
    {
      ...words,
      path: 'nettrace-text/26100/one-case/PktMon.txt',
      shows: 'the same minute: the segment and its first copy are dropped on the way out (Inspection drop)',
      expected: 'as its pair',
      bytes: pktmon.bytes(),
    },
  ];
}
