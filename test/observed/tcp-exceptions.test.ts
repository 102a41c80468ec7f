import { describe, expect, test } from 'vitest';
import { kinds, observe, only } from './observe.js';
import { ISN, Story } from './story.js';

const NONE = { events: 0, syn: 0, rto: 0, tlp: 0, fast: 0 };
const C = ISN.client + 1;
const S = ISN.server + 1;
const told = (story: Story) => only(observe(story.log)).observed;

describe('what only looks like a retransmission', () => {
  test('a keep-alive repeats an acknowledged byte', () => {
    const story = new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 100 })
      .in(50, '.', { acknowledgement: C + 100 });
    for (const atMs of [45_050, 90_050]) {
      story.out(atMs, '.', { sequence: C + 99, payloadBytes: 1 }).in(atMs + 20, '.', { acknowledgement: C + 100 });
    }
    const observed = told(story);
    expect(kinds(observed)).toEqual(NONE);
    expect(observed).toMatchObject({ keepAlives: 2, duplicateAcks: 0, sent: { bytes: 100 } });
    expect(observed.longestIdle).toMatchObject({ ms: 45_000 });
  });

  test('a single byte that nobody acknowledged is data, also the second time', () => {
    const story = new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 1 })
      .out(330, 'P.', { sequence: C, payloadBytes: 1 })
      .in(350, '.', { acknowledgement: C + 1 });
    expect(kinds(told(story))).toEqual({ ...NONE, events: 1, rto: 1 });
  });

  test('probes against a closed window are counted as probes, and the data behind them is new', () => {
    const story = new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 1000 })
      .in(50, '.', { acknowledgement: C + 1000, window: 0 });
    for (const atMs of [350, 950, 2150]) {
      story
        .out(atMs, '.', { sequence: C + 1000, payloadBytes: 1 })
        .in(atMs + 20, '.', { acknowledgement: C + 1000, window: 0 });
    }
    story
      .in(3000, '.', { acknowledgement: C + 1000, window: 512 })
      .out(3001, 'P.', { sequence: C + 1000, payloadBytes: 1000 })
      .in(3021, '.', { acknowledgement: C + 2000, window: 512 });
    const observed = told(story);
    expect(kinds(observed)).toEqual(NONE);
    expect(observed).toMatchObject({
      zeroWindows: 1,
      zeroWindowsBy: 'remote',
      windowProbes: 3,
      duplicateAcks: 0,
      sent: { bytes: 2000 },
    });
  });

  test('segments that arrive in another order are not lost', () => {
    const story = new Story()
      .handshake()
      .in(40, '.', { sequence: S, payloadBytes: 1460 })
      .in(40.4, '.', { sequence: S + 2920, payloadBytes: 1460 })
      .out(40.5, '.', { acknowledgement: S + 1460, options: `nop,nop,sack 1 {${S + 2920}:${S + 4380}}` })
      .in(40.9, '.', { sequence: S + 1460, payloadBytes: 1460 })
      .out(41, '.', { acknowledgement: S + 4380 });
    const observed = told(story);
    expect(kinds(observed)).toEqual(NONE);
    expect(observed).toMatchObject({ outOfOrder: 1, received: { bytes: 4380 } });
  });

  test('the same gap filled a round trip after duplicate acknowledgements was lost', () => {
    const story = new Story().handshake().in(40, '.', { sequence: S, payloadBytes: 1460 });
    for (const segment of [2, 3, 4, 5]) {
      story
        .in(40 + segment / 10, '.', { sequence: S + 1460 * segment, payloadBytes: 1460 })
        .out(40.05 + segment / 10, '.', { acknowledgement: S + 1460 });
    }
    story.in(61, '.', { sequence: S + 1460, payloadBytes: 1460 }).out(61.1, '.', { acknowledgement: S + 1460 * 6 });
    const observed = told(story);
    expect(kinds(observed)).toEqual({ ...NONE, events: 1, fast: 1 });
    expect(observed.outOfOrder).toBe(0);
  });

  test.each([
    ['two duplicates are reordering', [2, 3, 4], { outOfOrder: 1, retransmits: { fast: 0 } }],
    ['three are a retransmission', [2, 3, 4, 5], { outOfOrder: 0, retransmits: { fast: 1 } }],
  ])('on a path of 0.2 ms %s', (_, segments, expected) => {
    const story = new Story()
      .out(0, 'S', { sequence: ISN.client, options: 'mss 1460' })
      .in(0.2, 'S.', { sequence: ISN.server, options: 'mss 1460' })
      .out(0.25, '.')
      .in(10, '.', { sequence: S, payloadBytes: 1460 });
    for (const segment of segments) {
      const atMs = 10 + segment / 50;
      story
        .in(atMs, '.', { sequence: S + 1460 * segment, payloadBytes: 1460 })
        .out(atMs + 0.03, '.', { acknowledgement: S + 1460 });
    }
    story.in(10.6, '.', { sequence: S + 1460, payloadBytes: 1460 });
    expect(told(story)).toMatchObject(expected);
  });

  test('a super-segment that another component sees cut into single ones is one transmission', () => {
    const story = new Story().handshake();
    // Large send offload: 4380 bytes leave the stack in one piece; the log has it whole above and cut below.
    story.out(30, 'P.', { sequence: C, payloadBytes: 4380 }).in(50, '.', { acknowledgement: C + 4380 });
    expect(told(story)).toMatchObject({ sent: { bytes: 4380, segments: 4 }, largestSegmentBytes: 4380 });
  });

  test('a copy of a part of a super-segment is a copy of that part', () => {
    const story = new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 4380 })
      .in(50, '.', { acknowledgement: C + 1460 })
      .out(330, '.', { sequence: C + 1460, payloadBytes: 1460 })
      .in(350, '.', { acknowledgement: C + 4380 });
    const observed = told(story);
    expect(observed.retransmissions).toMatchObject([
      { kind: 'rto', sequence: C + 1460, bytes: 1460, segments: 1, afterMs: 300 },
    ]);
  });
});

