import { describe, expect, test } from 'vitest';
import { wirelessMachine } from '../scenario/machines.js';
import type { LogOptions } from '../scenario/log-options.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import type { ConversationOptions } from '../scenario/segment.js';
import { Conversation, SYN_GAPS_MS } from '../scenario/tcp-conversation.js';
import { kinds, observe, only } from './observe.js';
import { CLIENT, SERVER } from './story.js';

const NONE = { events: 0, syn: 0, rto: 0, tlp: 0, fast: 0 };

function told(
  tell: (conversation: Conversation) => unknown,
  options: Partial<ConversationOptions> = {},
  log: Partial<LogOptions> = {},
) {
  const conversation = new Conversation({ client: CLIENT, server: SERVER, ...options });
  tell(conversation);
  const written = new PktMonLog(log);
  written.play(conversation);
  return only(observe(written));
}

describe('a connection without loss', () => {
  const life = (c: Conversation) =>
    c.connect().send('client', 900).send('server', 40_000).send('client', 5_000).close();

  test.each([
    ['one id per packet (19042)', { build: 19042 }],
    ['one id per snapshot (26100)', { build: 26100 }],
    ['Wi-Fi, where components cut differently', { build: 26100, machine: wirelessMachine() }],
  ] as const)('seen at every component has no retransmission: %s', (_, log) => {
    const { observed, packetLines } = told(life, {}, log);
    expect(packetLines).toBeGreaterThan(6 * 40);
    expect(kinds(observed)).toEqual(NONE);
    expect(observed).toMatchObject({
      source: 'observed',
      handshake: { initiator: 'local', outcome: 'established', ms: 18, synOffsets: [], pattern: null },
      sent: { bytes: 5_900 },
      received: { bytes: 40_000 },
      end: { how: 'fin', by: 'local', resetClass: null },
      duplicateAcks: 0,
      outOfOrder: 0,
      zeroWindows: 0,
      keepAlives: 0,
      episodes: [],
      notSeen: [],
    });
  });

  test('has the same story when the server captures', () => {
    const { observed, local } = told(life, { thisHost: 'server', client: SERVER, server: CLIENT });
    expect(local).toBe('192.0.2.10:50100');
    expect(kinds(observed)).toEqual(NONE);
    expect(observed).toMatchObject({
      handshake: { initiator: 'remote', outcome: 'established' },
      sent: { bytes: 40_000 },
      received: { bytes: 5_900 },
      end: { how: 'fin', by: 'remote' },
    });
  });

  test('counts volumes, round trips and the short fields of the connection', () => {
    const connection = told(life);
    expect(connection.observed.rttMs?.min).toBeCloseTo(18, 0);
    expect(connection).toMatchObject({
      state: 'closed',
      sent: { bytes: 5_900 },
      connect: { outcome: 'established', ms: 18, synRetransmits: 0 },
      end: { how: 'fin', by: 'local' },
      retransmits: NONE,
    });
  });
});

describe('retransmissions by kind', () => {
  test('a lost segment that duplicate acknowledgements bring back is fast', () => {
    const { observed } = told((c) => c.connect().send('client', 900).loseInBurst('client').close());
    expect(kinds(observed)).toEqual({ ...NONE, events: 1, fast: 1 });
    expect(observed.duplicateAcks).toBe(4);
    expect(observed.retransmissions).toMatchObject([{ direction: 'out', kind: 'fast', bytes: 1460, copy: 1 }]);
    expect(observed.episodes).toMatchObject([{ direction: 'out', segments: 1, bytes: 1460, recovered: true }]);
  });

  test('a segment lost before this host leaves a gap that is filled: fast, and needed', () => {
    const { observed } = told((c) => c.connect().send('server', 900).loseInBurst('server').close());
    expect(kinds(observed)).toEqual({ ...NONE, events: 1, fast: 1 });
    expect(observed.retransmissions).toMatchObject([{ direction: 'in', kind: 'fast', afterMs: null, spurious: false }]);
    expect(observed.retransmits).toMatchObject({ in: 1, out: 0, spurious: 0 });
  });

  test('the last segment after two round trips is a tail loss probe', () => {
    const { observed } = told((c) => c.connect().send('client', 900).loseTail('client').close());
    expect(kinds(observed)).toEqual({ ...NONE, events: 1, tlp: 1 });
    expect(observed.retransmissions[0]).toMatchObject({ kind: 'tlp', bytes: 1460, afterMs: 46, copy: 1 });
  });

  test('a segment repeated by the timer is counted once for each copy', () => {
    const { observed } = told((c) => c.connect().send('client', 900).loseUntilTimeout('client', 3).close());
    expect(kinds(observed)).toEqual({ ...NONE, events: 3, rto: 3 });
    expect(observed.retransmits).toMatchObject({ mostCopies: 3, episodes: 1, segments: 3, bytes: 3 * 1460 });
    expect(observed.episodes[0]).toMatchObject({ recovered: true, longestSilenceMs: 1200 });
  });

  test('the timeline gets each retransmission', () => {
    const log = new PktMonLog();
    log.play(new Conversation({ client: CLIENT, server: SERVER }).connect(2).send('client', 900).loseTail('client'));
    const { timeline } = observe(log);
    expect(timeline.series.retransmits.reduce((sum, count) => sum + count, 0)).toBe(3);
  });
});

