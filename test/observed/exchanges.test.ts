import { describe, expect, test } from 'vitest';
import { arpReply, arpRequest, icmp, icmpEcho, neighborSolicitation } from '../scenario/control-packets.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import { dnsAnswer, dnsQuery, udp } from '../scenario/udp-packets.js';
import { kinds, observe, only } from './observe.js';
import { CLIENT, ISN, SERVER, Story } from './story.js';

const HOST = '192.0.2.10';
const DNS = '192.0.2.53';
const FAR = '198.51.100.7';
const ask = { source: HOST, sourcePort: 50_500, destination: DNS, destinationPort: 53 };
const answer = { source: DNS, sourcePort: 53, destination: HOST, destinationPort: 50_500 };

describe('UDP', () => {
  test.each([19042, 26100])('DNS is matched by id, each packet once (build %d)', (build) => {
    const log = new PktMonLog({ build });
    log.packet(0, dnsQuery(ask, 7, 'A', 'a.example.com'), 'Tx');
    log.packet(1, dnsQuery(ask, 8, 'AAAA', 'a.example.com'), 'Tx');
    log.packet(12, dnsAnswer(answer, 8, ['A 198.51.100.7'], 'a.example.com'), 'Rx');
    log.packet(25, dnsAnswer(answer, 7, ['A 198.51.100.7'], 'a.example.com'), 'Rx');
    const connection = only(observe(log), 'udp');
    expect(connection.state).toBe('answered');
    expect(connection.observed.unanswered).toMatchObject({ requests: 2, answered: 2, icmpErrors: [], evidence: [] });
    expect(connection.observed.rttMs).toMatchObject({ min: 11, median: 11, samples: 2, last: 25 });
  });

  test('DNS without an answer shows the request; asking again is not another request', () => {
    const log = new PktMonLog();
    for (const atMs of [0, 1000, 2000, 6000]) log.packet(atMs, dnsQuery(ask, 9, 'A', 'b.example.com'), 'Tx');
    log.packet(9000, icmpEcho({ source: HOST, destination: FAR }, 'request', 1, 1), 'Tx');
    const connection = only(observe(log), 'udp');
    expect(connection.state).toBe('unanswered');
    expect(connection.observed.unanswered).toMatchObject({ requests: 1, answered: 0 });
    expect(connection.observed.unanswered?.evidence[0]?.text).toContain('b.example.com');
    expect(connection.observed.sent?.segments).toBe(4);
  });

  test('other protocols take turns', () => {
    const log = new PktMonLog();
    const to = { source: HOST, sourcePort: 50_600, destination: FAR, destinationPort: 123 };
    const from = { source: FAR, sourcePort: 123, destination: HOST, destinationPort: 50_600 };
    for (const atMs of [0, 5_000, 10_000]) log.packet(atMs, udp(to, 48), 'Tx');
    for (const atMs of [30, 10_030]) log.packet(atMs, udp(from, 48), 'Rx');
    expect(only(observe(log), 'udp').observed.unanswered).toMatchObject({ requests: 3, answered: 2 });
  });

  test('an ICMP error is told to the flow it speaks of', () => {
    const log = new PktMonLog();
    log.packet(0, dnsQuery(ask, 7, 'A', 'a.example.com'), 'Tx');
    log.packet(3, icmp({ source: DNS, destination: HOST }, `${DNS} udp port 53 unreachable`), 'Rx');
    const { observed } = only(observe(log), 'udp');
    expect(observed.unanswered).toMatchObject({
      requests: 1,
      answered: 0,
      icmpErrors: [{ type: 'port-unreachable', count: 1, mtuBytes: null }],
    });
    expect(observed.unanswered?.evidence.at(-1)?.text).toContain('unreachable');
  });

  test('a broadcast of the net is no conversation', () => {
    const log = new PktMonLog();
    log.packet(0, udp({ source: HOST, sourcePort: 137, destination: '192.0.2.255', destinationPort: 137 }, 50), 'Tx');
    expect(observe(log).connections.map((one) => one.observed)).toEqual([null]);
  });
});

