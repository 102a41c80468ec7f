import { encodeLog } from '../encode.js';
import type { LogOptions } from '../log-options.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { udp } from '../udp-packets.js';
import { ordinaryTraffic } from './no-fault.js';
import { client, DROPS, HOST, HOST_ENDS, WEB } from './places.js';
import { CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** What happens to logs on their way to the reader. */
export function damaged(): Sample[] {
  return [realTime(), resaved(), lineFeeds(), wrapped(), filtered(), cut(), otherProviders()];
}

function story(options: Partial<LogOptions>): PktMonLog {
  const log = new PktMonLog({
    machine: HOST_ENDS,
    startedAt: '2026-03-12T08:00:00.6660000',
    ...options,
  });
  ordinaryTraffic(log);
  const ends = {
    source: '192.0.2.31',
    sourcePort: 50_005,
    destination: HOST.ipv4,
    destinationPort: 50_005,
  };
  for (const atMs of [400, 1400, 2400]) log.packet(atMs, udp(ends, 374), 'Rx', { drops: [DROPS.noUdpSocket] });
  return log;
}

const SAME = '3 packets without listener on UDP 50005';

function realTime(): Sample {
  // Over midnight: the log has no date.
  const log = story({ prefix: 'time', startedAt: '2026-03-12T23:59:59.1000000' });
  return sample('26100/real-time-console.txt', 'local', log, {
    shows: 'console of real-time mode: time without date, no header, no rundown, over midnight, UTF-8',
    command: 'pktmon start -c -m real-time --comp 10 72 74 > PktMon.txt',
    expected: `${SAME}; component names and the self-check are unknown`,
    bytes: log.bytes('utf-8'),
  });
}

function resaved(): Sample {
  const log = story({});
  return sample('26100/resaved-utf-8.txt', 'local', log, {
    shows: 'the log saved again by an editor as UTF-8 with byte order mark',
    command: `${CAPTURE_PORTS}; save as UTF-8`,
    expected: SAME,
    bytes: log.bytes('utf-8-bom'),
  });
}

function lineFeeds(): Sample {
  const log = story({ newline: '\n' });
  return sample('26100/line-feeds.txt', 'local', log, {
    shows: 'UTF-8 without byte order mark and with line feeds, as copied through a Unix tool',
    command: `${CAPTURE_PORTS}; iconv -f utf-16 -t utf-8 PktMon.txt | tr -d "\\r"`,
    expected: SAME,
    bytes: log.bytes('utf-8'),
  });
}

function wrapped(): Sample {
  const log = new PktMonLog({
    machine: HOST_ENDS,
    eventsLost: 412,
    buffersLost: 3,
    overwrittenUntilMs: 600_000,
    startedAt: '2026-03-12T07:00:00.1110000',
  });
  const ends = {
    source: '192.0.2.31',
    sourcePort: 50_005,
    destination: HOST.ipv4,
    destinationPort: 50_005,
  };
  for (let index = 0; index < 30; index += 1)
    log.packet(30_000 * index + 9000, udp(ends, 374), 'Rx', { drops: [DROPS.noUdpSocket] });
  log.play(
    new Conversation({ client: client(50_901), server: WEB, startMs: 599_990 }).connect().send('client', 900).close(),
  );
  return sample('26100/wrapped-events-lost.txt', 'local', log, {
    shows:
      'a circular log that kept only the end, with 412 events and 3 buffers lost; the counters are larger than the lines',
    command: CAPTURE_PORTS,
    expected:
      '10 packets without listener in the kept part; the self-check does not agree (10 lines, 30 counted) and the report says why',
  });
}

function filtered(): Sample {
  const log = story({
    filters: [{ name: 'UDP 50005', protocol: 'UDP ', port: 50_005 }, { ip: WEB.address }],
  });
  return sample('26100/filter-in-force.txt', 'local', log, {
    shows: 'two packet filters, so everything else is missing',
    command: `pktmon filter add "UDP 50005" -t udp -p 50005; pktmon filter add -i 198.51.100.27; ${CAPTURE_PORTS}`,
    expected: `${SAME}; other traffic was not captured`,
  });
}

function cut(): Sample {
  const log = story({});
  const text = log.text();
  // In the middle of a drop line, before its location, and in the middle of a UTF-16 unit.
  const end = text.lastIndexOf(', DropLocation') - 9;
  return sample('26100/cut.txt', 'local', log, {
    shows: 'a file that ends in the middle of a record and of a character, without the component list',
    command: `${CAPTURE_PORTS}; copy interrupted`,
    expected:
      '2 packets without listener are certain; one cut record is counted as unparsed; names of components are unknown',
    bytes: encodeLog(text.slice(0, end)).subarray(0, -1),
  });
}

function otherProviders(): Sample {
  const log = story({});
  const tcpip = 'Microsoft-Windows-TCPIP';
  log.other(405, tcpip, ['TCP: endpoint (sockaddr=192.0.2.10:50005) acquired, process id 4120. ']);
  log.other(406, 'Microsoft-Windows-Hyper-V-VfpExt', [
    'Block rule processed inbound packets on port 2 (Name = app01, FriendlyName = app01) with status = 0x10003, flow id {src ip = 198.51.100.8, dst ip = 192.0.2.10, protocol = 1, icmp type = V4EchoReply }',
  ]);
  // A body of several lines that even speaks of drops.
  log.other(1405, 'Microsoft-Windows-WinHttp', [
    'Request headers:',
    'GET /?q=Drop: PktGroupId 1, DropReason none HTTP/1.1',
    'Host: www.example.com',
    '',
  ]);
  return sample('26100/other-providers.txt', 'local', log, {
    shows: 'records of three other providers in between, one with several lines that look like a drop',
    command:
      'pktmon start -c -t -p Microsoft-Windows-TCPIP -p Microsoft-Windows-WinHttp; pktmon stop; pktmon etl2txt PktMon.etl',
    expected: `${SAME}; the other providers are counted, not read`,
  });
}
