import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TCP_STEPS, type TcpWhat } from '../../src/events/tcp.js';
import { Tape } from './events.js';
import { tell } from './tell.js';

const WHATS = Object.keys(TCP_STEPS) as TcpWhat[];
const STATES = [
  'ClosedState',
  'SynSentState',
  'SynRcvdState',
  'EstablishedState',
  'FinWait1State',
  'CloseWaitState',
  'LastAckState',
  'TimeWaitState',
  '42',
];
const sequence = fc.oneof(fc.nat(20_000), fc.constantFrom(0, 2 ** 32 - 1, 2 ** 31));

const line = fc.record({
  what: fc.constantFrom(...WHATS),
  step: fc.nat(40),
  waitMs: fc.constantFrom(0, 0.001, 3, 40, 900, -5),
  tcb: fc.constantFrom('AA', 'BB', null),
  port: fc.constantFrom(null, 0, 50_001, 50_002),
  state: fc.constantFrom(null, ...STATES),
  how: fc.constantFrom(null, 'syn', 'rto', 'tlp', 'fast', 'rack', 'send-tracker'),
  figures: fc.record(
    {
      sequence,
      sequenceEnd: sequence,
      bytes: fc.constantFrom(0, 1, 700, 1460),
      sndUna: sequence,
      sndMax: sequence,
      count: fc.nat(6),
      cwnd: fc.nat(90_000),
      rtoMs: fc.nat(900),
    },
    { requiredKeys: [] },
  ),
});

describe('whatever lines come in whatever order', () => {
  test('nothing throws, each retransmission is counted once, and times are in order', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const tape = new Tape();
        let ms = 1000;
        for (const one of lines) {
          ms += one.waitMs;
          const steps = TCP_STEPS[one.what] as readonly string[];
          const local = one.port === null ? null : `192.0.2.68:${one.port}`;
          const ends = { local, remote: local === null ? null : '198.51.100.27:443' };
          tape.tcp(ms, one.tcb, one.what, steps[one.step % steps.length] as never, {
            ...ends,
            state: one.state,
            how: one.how as never,
            figures: one.figures as never,
          });
        }
        for (const { conversation } of tell(tape.events)) {
          const { retransmits, retransmissions, episodes, handshake } = conversation;
          if (retransmits !== null) {
            const { events, syn, rto, tlp, fast } = retransmits;
            expect(syn + rto + tlp + fast).toBeLessThanOrEqual(events);
            expect(retransmissions.length).toBe(events);
            expect(retransmissions.every(({ bytes, segments, copy }) => bytes >= 0 && segments >= 1 && copy >= 1)).toBe(
              true,
            );
          }
          expect(episodes.every(({ longestSilenceMs }) => longestSilenceMs >= 0)).toBe(true);
          if (handshake?.outcome === 'established') expect(handshake.initiator).not.toBeNull();
        }
      }),
      { numRuns: 400 },
    );
  });
});