describe('retransmissions that were not needed', () => {
  const lateAck = () =>
    new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 500 })
      .out(340, 'P.', { sequence: C, payloadBytes: 500 });

  test('a duplicate selective acknowledgement (DSACK) says so', () => {
    const story = lateAck()
      .in(360, '.', { acknowledgement: C + 500 })
      .in(361, '.', { acknowledgement: C + 500, options: `nop,nop,sack 1 {${C}:${C + 500}}` });
    const observed = told(story);
    expect(observed.retransmits).toMatchObject({ events: 1, rto: 1, spurious: 1 });
    expect(observed.retransmissions[0]?.spurious).toBe(true);
  });

  test('an acknowledgement that comes too soon answers the first copy', () => {
    expect(told(lateAck().in(345, '.', { acknowledgement: C + 500 })).retransmits).toMatchObject({ spurious: 1 });
    expect(told(lateAck().in(361, '.', { acknowledgement: C + 500 })).retransmits).toMatchObject({ spurious: 0 });
  });

  test('a timestamp echo older than the copy answers the first one', () => {
    const stamped = (echo: number) =>
      new Story()
        .handshake('mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7')
        .out(30, 'P.', { sequence: C, payloadBytes: 500, options: 'nop,nop,TS val 130 ecr 100' })
        .out(340, 'P.', { sequence: C, payloadBytes: 500, options: 'nop,nop,TS val 440 ecr 100' })
        .in(365, '.', { acknowledgement: C + 500, options: `nop,nop,TS val 900 ecr ${echo}` });
    expect(told(stamped(130)).retransmissions[0]?.spurious).toBe(true);
    expect(told(stamped(440)).retransmissions[0]?.spurious).toBe(false);
  });

  test('two acknowledgements in a row after a timeout without another copy (F-RTO)', () => {
    const story = new Story().handshake();
    for (const segment of [0, 1, 2])
      story.out(30 + segment / 10, '.', { sequence: C + 1460 * segment, payloadBytes: 1460 });
    story
      .out(340, '.', { sequence: C, payloadBytes: 1460 })
      .in(360, '.', { acknowledgement: C + 1460 })
      .in(361, '.', { acknowledgement: C + 2920 });
    expect(told(story).retransmits).toMatchObject({ rto: 1, spurious: 1 });
  });

  test('both copies at the receiver', () => {
    const story = new Story()
      .handshake()
      .in(30, 'P.', { sequence: S, payloadBytes: 500 })
      .out(30.1, '.', { acknowledgement: S + 500 })
      .in(250, 'P.', { sequence: S, payloadBytes: 500 })
      .out(250.1, '.', { acknowledgement: S + 500 });
    expect(told(story).retransmissions).toMatchObject([{ direction: 'in', spurious: true, afterMs: 220 }]);
  });

  test('the drop line "duplicate segment" says that the stack had it', () => {
    const story = lateAck();
    story.drop(341, 'client', 'P.', { sequence: C, payloadBytes: 500 }, [
      { reason: 'INET: duplicate segment', location: '0xE000450A' },
    ]);
    expect(told(story).retransmits).toMatchObject({ spurious: 1, droppedHere: 0 });
  });
});

