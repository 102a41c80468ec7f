import { describe, expect, test } from 'vitest';
import { resetClass, type ResetFacts } from '../../src/aggregate/observed/reset-class.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import { Conversation } from '../scenario/tcp-conversation.js';
import { observe, only } from './observe.js';
import { CLIENT, ISN, SERVER, Story } from './story.js';

const C = ISN.client + 1;
const S = ISN.server + 1;

function told(tell: (conversation: Conversation) => unknown) {
  const conversation = new Conversation({ client: CLIENT, server: SERVER });
  tell(conversation);
  const log = new PktMonLog();
  log.play(conversation);
  return only(observe(log));
}

describe('how a connection ends, and who ended it', () => {
  test('the application of the other host gives it up in the middle of a transfer', () => {
    const connection = told((c) => c.connect().send('client', 9_000).reset('server'));
    expect(connection).toMatchObject({ state: 'reset', end: { how: 'rst', by: 'remote' } });
    expect(connection.observed.end).toMatchObject({ resetClass: 'application-abort' });
    expect(connection.observed.end?.evidence[0]?.text).toContain('Flags [R.]');
  });

  test('five copies without an answer, then RST: the retransmission limit', () => {
    const connection = told((c) => c.connect().send('client', 900).giveUp('client'));
    expect(connection).toMatchObject({ state: 'gave up', end: { how: 'retransmission-limit', by: 'local' } });
    expect(connection.observed.retransmits).toMatchObject({ events: 5, rto: 5, mostCopies: 5, episodes: 1 });
    expect(connection.observed.episodes[0]?.recovered).toBe(false);
  });

  test('four copies, then RST: the application', () => {
    const connection = told((c) => c.connect().send('client', 900).giveUp('client', 4));
    expect(connection.end).toMatchObject({ how: 'rst', by: 'local' });
  });

  test('FIN both ways, then RST is still a close', () => {
    const story = new Story()
      .handshake()
      .out(100, 'F.', { sequence: C })
      .in(120, 'F.', { sequence: S, acknowledgement: C + 1 })
      .in(140, 'R', { sequence: S + 1 });
    expect(only(observe(story.log)).observed.end).toMatchObject({ how: 'fin', by: 'local', resetClass: 'after-fin' });
  });

  test('open at the end of the log', () => {
    expect(told((c) => c.connect().send('client', 90))).toMatchObject({
      state: 'open',
      end: { how: 'open', by: null },
    });
  });

  test('a SYN-ACK that nobody acknowledges is half-open', () => {
    const story = new Story()
      .out(0, 'S', { sequence: ISN.client })
      .in(20, 'S.', { sequence: ISN.server, acknowledgement: C })
      .in(1020, 'S.', { sequence: ISN.server, acknowledgement: C });
    const connection = only(observe(story.log));
    expect(connection.state).toBe('half-open');
    expect(connection.observed.retransmits).toMatchObject({ events: 1, syn: 1, in: 1 });
  });

  test('a RST with another hop limit points to a device in between', () => {
    const story = new Story({ verbose: true })
      .handshake()
      .in(100, 'P.', { sequence: S, payloadBytes: 10, ttl: 113 })
      .in(60_000, 'R.', { sequence: S + 10, ttl: 62 });
    expect(only(observe(story.log)).observed.end).toMatchObject({ how: 'rst', by: 'remote', resetClass: 'middlebox' });
  });
});

const ESTABLISHED: ResetFacts = {
  hasAcknowledgement: true,
  sequence: 500,
  next: 500,
  acknowledged: 400,
  windowBytes: 65_536,
  isAnswerToSyn: false,
  synCopies: 0,
  unacknowledgedCopies: 0,
  isAfterFin: false,
  sinceOtherResetMs: null,
  ttl: null,
  usualTtl: null,
};

test.each([
  ['refused at once', { isAnswerToSyn: true }, 'port-closed'],
  ['refused after several copies', { isAnswerToSyn: true, synCopies: 3 }, 'rejected-late'],
  ['after five copies', { unacknowledgedCopies: 5 }, 'retransmission-limit'],
  ['both ways at once', { sinceOtherResetMs: 0.4 }, 'middlebox'],
  ['after FIN', { isAfterFin: true }, 'after-fin'],
  ['without ACK at the number that was expected', { hasAcknowledgement: false, sequence: 400 }, 'unknown-connection'],
  ['with ACK behind everything sent', {}, 'application-abort'],
  ['before the window', { sequence: 399 }, 'outside-window'],
  ['behind the window', { sequence: 400 + 65_537 }, 'outside-window'],
  ['in the window, but nowhere known', { sequence: 450 }, null],
] as const)('a RST %s', (_, facts, expected) => {
  expect(resetClass({ ...ESTABLISHED, ...facts })).toBe(expected);
});
