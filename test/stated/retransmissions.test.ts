import { describe, expect, test } from 'vitest';
import { LOCAL, REMOTE, Tape } from './events.js';
import { tellOne } from './tell.js';

const TCB = 'FFFFB00C00001AA0';
const ENDS = { local: LOCAL, remote: REMOTE };

/** A connection in the middle of its life that has sent three segments, of 1460, 479 and 1460 bytes. */
function sending(tape = new Tape()): Tape {
  return tape
    .tcp(0, TCB, 'rundown', 'exists', { ...ENDS, state: 'EstablishedState', pid: 4321 })
    .tcp(10, TCB, 'send', 'segment', {
      figures: { sequence: 1000, bytes: 1460, cwnd: 18_538, srttUs: 17_631, rtoMs: 300 },
    })
    .tcp(10.1, TCB, 'send', 'segment', {
      figures: { sequence: 2460, bytes: 479, cwnd: 18_538, srttUs: 17_631, rtoMs: 300 },
    })
    .tcp(10.2, TCB, 'send', 'segment', {
      figures: { sequence: 2939, bytes: 1460, cwnd: 18_538, srttUs: 17_631, rtoMs: 300 },
    });
}

describe('one retransmission is one event, however many lines describe it', () => {
  test('a tail loss probe of nine lines is one probe of 1,460 bytes, no timeout', () => {
    const tape = new Tape()
      .tcp(0, TCB, 'timer', 'expired', { timer: 'RetransmitTimer' })
      .tcp(0.001, TCB, 'retransmit', 'timer-fired', { how: 'tlp' })
      .tcp(0.002, TCB, 'retransmit', 'probe', {
        how: 'tlp',
        figures: { sndUna: 2_526_318_360, sndMax: 2_526_321_759, sequence: 2_526_320_299, sequenceEnd: 2_526_321_759 },
      })
      .tcp(0.003, TCB, 'send', 'segment', {
        ...ENDS,
        figures: {
          sequence: 2_526_320_299,
          bytes: 1460,
          cwnd: 18_538,
          srttUs: 17_631,
          rtoMs: 300,
          sndUna: 2_526_318_360,
          sndMax: 2_526_321_759,
        },
      })
      .tcp(0.004, TCB, 'retransmit', 'marked', { figures: { sequence: 2_526_320_299, sequenceEnd: 2_526_321_759 } })
      .tcp(0.005, TCB, 'timer', 'started', { timer: 'RetransmitTimer', figures: { timerMs: 300 } })
      .tcp(0.006, TCB, 'retransmit', 'timer-armed', { how: 'tlp' })
      .tcp(0.007, TCB, 'send', 'posted', { figures: { bytes: 1460 } })
      .tcp(0.008, TCB, 'send', 'transmitted', { figures: { bytes: 1460 } });
    const { local, remote, conversation } = tellOne(tape.events);
    expect([local, remote]).toEqual([LOCAL, REMOTE]);
    expect(conversation.retransmits).toMatchObject({
      events: 1,
      segments: 1,
      bytes: 1460,
      tlp: 1,
      rto: 0,
      fast: 0,
      syn: 0,
      out: 1,
      in: 0,
    });
    expect(conversation.retransmissions).toMatchObject([
      { kind: 'tlp', sequence: 2_526_320_299, bytes: 1460, direction: 'out', copy: 1 },
    ]);
  });

  test('a timeout told by five lines is one timeout', () => {
    const tape = sending()
      .tcp(310, TCB, 'timer', 'expired', { timer: 'RetransmitTimer' })
      .tcp(310.001, TCB, 'retransmit', 'round', {
        how: 'rto',
        figures: { sndUna: 1000, sndMax: 4399, round: 1, rtoMs: 300 },
      })
      .tcp(310.002, TCB, 'retransmit', 'repeat', { ...ENDS, figures: { round: 1 } })
      .tcp(310.003, TCB, 'congestion', 'timeout', { figures: { cwnd: 1460, ssthresh: 9269 } })
      .tcp(310.004, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460, cwnd: 1460, rtoMs: 600 } })
      .tcp(310.005, TCB, 'retransmit', 'marked', { figures: { sequence: 1000, sequenceEnd: 2460 } });
    const { conversation } = tellOne(tape.events);
    expect(conversation.retransmits).toMatchObject({ events: 1, segments: 1, bytes: 1460, rto: 1 });
    expect(conversation.retransmissions[0]).toMatchObject({ kind: 'rto', sequence: 1000, afterMs: 300.001, copy: 1 });
    expect(conversation.sent).toEqual({ bytes: 4859, segments: 4 });
    expect(conversation.congestionWindow).toMatchObject({ minimum: 1460, maximum: 18_538, last: 1460 });
  });

  test('`retransmitting data` without a round still is a timeout', () => {
    const tape = sending().tcp(310, TCB, 'retransmit', 'repeat', { ...ENDS, figures: { round: 1 } });
    expect(tellOne(tape.events).conversation.retransmits).toMatchObject({ events: 1, rto: 1 });
  });

  test('a probe that was only armed, or failed, is nothing', () => {
    const tape = sending()
      .tcp(20, TCB, 'retransmit', 'timer-armed', { how: 'tlp' })
      .tcp(30, TCB, 'retransmit', 'failed', { how: 'tlp' });
    expect(tellOne(tape.events).conversation.retransmits).toMatchObject({ events: 0 });
  });

  test('a probe with data that was never sent is no retransmission', () => {
    const tape = sending().tcp(320, TCB, 'retransmit', 'probe', {
      how: 'tlp',
      figures: { sndUna: 1000, sndMax: 4399, sequence: 4399, sequenceEnd: 5859 },
    });
    tape.tcp(320.001, TCB, 'send', 'segment', { figures: { sequence: 4399, bytes: 1460 } });
    expect(tellOne(tape.events).conversation.retransmits).toMatchObject({ events: 0 });
  });

  test('fast and SACK retransmissions count each send once, limited transmit not at all', () => {
    const tape = sending()
      .tcp(40, TCB, 'retransmit', 'entered', { how: 'fast', figures: { sndUna: 1000, duplicateAcks: 3 } })
      .tcp(40.001, TCB, 'retransmit', 'sent', { how: 'fast', figures: { bytes: 1460 } })
      .tcp(40.002, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460 } })
      .tcp(40.003, TCB, 'retransmit', 'marked', { figures: { sequence: 1000, sequenceEnd: 2460 } })
      .tcp(40.004, TCB, 'retransmit', 'sent', { how: 'fast', figures: { bytes: 479 } })
      .tcp(40.005, TCB, 'send', 'segment', { figures: { sequence: 2460, bytes: 479 } })
      .tcp(40.006, TCB, 'retransmit', 'marked', { figures: { sequence: 2460, sequenceEnd: 2939 } })
      .tcp(40.007, TCB, 'retransmit', 'new-data', { how: 'fast', figures: { bytes: 1460 } })
      .tcp(40.008, TCB, 'send', 'segment', { figures: { sequence: 4399, bytes: 1460 } });
    const { retransmits, retransmissions } = tellOne(tape.events).conversation;
    expect(retransmits).toMatchObject({ events: 2, segments: 2, bytes: 1939, fast: 2 });
    expect(retransmissions.map(({ sequence }) => sequence)).toEqual([1000, 2460]);
  });

  test('data announced in one line that leaves in three segments is one event of three segments', () => {
    const tape = sending()
      .tcp(40.001, TCB, 'retransmit', 'sent', { how: 'fast', figures: { bytes: 3399 } })
      .tcp(40.002, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460 } })
      .tcp(40.003, TCB, 'send', 'segment', { figures: { sequence: 2460, bytes: 479 } })
      .tcp(40.004, TCB, 'send', 'segment', { figures: { sequence: 2939, bytes: 1460 } });
    expect(tellOne(tape.events).conversation.retransmits).toMatchObject({ events: 1, segments: 3, bytes: 3399 });
  });

  test('what is sent again right after the RACK timer is RACK', () => {
    const tape = sending()
      .tcp(60, TCB, 'retransmit', 'timer-fired', { how: 'rack', figures: { sndUna: 1000, sndMax: 4399 } })
      .tcp(60.001, TCB, 'retransmit', 'lost', { figures: { sequence: 1000, sequenceEnd: 2460 } })
      .tcp(60.002, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460 } })
      .tcp(60.003, TCB, 'retransmit', 'marked', { figures: { sequence: 1000, sequenceEnd: 2460 } });
    const { retransmits, retransmissions } = tellOne(tape.events).conversation;
    expect(retransmits).toMatchObject({ events: 1, fast: 1, bytes: 1460 });
    expect(retransmissions[0]).toMatchObject({ kind: 'rack' });
  });

  test('a segment sent again without a word of why is found by its sequence number', () => {
    const tape = sending().tcp(70, TCB, 'send', 'segment', { figures: { sequence: 2460, bytes: 479 } });
    expect(tellOne(tape.events).conversation.retransmissions).toMatchObject([
      { kind: 'unknown', sequence: 2460, bytes: 479, afterMs: 59.9 },
    ]);
  });

  test('a mark of the send tracker alone is one event of its exact range', () => {
    const tape = sending().tcp(70, TCB, 'retransmit', 'marked', { figures: { sequence: 2460, sequenceEnd: 2939 } });
    expect(tellOne(tape.events).conversation.retransmissions).toMatchObject([
      { kind: 'send-tracker', sequence: 2460, bytes: 479 },
    ]);
  });

  test('a keep-alive and probes of a closed window are no retransmissions', () => {
    const tape = sending()
      .tcp(30, TCB, 'congestion', 'cumulative-ack', { figures: { acknowledgement: 4399, bytes: 3399 } })
      .tcp(7_000_000, TCB, 'keep-alive', 'sent', { figures: { sndUna: 4399 } })
      .tcp(7_000_000.001, TCB, 'send', 'segment', { figures: { sequence: 4398, bytes: 1, sndUna: 4399 } })
      .tcp(7_000_100, TCB, 'window', 'zero-entered', { figures: { sndUna: 4399 } })
      .tcp(7_000_400, TCB, 'send', 'segment', { figures: { sequence: 4399, bytes: 1 } })
      .tcp(7_001_000, TCB, 'send', 'segment', { figures: { sequence: 4399, bytes: 1 } })
      .tcp(7_001_100, TCB, 'window', 'zero-left', { figures: { sndUna: 4400 } })
      .tcp(7_001_200, TCB, 'send', 'segment', { figures: { sequence: 4399, bytes: 1460 } });
    const { conversation } = tellOne(tape.events);
    expect(conversation.retransmits).toMatchObject({ events: 0 });
    expect(conversation).toMatchObject({ keepAlives: 1, zeroWindows: 1 });
  });

  test('sequence numbers pass 2^32', () => {
    const tape = new Tape()
      .tcp(0, TCB, 'send', 'segment', { ...ENDS, figures: { sequence: 4_294_966_000, bytes: 1460 } })
      .tcp(1, TCB, 'send', 'segment', { figures: { sequence: 164, bytes: 1460 } })
      .tcp(300, TCB, 'send', 'segment', { figures: { sequence: 4_294_966_000, bytes: 1460 } });
    expect(tellOne(tape.events).conversation.retransmits).toMatchObject({ events: 1, bytes: 1460 });
  });

  test('a timeout that the stack calls spurious is marked, and so is one that the receiver reports (DSACK)', () => {
    const tape = sending()
      .tcp(310, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 1000, sndMax: 4399, round: 1 } })
      .tcp(320, TCB, 'congestion', 'spurious', { figures: { sequence: 1000 } })
      .tcp(400, TCB, 'retransmit', 'probe', {
        how: 'tlp',
        figures: { sndMax: 4399, sequence: 2939, sequenceEnd: 4399 },
      })
      .tcp(440, TCB, 'congestion', 'sack', { figures: { sndUna: 4399, dsackCount: 1 } });
    const { retransmits, retransmissions } = tellOne(tape.events).conversation;
    expect(retransmits).toMatchObject({ events: 2, spurious: 2 });
    expect(retransmissions.map(({ spurious }) => spurious)).toEqual([true, true]);
  });
});

