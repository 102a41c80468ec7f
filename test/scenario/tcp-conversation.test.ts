import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment, Side } from './segment.js';
import { Conversation } from './tcp-conversation.js';

const ends = {
  client: { address: '192.0.2.10', port: 50100 },
  server: { address: '198.51.100.27', port: 443 },
};

/** What a reader sees who knows nothing but the segments: ranges of this host that begin below its highest sequence. */
function repeatedRanges(segments: readonly Segment[], from: Side): number {
  let highest: number | undefined;
  let repeated = 0;
  for (const { frame, from: sender } of segments) {
    const match = /Flags \[([^\]]+)\], seq (\d+)(?::(\d+))?/.exec(frame.text);
    if (sender !== from || !match || match[1]?.includes('R')) continue;
    const start = Number(match[2]);
    const length =
      match[1]?.includes('S') || match[1]?.includes('F') ? 1 : (Number(match[3]) - start + 2 ** 32) % 2 ** 32;
    // Signed distance modulo 2^32.
    const ahead = highest === undefined ? 0 : (start - highest) | 0;
    if (ahead < 0) repeated += 1;
    else highest = (start + length) % 2 ** 32;
  }
  return repeated;
}

type Step = (conversation: Conversation) => unknown;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 1, max: 9000 }).map(
    (bytes): Step =>
      (c) =>
        c.send('client', bytes),
  ),
  fc.integer({ min: 1, max: 9000 }).map(
    (bytes): Step =>
      (c) =>
        c.send('server', bytes),
  ),
  fc.constant<Step>((c) => c.loseInBurst('client')),
  fc.constant<Step>((c) => c.loseTail('client')),
  fc.integer({ min: 1, max: 4 }).map(
    (copies): Step =>
      (c) =>
        c.loseUntilTimeout('client', copies),
  ),
);

describe('a conversation', () => {
  test('its own retransmissions are exactly those a reader of the segments finds', () => {
    fc.assert(
      fc.property(
        fc.array(steps, { maxLength: 12 }),
        fc.nat({ max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 3 }),
        (story, isn, lostSyns) => {
          const conversation = new Conversation({
            ...ends,
            initialSequence: { client: isn, server: 9 },
          }).connect(lostSyns);
          for (const step of story) step(conversation);
          conversation.close();
          const truth = conversation.retransmissions().filter((one) => one.from === 'client');
          expect(repeatedRanges(conversation.segments(), 'client')).toBe(truth.length);
        },
      ),
    );
  });

  test('acknowledges everything at the end', () => {
    const conversation = new Conversation(ends).connect().send('client', 4000).loseInBurst('server').close();
    const last = conversation.segments().at(-1)?.frame.text ?? '';
    // 1 SYN, 5 segments of 1460 bytes, 1 FIN behind 3204519551.
    expect(last).toContain(`198.51.100.27.443: Flags [.], ack ${3204519551 + 1 + 5 * 1460 + 1},`);
  });

  test('unanswered SYNs come at 0, 1, 3, 7 and 15 seconds', () => {
    const segments = new Conversation(ends).connectInVain().segments();
    expect(segments.map((segment) => segment.atMs / 1000)).toEqual([0, 1, 3, 7, 15]);
  });

  test('gives up after five retransmissions whose gaps double, then resets', () => {
    const conversation = new Conversation(ends).connect().giveUp('client');
    const times = conversation.retransmissions().map((one) => one.atMs);
    const gaps = times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
    expect(gaps).toEqual([600, 1200, 2400, 4800]);
    expect(conversation.segments().at(-1)?.frame.text).toContain('Flags [R.]');
  });

  test('a loss before this host leaves a gap, not a first copy', () => {
    const conversation = new Conversation(ends).connect().loseUntilTimeout('server', 2);
    expect(conversation.retransmissions()).toMatchObject([{ from: 'server', kind: 'rto', originalSeen: false }]);
  });
});