describe('lost SYNs', () => {
  test('a second SYN that is answered costs a second (Windows 11)', () => {
    const { observed } = told((c) => c.connect(1).send('client', 90).close());
    expect(kinds(observed)).toEqual({ ...NONE, events: 1, syn: 1 });
    expect(observed.handshake).toMatchObject({ outcome: 'established', ms: 1018, synOffsets: [1] });
    expect(observed.handshake?.pattern).toContain('first timeout of 1 s');
  });

  test('a second SYN that is answered costs three seconds (Windows 10)', () => {
    const { observed } = told((c) => c.connect(1, SYN_GAPS_MS.windows10).close());
    expect(observed.handshake).toMatchObject({ ms: 3018, synOffsets: [3] });
    expect(observed.handshake?.pattern).toContain('Windows 8 to 10');
  });

  test.each([
    ['Windows 11', SYN_GAPS_MS.windows11, [1, 3, 7, 15], 'Windows 11'],
    ['Windows 10', SYN_GAPS_MS.windows10, [3, 9], 'Windows 8 to 10'],
    ['Linux', [1000, 2000, 4000, 8000, 16_000, 32_000], [1, 3, 7, 15, 31, 63], 'Linux'],
  ] as const)('unanswered ones name the default: %s', (_, gaps, synOffsets, words) => {
    const connection = told((c) => c.connectInVain(gaps));
    expect(connection.state).toBe('unanswered');
    expect(connection.observed.handshake).toMatchObject({ outcome: 'unanswered', ms: null, synOffsets });
    expect(connection.observed.handshake?.pattern).toContain(words);
    expect(kinds(connection.observed)).toEqual({ ...NONE, events: synOffsets.length, syn: synOffsets.length });
    expect(connection.observed.episodes).toMatchObject([{ recovered: false }]);
    expect(connection.observed.handshake?.evidence[0]?.text).toContain('Flags [S]');
  });

  test('refused three times is refused, not lost', () => {
    const connection = told((c) => c.connectRefused());
    expect(connection).toMatchObject({ state: 'refused', connect: { outcome: 'refused', synRetransmits: 2 } });
    expect(connection.observed.handshake?.pattern).toContain('0.5 s after each refusal');
    expect(connection.observed.end).toMatchObject({ how: 'refused', by: 'remote', resetClass: 'port-closed' });
    expect(connection.observed.episodes).toEqual([]);
    expect(connection.observed.retransmits).toMatchObject({ syn: 2, spurious: 0 });
  });
});

describe('sequence numbers that wrap around', () => {
  test.each([2 ** 32 - 1, 2 ** 32 - 700, 2 ** 32 - 3_000, 2 ** 31 - 10])(
    'starting at %d give the same story',
    (isn) => {
      const options = { initialSequence: { client: isn, server: isn } };
      const { observed } = told(
        (c) =>
          c
            .connect()
            .send('client', 4_000)
            .loseInBurst('client')
            .loseUntilTimeout('client', 2)
            .send('server', 9_000)
            .loseInBurst('server')
            .close(),
        options,
      );
      expect(kinds(observed)).toEqual({ ...NONE, events: 4, fast: 2, rto: 2 });
      expect(observed.outOfOrder).toBe(0);
    },
  );
});