describe('loss episodes', () => {
  test('five timeouts of one segment are one episode with its longest silence, not recovered at the limit', () => {
    const tape = sending();
    let ms = 10;
    for (const [index, wait] of [300, 600, 1200, 2400, 4800].entries()) {
      ms += wait;
      tape
        .tcp(ms, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 1000, sndMax: 4399, round: index + 1 } })
        .tcp(ms + 0.001, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460 } });
    }
    tape
      .tcp(ms + 9600, TCB, 'timeout', 'retransmission', ENDS)
      .tcp(ms + 9600.1, TCB, 'rst', 'sent', { ...ENDS, reason: { value: null, name: 'Connection aborted' } })
      .tcp(ms + 9600.2, TCB, 'close', 'shutdown', {
        ...ENDS,
        pid: 4321,
        status: { code: 0xc000_00b5, text: 'Device Timeout' },
      })
      .tcp(ms + 9600.3, TCB, 'state', 'changed', { oldState: 'EstablishedState', state: 'ClosedState' });
    const { conversation } = tellOne(tape.events);
    expect(conversation.retransmits).toMatchObject({ events: 5, rto: 5, bytes: 7300, mostCopies: 5, episodes: 1 });
    expect(conversation.episodes).toMatchObject([{ segments: 5, bytes: 7300, recovered: false }]);
    expect(conversation.episodes[0]?.longestSilenceMs).toBeCloseTo(4800, 0);
    expect(conversation.end).toMatchObject({
      how: 'retransmission-limit',
      by: 'local',
      status: 'STATUS_IO_TIMEOUT (0xC00000B5)',
    });
    expect(conversation.pids).toEqual([4321]);
  });

  test('an acknowledgement of everything outstanding ends an episode; the next loss is another one', () => {
    const tape = sending()
      .tcp(310, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 1000, sndMax: 4399, round: 1 } })
      .tcp(330, TCB, 'congestion', 'cumulative-ack', { figures: { acknowledgement: 2939 } })
      .tcp(331, TCB, 'send', 'segment', { figures: { sequence: 2939, bytes: 1460 } })
      .tcp(350, TCB, 'congestion', 'cumulative-ack', { figures: { acknowledgement: 4399 } })
      .tcp(400, TCB, 'send', 'segment', { figures: { sequence: 4399, bytes: 1000 } })
      .tcp(700, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 4399, sndMax: 5399, round: 1 } })
      .tcp(720, TCB, 'congestion', 'cumulative-ack', { figures: { acknowledgement: 5399 } });
    const { conversation } = tellOne(tape.events);
    expect(conversation.episodes.map(({ segments, recovered }) => [segments, recovered])).toEqual([
      [2, true],
      [1, true],
    ]);
    expect(conversation.retransmits?.episodes).toBe(2);
  });
});
