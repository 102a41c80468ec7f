import { icmp } from '../control-packets.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { udp } from '../udp-packets.js';
import { client, DATABASE, HOST, HOST_ENDS, NEIGHBOR, WEB } from './places.js';
import { CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** Microsoft's categories of remote loss that only the path or the peer can show, one log each. */
export function pathCauses(): Sample[] {
  return [
    congestion(),
    adminProhibited(),
    portUnreachable(),
    idleSession(),
    blackHole(),
    packetTooBig(),
    stillTrying(),
  ];
}

const ROUTER = '203.0.113.1';
const log = (startedAt: string) => new PktMonLog({ machine: HOST_ENDS, startedAt });
const browsing = (port: number, startMs: number) =>
  new Conversation({ client: client(port), server: WEB, startMs }).connect().send('client', 517).send('server', 1300);

function congestion(): Sample {
  const written = log('2026-03-09T09:00:00.3030000');
  const upload = new Conversation({ client: client(55_010), server: WEB, startMs: 150, rttMs: 40 });
  upload.connect();
  // Large pieces make many segments of few lines; the losses between them are of every kind that recovers.
  for (const lose of [
    () => upload.loseInBurst('client'),
    () => upload.loseInBurst('client', 6),
    () => upload.loseUntilTimeout('client'),
    () => upload.loseTail('client', 900),
  ]) {
    upload.sendOffloaded(29_200).sendOffloaded(29_200);
    lose();
  }
  written.play(upload.close());
  return sample('26100/congestion.txt', 'remote', written, {
    shows: 'an upload of some 170 segments loses four of them on the path, each in another way, and recovers',
    command: CAPTURE_PORTS,
    expected: 'congestion: 4 segments lost, above 1 %; no drop on this host; capture at the other side',
  });
}

function adminProhibited(): Sample {
  const written = log('2026-03-09T09:10:00.4040000');
  for (const index of [0, 1]) {
    const startMs = 200 + index * 90;
    const attempt = new Conversation({
      client: client(55_100 + index),
      server: { address: '203.0.113.9', port: 3389 },
      startMs,
      initialSequence: { client: 771_204_000 + index * 91_111, server: 1 },
    });
    written.play(attempt.connectInVain([1000, 2000]));
    for (const sentMs of [0, 1000, 3000]) {
      const answer = icmp(
        { source: ROUTER, destination: HOST.ipv4 },
        'host 203.0.113.9 unreachable - admin prohibited filter',
        36,
      );
      written.packet(startMs + sentMs + 11, answer, 'Rx');
    }
  }
  written.play(browsing(55_110, 800).close());
  return sample('26100/remote-policy.txt', 'remote', written, {
    shows: 'a router answers each SYN to TCP 3389 of 203.0.113.9 with ICMP "admin prohibited"',
    command: CAPTURE_PORTS,
    expected: `remote policy: 2 connections, 6 ICMP messages; the router ${ROUTER} or its access list refuses`,
  });
}

function portUnreachable(): Sample {
  const written = log('2026-03-09T09:20:00.5050000');
  for (let index = 0; index < 5; index += 1) {
    const query = { source: HOST.ipv4, sourcePort: 55_200, destination: NEIGHBOR.address, destinationPort: 161 };
    written.packet(300 + index * 5000, udp(query, 43), 'Tx');
    const answer = icmp(
      { source: NEIGHBOR.address, destination: HOST.ipv4 },
      `${NEIGHBOR.address} udp port 161 unreachable`,
    );
    written.packet(300.8 + index * 5000, answer, 'Rx');
  }
  return sample('26100/udp-port-unreachable.txt', 'remote', written, {
    shows: 'each SNMP query to 192.0.2.20 is answered by ICMP port unreachable: what RST is for TCP',
    command: CAPTURE_PORTS,
    expected: 'destination unreachable: 5 datagrams; nothing listens on UDP 161 of 192.0.2.20',
  });
}

function idleSession(): Sample {
  const written = log('2026-03-09T09:30:00.6060000');
  for (const index of [0, 1]) {
    const session = new Conversation({
      client: client(55_300 + index),
      server: DATABASE,
      startMs: 200 + index * 1400,
      rttMs: 22,
    });
    session.connect().send('client', 260).send('server', 700).wait(355_000);
    written.play(session.sendUnacknowledged('client', 180).resetUnknown('server'));
  }
  return sample('26100/session-loss-idle.txt', 'remote', written, {
    shows: 'after 355 seconds of silence the next request is answered by a RST without ACK, on two connections',
    command: CAPTURE_PORTS,
    expected:
      'session loss: 2 connections forgotten after about 6 minutes; compare with the idle timeout (350 s) of the path',
  });
}

function blackHole(): Sample {
  const written = log('2026-03-09T09:40:00.7070000');
  for (const index of [0, 1]) {
    const transfer = new Conversation({
      client: client(55_400 + index),
      server: WEB,
      startMs: 180 + index * 600,
      rttMs: 35,
    });
    // Small requests and answers pass, the first full segment never does.
    transfer.connect().send('client', 317).send('server', 420).send('client', 90).giveUp('client', 5, 1460);
    written.play(transfer);
  }
  return sample('26100/mtu-black-hole.txt', 'remote', written, {
    shows:
      'small segments pass, the first full one (1460 bytes) is repeated until the limit, and no ICMP message comes',
    command: CAPTURE_PORTS,
    expected:
      'MTU: 2 connections, only full segments get lost; test with ping -f -l and look for the tunnel on the path',
  });
}

function packetTooBig(): Sample {
  const written = log('2026-03-09T09:50:00.8080000');
  const ends = { source: HOST.ipv4, sourcePort: 55_500, destination: '203.0.113.60', destinationPort: 4500 };
  const reply = { source: '203.0.113.60', sourcePort: 4500, destination: HOST.ipv4, destinationPort: 55_500 };
  for (let index = 0; index < 5; index += 1) {
    const atMs = 200 + index * 900;
    written.packet(atMs, udp(ends, 220), 'Tx');
    written.packet(atMs + 30, udp(reply, 180), 'Rx');
    written.packet(atMs + 60, udp(ends, 1440), 'Tx');
    const answer = icmp(
      { source: ROUTER, destination: HOST.ipv4 },
      '203.0.113.60 unreachable - need to frag (mtu 1380)',
      556,
    );
    written.packet(atMs + 68, answer, 'Rx');
  }
  return sample('26100/mtu-too-big.txt', 'remote', written, {
    shows:
      'small datagrams of a VPN pass, the large ones are answered by ICMP "need to frag (mtu 1380)" again and again',
    command: CAPTURE_PORTS,
    expected: 'MTU: 5 ICMP messages for 203.0.113.60, the path MTU is 1380; the sender does not adapt',
  });
}

function stillTrying(): Sample {
  const written = log('2026-03-09T10:00:00.9090000');
  const attempt = new Conversation({
    client: client(55_600),
    server: { address: '203.0.113.9', port: 443 },
    startMs: 150,
  });
  written.play(attempt.connectInVain([1000, 2000, 4000]));
  written.play(browsing(55_610, 12_000).close());
  return sample('26100/syn-still-unanswered.txt', 'none', written, {
    shows: 'SYNs at 0, 1, 3 and 7 seconds, and the capture ends before the one at 15 seconds',
    command: CAPTURE_PORTS,
    expected: 'no loss proven: 1 attempt is still unanswered at the end; capture for longer than 21 seconds',
  });
}
