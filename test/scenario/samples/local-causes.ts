import { arpRequest, icmp, neighborSolicitation } from '../control-packets.js';
import { withLink } from '../frame.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { tcp } from '../tcp-packet.js';
import { dnsQuery, udp } from '../udp-packets.js';
import { discoveryNoise } from './noise.js';
import { client, DATABASE, DNS_SERVER, DROPS, HOST, HOST_ENDS, NEIGHBOR, SILENT_ROUTER, WEB } from './places.js';
import { CAPTURE_DROPS, CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Drops whose cause is on the capturing machine or the first hop. */
export function localCauses(): Sample[] {
  return [
    firewallInbound(),
    noListener(),
    silentRouter(),
    arpFailure(),
    noRoute(),
    badChecksum(),
    lowResources(),
    mtuExceeded(),
  ];
}

function firewallInbound(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS });
  // Three clients try SMB; the firewall refuses the connection at accept, so each SYN comes again.
  for (const [index, address] of ['192.0.2.31', '192.0.2.32', '192.0.2.33'].entries()) {
    const attempt = new Conversation({
      client: { address, port: 51200 + index },
      server: { address: HOST.ipv4, port: 445 },
      thisHost: 'server',
      startMs: 400 + index * 730,
      initialSequence: { client: 811_204_000 + index * 77_111, server: 1 },
    });
    log.play(attempt.connectInVain([1000, 2000], [DROPS.acceptInspection]));
  }
  // Remote management over UDP is refused for its socket; a ping-like datagram by the network layer.
  const syslog = {
    source: '192.0.2.31',
    sourcePort: 40514,
    destination: HOST.ipv4,
    destinationPort: 514,
  };
  for (const atMs of [900, 1900, 2900])
    log.packet(atMs, udp(syslog, 96), 'Rx', { drops: [DROPS.receiveInspection, DROPS.inspection] });
  return sample('26100/firewall-inbound.txt', 'local', log, {
    shows:
      'the firewall of this host refuses SMB from three clients (accept inspection) and syslog datagrams (receive inspection, Inspection drop)',
    command: CAPTURE_PORTS,
    expected:
      'local policy: 9 SYN packets of 3 connections and 3 datagrams; name the port and ask for the filter in the WFP audit',
  });
}

function noListener(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-02T10:02:11.5500130' });
  const attempt = new Conversation({
    client: { address: '192.0.2.31', port: 51544 },
    server: { address: HOST.ipv4, port: 8443 },
    thisHost: 'server',
    startMs: 300,
  });
  // One SYN to a closed port behind the stealth firewall: three lines, no RST, so the client repeats it.
  log.play(attempt.connectInVain([1000, 2000, 4000], [DROPS.noTcpSocket, DROPS.noRawSocket, DROPS.arbitration]));
  const trap = {
    source: '192.0.2.32',
    sourcePort: 50005,
    destination: HOST.ipv4,
    destinationPort: 50005,
  };
  for (const atMs of [1200, 2200, 3300, 5200])
    log.packet(atMs, udp(trap, 374), 'Rx', { drops: [DROPS.noUdpSocket, DROPS.portUnreachable] });
  return sample('26100/no-listener.txt', 'local', log, {
    shows:
      'nothing listens on TCP 8443 and UDP 50005 of this host; the answers are suppressed, several lines per packet',
    command: CAPTURE_PORTS,
    expected: 'destination unreachable on this host: start the service; 8 packets in 20 drop lines, 2 connections',
  });
}

function silentRouter(): Sample {
  const log = new PktMonLog({ captures: 'drop', startedAt: '2026-01-19T11:33:03.4410098' });
  discoveryNoise(log, 100, 62_000, 64);
  const names = ['login.example.com', 'mail.example.net', 'updates.example.com', 'time.example.net'];
  for (const [index, name] of names.entries()) {
    const query = dnsQuery(
      {
        source: HOST.linkLocal,
        sourcePort: 53_890 + index * 3,
        destination: SILENT_ROUTER,
        destinationPort: 53,
      },
      33_600 + index * 411,
      index % 2 ? 'AAAA' : 'A',
      name,
    );
    // The resolver tries again after 1, 2 and 4 seconds; a query that waits for the address is pushed out by the next.
    const startMs = 4000 + index * 14_000;
    log.drop(startMs + 2, query, 'Tx', [DROPS.resolutionQueueFull]);
    log.drop(startMs + 1003, query, 'Tx', [DROPS.resolutionQueueFull]);
    log.drop(startMs + 3005, query, 'Tx', [DROPS.resolutionTimeout, DROPS.resolutionFailure]);
  }
  return sample('26100/ipv6-dns-router-silent.txt', 'local', log, {
    shows:
      'IPv6 DNS queries to a link-local router that does not answer neighbour discovery, buried under multicast drop lines',
    command: CAPTURE_DROPS,
    expected: `ARP/ND failure: the next hop ${SILENT_ROUTER} is the first finding with 12 packets; the discovery noise is folded`,
  });
}

