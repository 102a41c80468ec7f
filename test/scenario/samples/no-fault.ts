import { arpReply, arpRequest, icmpEcho, igmp, neighborSolicitation } from '../control-packets.js';
import { withLink } from '../frame.js';
import { wirelessMachine } from '../machines.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { tcp } from '../tcp-packet.js';
import { dhcp, dnsAnswer, dnsQuery } from '../udp-packets.js';
import { discoveryNoise, quietMulticast } from './noise.js';
import { client, DNS_SERVER, DROPS, HOST, HOST_ENDS, WEB } from './places.js';
import { CAPTURE_DROPS, CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Captures without a fault: the answer is "none", and what that does not prove. */
export function noFault(): Sample[] {
  return [healthy(), wireless(), noiseOnly(), normalEndings(), noPackets(), nothingSeen()];
}

/** A few seconds of an ordinary morning. */
export function ordinaryTraffic(log: PktMonLog): void {
  const dns = {
    source: HOST.ipv4,
    sourcePort: 61_007,
    destination: DNS_SERVER,
    destinationPort: 53,
  };
  const answer = {
    source: DNS_SERVER,
    sourcePort: 53,
    destination: HOST.ipv4,
    destinationPort: 61_007,
  };
  log.packet(120, arpRequest(HOST.ipv4, HOST.mac, HOST.gateway), 'Tx');
  log.packet(120.4, arpReply(HOST.gateway, HOST.gatewayMac, HOST.mac), 'Rx');
  log.packet(130, dnsQuery(dns, 23_614, 'A', 'www.example.com'), 'Tx');
  log.packet(141, dnsAnswer(answer, 23_614, [`A ${WEB.address}`], 'www.example.com'), 'Rx');
  const page = new Conversation({
    client: client(55_330),
    server: { ...WEB, port: 80 },
    startMs: 142,
  });
  page
    .connect()
    .send('client', 240, 'HTTP: GET /index.html HTTP/1.1')
    .send('server', 1900, 'HTTP: HTTP/1.1 200 OK')
    .close();
  log.play(page);
  log.packet(700, icmpEcho({ source: HOST.ipv4, destination: HOST.gateway }, 'request', 1, 365), 'Tx');
  log.packet(700.9, icmpEcho({ source: HOST.gateway, destination: HOST.ipv4 }, 'reply', 1, 365), 'Rx');
}

function healthy(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS });
  ordinaryTraffic(log);
  quietMulticast(log, 800);
  log.packet(900, withLink(igmp('192.0.2.1', '224.0.0.1'), {}), 'Rx');
  log.packet(950, neighborSolicitation(HOST.linkLocal, 'fe80::1'), 'Tx');
  log.packet(
    1000,
    dhcp(
      { source: '0.0.0.0', sourcePort: 68, destination: '255.255.255.255', destinationPort: 67 },
      'Request',
      HOST.mac,
    ),
    'Tx',
  );
  return sample('26100/healthy.txt', 'none', log, {
    shows: 'ARP, DNS, a web page, ping, multicast: nothing is dropped, nothing retransmitted',
    command: CAPTURE_PORTS,
    expected: 'no loss in what was captured',
  });
}

function wireless(): Sample {
  const machine = wirelessMachine();
  const log = new PktMonLog({ machine, build: 19042, startedAt: '2026-02-11T19:19:55.4540046' });
  log.packet(164, icmpEcho({ source: HOST.ipv4, destination: HOST.gateway }, 'request', 1, 12), 'Tx');
  log.packet(168, icmpEcho({ source: HOST.gateway, destination: HOST.ipv4 }, 'reply', 1, 12), 'Rx');
  const ends = {
    source: HOST.ipv4,
    sourcePort: 63_086,
    destination: WEB.address,
    destinationPort: 443,
  };
  log.packet(190, tcp({ ...ends, flags: '.', acknowledgement: 1_974_835_126, window: 2042 }), 'Tx');
  return sample('19042/wireless-old-generation.txt', 'none', log, {
    shows: 'Windows 10 on Wi-Fi: 802.11 and Ethernet snapshots of a packet share PktGroupId and count Appearance',
    expected: 'no loss in what was captured; 3 packets in 18 snapshots, told apart by PktGroupId',
  });
}

function noiseOnly(): Sample {
  const log = new PktMonLog({
    machine: HOST_ENDS,
    captures: 'drop',
    startedAt: '2026-01-19T11:50:10.0070001',
  });
  discoveryNoise(log, 200, 20_000, 16, 3);
  return sample('26100/multicast-noise-only.txt', 'none', log, {
    shows: 'drop lines of mDNS, SSDP and HSRP only, several lines per datagram',
    command: CAPTURE_DROPS,
    expected: 'no loss: 16 packets of discovery traffic, all folded',
  });
}

function normalEndings(): Sample {
  const log = new PktMonLog({
    machine: HOST_ENDS,
    captures: 'drop',
    startedAt: '2026-03-02T16:45:01.9000000',
  });
  const server = { source: WEB.address, sourcePort: 443, destination: HOST.ipv4 };
  for (let index = 0; index < 6; index += 1) {
    const sequence = 1_016_102_817 + index * 51_400_911;
    const base = {
      ...server,
      destinationPort: 50_700 + index,
      sequence,
      acknowledgement: 361_623_255 + index,
    };
    log.drop(500 + index * 2000, tcp({ ...base, flags: 'R.', window: 255 }), 'Rx', [DROPS.receivedReset]);
    if (index < 2)
      log.drop(900 + index * 2000, tcp({ ...base, flags: '.', window: 501, payloadBytes: 24 }), 'Rx', [DROPS.finWait]);
    if (index < 3)
      log.drop(700 + index * 2000, tcp({ ...base, flags: 'P.', window: 501, payloadBytes: 1200 }), 'Rx', [
        DROPS.duplicateSegment,
      ]);
  }
  return sample('26100/normal-endings.txt', 'none', log, {
    shows: 'a drop-only capture with `INET: received RST`, `FIN-WAIT2` and three duplicate segments',
    command: CAPTURE_DROPS,
    expected:
      'no loss at this host: these lines are how connections end; packets without drops were not captured, so remote loss cannot be judged',
  });
}

function noPackets(): Sample {
  const log = new PktMonLog({
    build: 26200,
    filters: [{ name: 'WEB', ip: WEB.address, protocol: 'TCP ', port: 443 }],
  });
  return sample('26200/no-packets.txt', 'undecided', log, {
    shows: 'header and component list only: the filter matched nothing',
    command:
      'pktmon filter add WEB -i 198.51.100.27 -t tcp -p 443; pktmon start -c; pktmon stop; pktmon etl2txt PktMon.etl',
    expected: 'nothing to judge: no packet and no drop was captured while a filter was in force',
  });
}

function nothingSeen(): Sample {
  const log = new PktMonLog({ build: 26200, startedAt: '2026-03-12T18:00:00.1000000' });
  return sample('26200/counters-zero.txt', 'none', log, {
    shows: 'header and component list only, without a filter: all drop counters are zero',
    expected:
      'no component of this host dropped anything; that proves nothing about the network, for no packet was captured',
  });
}