describe('ICMP', () => {
  test('echoes are matched by id and sequence', () => {
    const log = new PktMonLog();
    for (const sequence of [1, 2, 3, 4]) {
      log.packet(sequence * 1000, icmpEcho({ source: HOST, destination: FAR }, 'request', 1, sequence), 'Tx');
      if (sequence !== 3)
        log.packet(sequence * 1000 + 12, icmpEcho({ source: FAR, destination: HOST }, 'reply', 1, sequence), 'Rx');
    }
    const { observed, state } = only(observe(log), 'icmp');
    expect(state).toBe('partly answered');
    expect(observed.unanswered).toMatchObject({ requests: 4, answered: 3 });
    expect(observed.unanswered?.evidence[0]?.text).toContain('seq 3');
    expect(observed.rttMs).toMatchObject({ median: 12, samples: 3 });
  });

  test('an unreachable host is told to the echo', () => {
    const log = new PktMonLog();
    log.packet(0, icmpEcho({ source: HOST, destination: FAR }, 'request', 1, 1), 'Tx');
    log.packet(5, icmp({ source: '192.0.2.1', destination: HOST }, `host ${FAR} unreachable`), 'Rx');
    const echo = observe(log).connections.find((one) => one.remote === FAR);
    expect(echo?.observed?.unanswered).toMatchObject({
      requests: 1,
      answered: 0,
      icmpErrors: [{ type: 'host-unreachable', count: 1 }],
    });
  });

  test('a packet too big names the MTU on the connection that sent it', () => {
    const story = new Story().handshake().out(30, 'P.', { sequence: ISN.client + 1, payloadBytes: 1460 });
    story.log.packet(
      34,
      icmp(
        { source: '203.0.113.1', destination: CLIENT.address },
        `${SERVER.address} unreachable - need to frag (mtu 1400)`,
        556,
      ),
      'Rx',
    );
    story.out(35, 'P.', { sequence: ISN.client + 1, payloadBytes: 1460 });
    const { observed } = only(observe(story.log));
    expect(observed.unanswered?.icmpErrors).toEqual([{ type: 'packet-too-big', count: 1, mtuBytes: 1400 }]);
    expect(observed.handshake?.outcome).toBe('established');
  });

  test('a SYN to a host that a router cannot reach is unreachable', () => {
    const story = new Story().out(0, 'S', { sequence: ISN.client });
    story.log.packet(
      3000,
      icmp({ source: '203.0.113.1', destination: CLIENT.address }, `host ${SERVER.address} unreachable`),
      'Rx',
    );
    story.out(3010, 'S', { sequence: ISN.client });
    const connection = only(observe(story.log));
    expect(connection.connect).toMatchObject({ outcome: 'unreachable', ms: 3000 });
    expect(kinds(connection.observed)).toMatchObject({ events: 1, syn: 1 });
  });
});

describe('neighbours', () => {
  test('those that do not answer come first, with the lines', () => {
    const log = new PktMonLog();
    const mac = '00-00-5E-00-53-10';
    log.packet(0, arpRequest(HOST, mac, '192.0.2.1'), 'Tx');
    log.packet(1, arpReply('192.0.2.1', '00-00-5E-00-53-01', mac), 'Rx');
    for (const atMs of [10, 1010, 2010]) log.packet(atMs, arpRequest(HOST, mac, '192.0.2.77'), 'Tx');
    for (const atMs of [20, 1020]) log.packet(atMs, neighborSolicitation('fe80::10', 'fe80::77'), 'Tx');
    // Others that ask, and probes for an address of one's own: silence is no sign of trouble.
    log.packet(30, arpRequest('192.0.2.30', '00-00-5E-00-53-30', '192.0.2.31'), 'Rx');
    log.packet(40, arpRequest('0.0.0.0', mac, '192.0.2.99'), 'Tx');
    log.packet(50, arpRequest(HOST, mac, HOST), 'Tx');
    const found = observe(log).neighbours ?? [];
    expect(
      found.map(({ target, requests, replies, unansweredAtEnd }) => [target, requests, replies, unansweredAtEnd]),
    ).toEqual([
      ['192.0.2.77', 3, 0, 3],
      ['fe80::77', 2, 0, 2],
      ['192.0.2.1', 1, 1, 0],
    ]);
    expect(found[0]?.evidence).toHaveLength(3);
    expect(found[0]?.evidence[0]?.text).toContain('who-has 192.0.2.77');
  });
});