function arpFailure(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-03T08:40:19.0300005' });
  const target = '192.0.2.77';
  const attempts = [0, 1, 2].map((index) => client(49_700 + index));
  for (const [index, from] of attempts.entries()) {
    const startMs = 500 + index * 9000;
    for (const gap of [0, 1000, 2000]) log.packet(startMs + gap, arpRequest(HOST.ipv4, HOST.mac, target), 'Tx');
    const syn = tcp({
      source: from.address,
      sourcePort: from.port,
      destination: target,
      destinationPort: 3389,
      flags: 'S',
      sequence: 90_551_200 + index * 3_221_007,
      window: 64240,
      options: 'mss 1460,nop,wscale 8,nop,nop,sackOK',
    });
    log.drop(startMs + 2990, syn, 'Tx', [DROPS.resolutionTimeout, DROPS.resolutionFailure]);
  }
  return sample('26100/arp-failure.txt', 'local', log, {
    shows: 'nobody answers the ARP requests for 192.0.2.77, so the SYNs to it are dropped on the way out',
    command: CAPTURE_PORTS,
    expected: 'ARP/ND failure: 3 packets of 3 connections in 6 lines; host down, wrong VLAN or mask',
  });
}

function noRoute(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-03T09:01:44.9017700' });
  for (let index = 0; index < 12; index += 1) {
    const ends = {
      source: HOST.ipv4,
      sourcePort: 52_010 + index,
      destination: '203.0.113.88',
      destinationPort: 1194,
    };
    log.drop(300 + index * 1500, udp(ends, 86), 'Tx', [{ reason: 'No route available', location: '0xE0004160' }]);
  }
  const conversation = new Conversation({ client: client(52_100), server: WEB, startMs: 2100 });
  log.play(conversation.connect().send('client', 517).send('server', 1200).close());
  return sample('26100/no-route.txt', 'local', log, {
    shows: 'datagrams to 203.0.113.88 have no route, while another connection works',
    command: CAPTURE_PORTS,
    expected: 'no route: 12 packets, 12 flows to one destination; compare `route print` with the VPN that should be up',
  });
}

function badChecksum(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-04T14:20:00.1400210' });
  for (let index = 0; index < 9; index += 1) {
    const from = {
      source: '192.0.2.40',
      sourcePort: 40_000 + index * 7,
      destination: HOST.ipv4,
      destinationPort: 53,
    };
    const query = dnsQuery(from, 7000 + index, 'A', 'intranet.example.com');
    log.packet(250 + index * 610, query, 'Rx', {
      drops: [{ reason: 'INET: checksum is invalid', location: '0xE000460A' }],
    });
  }
  const from = {
    source: '192.0.2.40',
    sourcePort: 40_500,
    destination: HOST.ipv4,
    destinationPort: 445,
    flags: 'S',
    sequence: 77_120_033,
  };
  log.packet(6000, tcp({ ...from, window: 64240, options: 'mss 1460,nop,wscale 8,nop,nop,sackOK' }), 'Rx', {
    drops: [{ reason: 'INET: checksum is invalid', location: '0xE0004506' }],
  });
  return sample('26100/invalid-checksum.txt', 'local', log, {
    shows: 'packets from one neighbour arrive with an invalid checksum',
    command: CAPTURE_PORTS,
    expected: 'invalid packet: 10 packets from 192.0.2.40; suspect checksum offload of its (virtual) adapter or driver',
  });
}

function lowResources(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-04T15:05:27.4433221' });
  for (let index = 0; index < 24; index += 1) {
    const ends = {
      source: HOST.ipv4,
      sourcePort: 50_020,
      destination: NEIGHBOR.address,
      destinationPort: 5004,
    };
    const frame = withLink(udp(ends, 1316), { destination: NEIGHBOR.mac });
    const atMs = 200 + index * 4;
    // Half of a burst finds no memory.
    if (index % 2) log.drop(atMs, frame, 'Tx', [{ reason: 'Insufficient resources', location: '0xE0004158' }]);
    else log.packet(atMs, frame, 'Tx');
  }
  return sample('26100/low-resources.txt', 'local', log, {
    shows: 'every second packet of an outgoing video stream is dropped for lack of resources',
    command: CAPTURE_PORTS,
    expected: 'low resources: 12 packets of one flow; look at nonpaged pool and send buffers',
  });
}

function mtuExceeded(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-05T07:12:30.7100071' });
  const conversation = new Conversation({
    client: client(50_331),
    server: DATABASE,
    startMs: 200,
    rttMs: 31,
  });
  log.play(conversation.connect().send('client', 200).send('server', 400));
  const big = {
    source: HOST.ipv4,
    sourcePort: 500,
    destination: DATABASE.address,
    destinationPort: 500,
  };
  for (let index = 0; index < 6; index += 1) {
    log.drop(900 + index * 1000, udp(big, 1480), 'Tx', [{ reason: 'Fragment MTU exceeded', location: '0xE000410C' }]);
    const hosts = { source: '192.0.2.1', destination: HOST.ipv4 };
    if (index < 2)
      log.packet(
        930 + index * 1000,
        icmp(hosts, `${DATABASE.address} unreachable - need to frag (mtu 1400)`, 556),
        'Rx',
      );
  }
  const asked = dnsQuery(
    { source: HOST.ipv4, sourcePort: 60_001, destination: DNS_SERVER, destinationPort: 53 },
    4411,
    'A',
    'db.example.net',
  );
  log.packet(700, asked, 'Tx');
  log.packet(720, neighborSolicitation(HOST.linkLocal, 'fe80::1'), 'Tx');
  return sample('26100/mtu-exceeded.txt', 'local', log, {
    shows: 'datagrams that may not be fragmented exceed the path MTU of 1400 that a router announced',
    command: CAPTURE_PORTS,
    expected: 'MTU: 6 packets to 203.0.113.40; the path MTU is 1400 by the ICMP messages',
  });
}
