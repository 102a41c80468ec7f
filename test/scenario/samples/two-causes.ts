import { arpRequest } from '../control-packets.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { tcp } from '../tcp-packet.js';
import { udp } from '../udp-packets.js';
import { client, DROPS, HOST, HOST_ENDS, NEIGHBOR, WEB } from './places.js';
import { CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Logs in which two things are wrong at once: both must be told, the worse one first. */
export function twoCauses(): Sample[] {
  return [localAndRemote(), twoLocal()];
}

function localAndRemote(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-11T07:30:00.4440000' });
  const target = '192.0.2.77';
  for (const index of [0, 1, 2]) {
    const startMs = 400 + index * 7000;
    for (const gap of [0, 1000, 2000]) log.packet(startMs + gap, arpRequest(HOST.ipv4, HOST.mac, target), 'Tx');
    const syn = tcp({
      source: HOST.ipv4,
      sourcePort: 57_010 + index,
      destination: target,
      destinationPort: 445,
      flags: 'S',
      sequence: 90_551_200 + index * 3_221_007,
      window: 64240,
      options: 'mss 1460,nop,wscale 8,nop,nop,sackOK',
    });
    log.drop(startMs + 2990, syn, 'Tx', [DROPS.resolutionTimeout, DROPS.resolutionFailure]);
  }
  const attempt = new Conversation({
    client: client(57_100),
    server: { address: '203.0.113.9', port: 443 },
    startMs: 250,
  });
  log.play(attempt.connectInVain());
  const healthy = new Conversation({ client: client(57_200), server: WEB, startMs: 23_000 });
  log.play(healthy.connect().send('client', 517).send('server', 1300).close());
  return sample('26100/two-causes-local-and-remote.txt', 'both', log, {
    shows: 'the file server 192.0.2.77 does not answer ARP, and at the same time 203.0.113.9 answers none of five SYNs',
    command: CAPTURE_PORTS,
    expected:
      'both: ARP failure here (3 packets of 3 connections), and 1 connection attempt unanswered beyond this host',
  });
}

function twoLocal(): Sample {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt: '2026-03-11T07:40:00.5550000' });
  for (const [index, address] of ['192.0.2.31', '192.0.2.32'].entries()) {
    const attempt = new Conversation({
      client: { address, port: 51_300 + index },
      server: { address: HOST.ipv4, port: 445 },
      thisHost: 'server',
      startMs: 500 + index * 810,
      initialSequence: { client: 611_204_000 + index * 77_111, server: 1 },
    });
    log.play(attempt.connectInVain([1000, 2000], [DROPS.acceptInspection]));
  }
  for (let index = 0; index < 16; index += 1) {
    const ends = { source: HOST.ipv4, sourcePort: 50_020, destination: NEIGHBOR.address, destinationPort: 5004 };
    const frame = udp(ends, 1316);
    if (index % 2) log.drop(200 + index * 4, frame, 'Tx', [DROPS.lowResources]);
    else log.packet(200 + index * 4, frame, 'Tx');
  }
  return sample('26100/two-causes-local.txt', 'local', log, {
    shows: 'the firewall of this host refuses SMB from two clients, and half of an outgoing stream finds no memory',
    command: CAPTURE_PORTS,
    expected: 'local, two findings: low resources (8 packets) and local policy (6 SYN packets of 2 connections)',
  });
}
