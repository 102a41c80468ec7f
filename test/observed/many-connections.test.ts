import { describe, expect, test } from 'vitest';
import type { ConnectionSummary } from '../../src/aggregate/case.js';
import { wiredMachine, wirelessMachine } from '../scenario/machines.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import { seededRandom } from '../scenario/random.js';
import type { Retransmission } from '../scenario/segment.js';
import { Conversation, SYN_GAPS_MS } from '../scenario/tcp-conversation.js';
import { observe } from './observe.js';

const CONNECTIONS = 200;

interface Life {
  readonly local: string;
  readonly conversation: Conversation;
  readonly outcome: string;
  readonly end: string;
  readonly keepAlives: number;
}

/** One connection with random loss: what happened is known, what is written is only its packets. */
function live(index: number, random: () => number): Life {
  const upTo = (bound: number) => Math.floor(random() * bound);
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length)] as T;
  const thisHost = pick(['client', 'client', 'server'] as const);
  const here = { address: '192.0.2.10', port: thisHost === 'client' ? 50_000 + index : 443 };
  const there = { address: `198.51.100.${1 + (index % 250)}`, port: thisHost === 'client' ? 443 : 50_000 + index };
  const conversation = new Conversation({
    client: thisHost === 'client' ? here : there,
    server: thisHost === 'client' ? there : here,
    thisHost,
    startMs: upTo(20_000),
    rttMs: 1 + upTo(90),
    initialSequence: { client: upTo(2 ** 32), server: upTo(2) === 0 ? 2 ** 32 - upTo(20_000) : upTo(2 ** 32) },
  });
  const local = `${here.address}:${here.port}`;
  const fate = upTo(20);
  if (fate === 0)
    return {
      local,
      conversation: conversation.connectInVain(pick(Object.values(SYN_GAPS_MS))),
      outcome: 'unanswered',
      end: 'open',
      keepAlives: 0,
    };
  if (fate === 1)
    return { local, conversation: conversation.connectRefused(), outcome: 'refused', end: 'refused', keepAlives: 0 };
  conversation.connect(pick([0, 0, 0, 1, 2]), pick(Object.values(SYN_GAPS_MS)));
  // Both ends need a round trip that was measured before something is lost.
  conversation.send('client', 200 + upTo(3_000)).send('server', 200 + upTo(3_000));
  let keepAlives = 0;
  for (let step = upTo(12); step > 0; step--) {
    const from = pick(['client', 'server'] as const);
    switch (upTo(7)) {
      case 0:
        conversation.loseInBurst(from, 3 + upTo(6));
        break;
      case 1:
        conversation.loseTail(from, 1 + upTo(1460));
        break;
      case 2:
        conversation.loseUntilTimeout(from, 1 + upTo(4), 2 + upTo(1459));
        break;
      case 3:
        conversation.wait(5_000).keepAlive(from);
        keepAlives++;
        break;
      case 4:
        conversation.wait(upTo(3_000));
        break;
      default:
        conversation.send(from, 1 + upTo(20_000));
    }
  }
  const established = { local, conversation, outcome: 'established', keepAlives };
  switch (upTo(4)) {
    case 0:
      conversation.reset(pick(['client', 'server'] as const));
      return { ...established, end: 'rst' };
    case 1:
      conversation.giveUp(thisHost);
      return { ...established, end: 'retransmission-limit' };
    case 2:
      return { ...established, end: 'open' };
    default:
      conversation.close(pick(['client', 'server'] as const));
      return { ...established, end: 'fin' };
  }
}

/** The capture cannot show the second copy of a segment whose first one it never saw, unless it left a gap. */
function isVisible(one: Retransmission): boolean {
  return one.originalSeen || one.kind === 'fast';
}

function expected({ conversation, outcome, end, keepAlives }: Life, thisHost: 'client' | 'server') {
  const truth = conversation.retransmissions().filter(isVisible);
  const count = (kind: string) => truth.filter((one) => one.kind === kind).length;
  const segments = conversation
    .segments()
    .map(({ frame, from }) => ({ from, bytes: Number(/length (\d+)/.exec(frame.text)?.[1] ?? 0) }));
  const bytes = (isHere: boolean) =>
    segments.filter((one) => (one.from === thisHost) === isHere).reduce((sum, one) => sum + one.bytes, 0);
  return {
    events: truth.length,
    syn: count('syn'),
    rto: count('rto'),
    tlp: count('tlp'),
    fast: count('fast'),
    out: truth.filter((one) => one.from === thisHost).length,
    bytes: truth.reduce((sum, one) => sum + one.payloadBytes, 0),
    sentAndReceived: bytes(true) + bytes(false) - keepAlives,
    outcome,
    end,
    keepAlives,
  };
}

function found({ observed }: ConnectionSummary) {
  const counts = observed?.retransmits;
  return {
    events: counts?.events,
    syn: counts?.syn,
    rto: counts?.rto,
    tlp: counts?.tlp,
    fast: counts?.fast,
    out: counts?.out,
    bytes: counts?.bytes,
    sentAndReceived: (observed?.sent?.bytes ?? 0) + (observed?.received?.bytes ?? 0),
    outcome: observed?.handshake?.outcome,
    end: observed?.end?.how,
    keepAlives: observed?.keepAlives,
  };
}

describe(`${CONNECTIONS} connections with random loss`, () => {
  test.each([
    ['one id per packet', { build: 19042, machine: wiredMachine() }],
    ['one id per snapshot', { build: 26100, machine: wiredMachine() }],
    ['one id per snapshot, Wi-Fi', { build: 26200, machine: wirelessMachine() }],
  ])('have the counts of the truth: %s', (_, options) => {
    const random = seededRandom(options.build);
    const lives = Array.from({ length: CONNECTIONS }, (_item, index) => live(index, random));
    const log = new PktMonLog(options);
    for (const { conversation } of lives) log.play(conversation);
    const connections = new Map(observe(log).connections.map((one) => [`${one.local} ${one.remote}`, one]));
    expect(connections.size).toBe(CONNECTIONS);
    let events = 0;
    for (const [index, life] of lives.entries()) {
      const isClient = life.local.endsWith(`:${50_000 + index}`);
      const remote = `198.51.100.${1 + (index % 250)}:${isClient ? 443 : 50_000 + index}`;
      const connection = connections.get(`${life.local} ${remote}`);
      const truth = expected(life, isClient ? 'client' : 'server');
      expect(connection && { index, ...found(connection) }).toEqual({ index, ...truth });
      events += truth.events;
    }
    // Enough of everything, or the test says nothing.
    expect(events).toBeGreaterThan(400);
  });
});