describe('drop lines', () => {
  const FULL = { reason: 'Insufficient resources', location: '0xE0001007' };

  test('explain the copy and are never a transmission', () => {
    const story = new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 500 }, [FULL])
      .out(330, 'P.', { sequence: C, payloadBytes: 500 })
      .in(350, '.', { acknowledgement: C + 500 });
    const observed = told(story);
    expect(observed.retransmissions).toMatchObject([{ droppedHere: true, spurious: false, kind: 'rto' }]);
    expect(observed.retransmits).toMatchObject({ events: 1, droppedHere: 1 });
    expect(observed.sent).toEqual({ bytes: 1000, segments: 3 });
  });

  test('elsewhere do not explain it', () => {
    const story = new Story()
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 500 })
      .out(330, 'P.', { sequence: C, payloadBytes: 500 })
      .in(350, '.', { acknowledgement: C + 500 });
    story.drop(900, 'client', 'P.', { sequence: C + 500, payloadBytes: 500 }, [FULL]);
    expect(told(story).retransmissions).toMatchObject([{ droppedHere: false }]);
  });

  test('are unknown in a log that holds packets only', () => {
    const story = new Story({ captures: 'flow', hasRundown: false })
      .handshake()
      .out(30, 'P.', { sequence: C, payloadBytes: 500 })
      .out(330, 'P.', { sequence: C, payloadBytes: 500 });
    expect(told(story).retransmissions).toMatchObject([{ droppedHere: null }]);
  });

  test('of a SYN alone make a handshake that was dropped here', () => {
    const story = new Story();
    for (const atMs of [0, 1000, 3000, 7000, 15_000]) {
      story.drop(atMs, 'client', 'S', { sequence: ISN.client }, [
        { reason: 'Inspection drop', location: '0xE0004133' },
        { reason: 'Inspection drop', location: '0xE0004134' },
      ]);
    }
    const connection = only(observe(story.log));
    expect(connection.state).toBe('dropped-here');
    expect(connection.observed.handshake).toMatchObject({
      initiator: 'local',
      outcome: 'dropped-here',
      synOffsets: [1, 3, 7, 15],
    });
    expect(connection.observed).toMatchObject({ sent: null, retransmits: null, end: null });
    expect(connection.observed.notSeen[0]).toContain('Only drop lines');
  });

  test('of a SYN that was seen, too, do not add copies', () => {
    const story = new Story()
      .out(0, 'S', { sequence: ISN.client }, [FULL])
      .out(1000, 'S', { sequence: ISN.client }, [FULL]);
    expect(told(story)).toMatchObject({
      handshake: { outcome: 'dropped-here', synOffsets: [1] },
      retransmits: { events: 1, syn: 1, droppedHere: 1 },
    });
  });
});

describe('what cannot be seen is said', () => {
  test('a capture that begins in the middle', () => {
    const story = new Story()
      .out(0, 'P.', { sequence: C, payloadBytes: 300 })
      .in(20, '.', { acknowledgement: C + 300 });
    const observed = told(story);
    expect(observed.handshake).toMatchObject({ outcome: 'not-captured', initiator: null, ms: null });
    expect(observed.notSeen).toEqual([expect.stringContaining('begins in the middle')]);
    expect(observed.rttMs).toMatchObject({ median: 20, samples: 1 });
  });

  test('a first keep-alive in the middle is not data', () => {
    const story = new Story().out(0, '.', { sequence: C, payloadBytes: 1 }).in(20, '.', { acknowledgement: C + 1 });
    expect(told(story)).toMatchObject({ keepAlives: 1, sent: { bytes: 0 } });
  });

  test('one direction only', () => {
    const story = new Story()
      .out(0, 'P.', { sequence: C, payloadBytes: 300 })
      .out(20, 'P.', { sequence: C + 300, payloadBytes: 300 });
    expect(told(story).notSeen.join()).toContain('Only one direction');
  });

  test('bytes that were acknowledged and never seen', () => {
    const story = new Story().handshake().in(40, '.', { acknowledgement: C + 700 });
    expect(told(story).notSeen).toEqual([expect.stringContaining('700 bytes were acknowledged')]);
  });

  test('two connections on the same ports', () => {
    const story = new Story()
      .handshake()
      .out(100, 'R.', { sequence: C })
      .out(9000, 'S', { sequence: 77_000, options: 'mss 1460' })
      .in(9020, 'S.', { sequence: 99_000, acknowledgement: 77_001, options: 'mss 1460' })
      .out(9020.1, '.', { acknowledgement: 99_001 });
    const observed = told(story);
    expect(kinds(observed)).toEqual(NONE);
    expect(observed.handshake).toMatchObject({ outcome: 'established', ms: 20 });
    expect(observed.end?.how).toBe('open');
    expect(observed.notSeen).toEqual([expect.stringContaining('2 connections used these ports')]);
  });

  test('a second capture of the same time is not mixed in', () => {
    const story = (build: number) => new Story({ build }).handshake().out(30, 'P.', { sequence: C, payloadBytes: 500 });
    const { observed } = only(observe(story(26100).log, story(26100).log));
    expect(kinds(observed)).toEqual(NONE);
    expect(observed.sent?.bytes).toBe(500);
    expect(observed.notSeen.join()).toContain('Several inputs');
  });

  test('a log that continues another one continues its connections', () => {
    const first = new Story().handshake().out(30, 'P.', { sequence: C, payloadBytes: 500 });
    const second = new Story()
      .in(5_000, '.', { acknowledgement: C + 500 })
      .out(5_030, 'P.', { sequence: C + 500, payloadBytes: 200 });
    const { observed } = only(observe(first.log, second.log));
    expect(observed.sent?.bytes).toBe(700);
    expect(observed.notSeen).toEqual([]);
  });
});
