import { describe, expect, test } from 'vitest';
import { LOCAL, REMOTE, Tape } from './events.js';
import { tell, tellOne } from './tell.js';

const TCB = 'FFFFA98C1E2D4050';
const FIRST = { local: '192.0.2.68:50001', remote: REMOTE };
const SECOND = { local: '192.0.2.68:50002', remote: REMOTE };

function connect(tape: Tape, ms: number, ends: typeof FIRST): Tape {
  return tape
    .tcp(ms, TCB, 'connect', 'requested', { local: '0.0.0.0:0', remote: ends.remote, contextPid: 4321 })
    .tcp(ms + 0.1, TCB, 'state', 'changed', { oldState: 'ClosedState', state: 'SynSentState' })
    .tcp(ms + 0.2, TCB, 'tuple', 'inserted', ends)
    .tcp(ms + 0.3, TCB, 'connect', 'proceeding', ends)
    .tcp(ms + 20, TCB, 'state', 'changed', { oldState: 'SynSentState', state: 'EstablishedState' })
    .tcp(ms + 20.1, TCB, 'connect', 'completed', { ...ends, pid: 4321 });
}

describe('a pointer and its generations', () => {
  test('several birth lines of one connect are one connection', () => {
    const { local, remote, conversation } = tellOne(connect(new Tape(), 0, FIRST).events);
    expect([local, remote]).toEqual([FIRST.local, FIRST.remote]);
    expect(conversation.handshake).toMatchObject({ initiator: 'local', outcome: 'established' });
    expect(conversation.handshake?.ms).toBeCloseTo(19.9, 3);
  });

  test('a pointer that is used again is another connection, and the lines behind a death belong to the dead', () => {
    const tape = connect(new Tape(), 0, FIRST)
      .tcp(50, TCB, 'rst', 'received', FIRST)
      .tcp(50.1, TCB, 'close', 'shutdown', { ...FIRST, status: { code: 0xc000_020d, text: '' } })
      .tcp(50.2, TCB, 'state', 'changed', { oldState: 'EstablishedState', state: 'ClosedState' })
      .tcp(50.3, TCB, 'summary', 'totals', {
        ...FIRST,
        figures: { dataBytesOut: 1, bytesRetransmitted: 0, timeouts: 0 },
      });
    connect(tape, 51, SECOND).tcp(90, TCB, 'send', 'segment', { figures: { sequence: 1, bytes: 10 } });
    const [first, second] = tell(tape.events);
    expect([first?.local, second?.local]).toEqual([FIRST.local, SECOND.local]);
    expect(first?.conversation).toMatchObject({
      end: { how: 'rst', by: 'remote', status: 'STATUS_CONNECTION_RESET (0xC000020D)' },
      selfCheck: { agrees: true },
    });
    expect(second?.conversation).toMatchObject({ end: { how: 'open' }, sent: { bytes: 10 }, selfCheck: null });
  });

  test('a tuple that differs is another connection even when its birth was lost', () => {
    const tape = connect(new Tape(), 0, FIRST).tcp(900, TCB, 'send', 'segment', {
      ...SECOND,
      figures: { sequence: 1, bytes: 10 },
    });
    expect(tell(tape.events).map(({ local }) => local)).toEqual([FIRST.local, SECOND.local]);
  });

  test('a connect on a pointer that was busy when the trace began is another connection', () => {
    const tape = new Tape().tcp(0, TCB, 'send', 'segment', { figures: { sequence: 1, bytes: 10 } });
    expect(tell(connect(tape, 500, FIRST).events).map(({ local }) => local)).toEqual([null, FIRST.local]);
  });

  test('data behind a death without a birth line is another connection', () => {
    const tape = connect(new Tape(), 0, FIRST)
      .tcp(50, TCB, 'state', 'changed', { oldState: 'LastAckState', state: 'ClosedState' })
      .tcp(900, TCB, 'receive', 'segment', { figures: { bytes: 10 } });
    expect(tell(tape.events).map(({ local }) => local)).toEqual([FIRST.local, null]);
  });

  test('ends that are named late count for everything before', () => {
    const tape = new Tape()
      .tcp(0, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 5, count: 1 } })
      .tcp(100, TCB, 'summary', 'totals', { ...FIRST, figures: { timeouts: 7 } });
    const { local, conversation } = tellOne(tape.events);
    expect(local).toBe(FIRST.local);
    expect(conversation.retransmits).toMatchObject({ rto: 1 });
    // The stack sums up what happened before the trace, too.
    expect(conversation.selfCheck).toMatchObject({ agrees: null, stated: { timeouts: 7 }, counted: { timeouts: 1 } });
  });

  test('TIME-WAIT frees the pointer; the object that holds the ports has another one', () => {
    const tape = connect(new Tape(), 0, FIRST)
      .tcp(40, TCB, 'state', 'changed', { oldState: 'EstablishedState', state: 'FinWait1State' })
      .tcp(60, TCB, 'state', 'changed', { oldState: 'FinWait2State', state: 'TimeWaitState' });
    connect(tape, 61, SECOND).tcp(120_000, 'FFFFA98C99990000', 'tuple', 'removed', FIRST);
    const told = tell(tape.events);
    expect(told.map(({ local }) => local)).toEqual([FIRST.local, SECOND.local]);
    expect(told[0]?.conversation.end).toMatchObject({ how: 'fin', by: 'local' });
    expect(told[1]?.conversation.end).toMatchObject({ how: 'open' });
  });

  test('the two ends of a loopback connection are two connections', () => {
    const [a, b] = ['127.0.0.1:50001', '127.0.0.1:445'];
    const tape = new Tape()
      .tcp(0, 'AA', 'rundown', 'exists', { local: a, remote: b, state: 'EstablishedState', pid: 10 })
      .tcp(0, 'BB', 'rundown', 'exists', { local: b, remote: a, state: 'EstablishedState', pid: 20 })
      .tcp(5, 'BB', 'abort', 'issued', { local: b, remote: a })
      .tcp(6, 'AA', 'rst', 'received', { local: a, remote: b });
    expect(
      tell(tape.events).map(({ local, conversation }) => [
        local,
        conversation.end?.how,
        conversation.end?.by,
        conversation.pids,
      ]),
    ).toEqual([
      [a, 'rst', 'remote', [10]],
      [b, 'abort', 'local', [20]],
    ]);
  });

  test('the same ends come back with another pointer: two connections', () => {
    const tape = connect(new Tape(), 0, FIRST).tcp(50, TCB, 'state', 'changed', {
      oldState: 'LastAckState',
      state: 'ClosedState',
    });
    tape.tcp(90_000, 'BB', 'connect', 'requested', FIRST).tcp(90_020, 'BB', 'connect', 'completed', FIRST);
    expect(tell(tape.events).map(({ local }) => local)).toEqual([FIRST.local, FIRST.local]);
  });

  test('a connection that nobody names is kept by its pointer', () => {
    const { local, conversation } = tellOne(
      new Tape().tcp(0, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 5, count: 1 } }).events,
    );
    expect(local).toBeNull();
    expect(conversation).toMatchObject({ tcb: TCB, retransmits: { rto: 1 } });
    expect(conversation.notSeen).toContain(
      'No line names both ends of this connection: it is known by its pointer alone.',
    );
  });

  test('a line without pointer joins the only connection with its ends; pointer 0x0 is none', () => {
    const tape = connect(new Tape(), 0, FIRST).tcp(30, null, 'rst', 'sent', {
      ...FIRST,
      reason: { value: null, name: 'Receive discarded' },
    });
    expect(tellOne(tape.events).conversation.end).toMatchObject({ how: 'rst', by: 'local', resetClass: 'unread-data' });
  });

  test('`accept failed … Duplicate TCB` and failures of the past say nothing about this connection', () => {
    const tape = connect(new Tape(), 0, FIRST)
      .tcp(30, TCB, 'accept', 'failed', SECOND)
      .tcp(31, TCB, 'connect', 'failed-earlier', { ...FIRST, status: { code: 0xc000_00b5, text: '' } });
    expect(tellOne(tape.events).conversation).toMatchObject({
      handshake: { outcome: 'established' },
      end: { how: 'open' },
    });
  });

  test('when there are too many, uneventful ones that ended make room', () => {
    const tape = new Tape();
    for (let index = 0; index < 30; index++) {
      tape
        .tcp(index * 10, `A${index}`, 'connect', 'completed', { local: `192.0.2.68:${50_000 + index}`, remote: REMOTE })
        .tcp(index * 10 + 1, `A${index}`, 'state', 'changed', { oldState: 'LastAckState', state: 'ClosedState' });
      if (index === 0) tape.tcp(2, 'A0', 'retransmit', 'round', { how: 'rto', figures: { sndUna: 5, count: 1 } });
    }
    const told = tell(tape.events, 10);
    expect(told.length).toBeLessThanOrEqual(10);
    expect(told[0]?.local).toBe('192.0.2.68:50000');
  });
});

describe('handshakes', () => {
  const ends = { local: LOCAL, remote: REMOTE };
  const syn = (tape = new Tape()) =>
    tape
      .tcp(0, TCB, 'connect', 'requested', ends)
      .tcp(0.1, TCB, 'state', 'changed', { oldState: 'ClosedState', state: 'SynSentState' });

  test('an unanswered connect names its copies and the default they match, counted once for five lines', () => {
    const tape = syn();
    for (const [index, ms] of [1000, 3000, 7000, 15_000].entries())
      tape.tcp(ms, TCB, 'retransmit', 'round', { ...ends, how: 'syn', figures: { count: index + 1 } });
    tape
      .tcp(21_000, TCB, 'timeout', 'connect', ends)
      .tcp(21_000.1, TCB, 'connect', 'failed', { ...ends, status: { code: 0xc000_00b5, text: 'Device Timeout' } })
      .tcp(21_000.2, TCB, 'close', 'shutdown', {
        ...ends,
        pid: 99,
        status: { code: 0xc000_00b5, text: 'Device Timeout' },
      })
      .tcp(21_000.3, TCB, 'state', 'changed', { oldState: 'SynSentState', state: 'ClosedState' });
    const { handshake, retransmits, end, pids } = tellOne(tape.events).conversation;
    expect(handshake).toMatchObject({
      initiator: 'local',
      outcome: 'unanswered',
      synOffsets: [1, 3, 7, 15],
      status: 'STATUS_IO_TIMEOUT (0xC00000B5)',
    });
    expect(handshake?.pattern).toContain('Windows 11');
    expect(retransmits).toMatchObject({ events: 4, syn: 4, episodes: 0 });
    expect([end, pids]).toEqual([null, [99]]);
  });

  test('1186 and a timeout round of the same moment are one copy of the SYN', () => {
    const tape = syn()
      .tcp(1000, TCB, 'retransmit', 'round', { how: 'rto', figures: { count: 1 } })
      .tcp(1000.01, TCB, 'retransmit', 'round', { ...ends, how: 'syn', figures: { count: 1 } });
    expect(tellOne(tape.events).conversation).toMatchObject({
      retransmits: { events: 1, syn: 1, rto: 0 },
      handshake: { synOffsets: [1] },
    });
  });

  test('a refused connect says who refused', () => {
    const tape = syn()
      .tcp(12, TCB, 'rst', 'received-connecting', ends)
      .tcp(12.1, TCB, 'connect', 'failed', { ...ends, status: { code: 0xc000_0236, text: '' } })
      .tcp(12.2, TCB, 'state', 'changed', { oldState: 'SynSentState', state: 'ClosedState' });
    expect(tellOne(tape.events).conversation).toMatchObject({
      handshake: { outcome: 'refused', status: 'STATUS_CONNECTION_REFUSED (0xC0000236)' },
      end: { how: 'refused', by: 'remote' },
    });
  });

  test.each([
    ['no route', 0xc000_023c, 'unreachable'],
    ['no free port', 0xc000_0209, 'failed'],
    ['cancelled by the application', 0xc000_0120, 'failed'],
  ])('%s', (_, code, outcome) => {
    const tape = new Tape()
      .tcp(0, TCB, 'connect', 'requested', ends)
      .tcp(1, TCB, 'connect', 'refused-locally', { ...ends, status: { code, text: '' } })
      .tcp(1.1, TCB, 'connect', 'failed', { ...ends, status: { code, text: '' } });
    expect(tellOne(tape.events).conversation.handshake).toMatchObject({ outcome });
  });

  test('an accepted connection was begun by the other end', () => {
    const tape = new Tape()
      .tcp(0, TCB, 'state', 'changed', { oldState: 'ListenState', state: 'SynRcvdState' })
      .tcp(30, TCB, 'state', 'changed', { oldState: 'SynRcvdState', state: 'EstablishedState' })
      .tcp(30.1, TCB, 'accept', 'completed', { ...ends, pid: 5 });
    const { handshake } = tellOne(tape.events).conversation;
    expect(handshake).toMatchObject({ initiator: 'remote', outcome: 'established', ms: 30 });
  });
});

describe('how a connection ended and who ended it', () => {
  const ends = { local: LOCAL, remote: REMOTE };
  const open = () => new Tape().tcp(0, TCB, 'rundown', 'exists', { ...ends, state: 'EstablishedState', pid: 7 });
  const said = (tape: Tape) => tellOne(tape.events).conversation.end;

  test('the other end closed first', () => {
    const tape = open()
      .tcp(1, TCB, 'receive', 'fin')
      .tcp(2, TCB, 'close', 'issued', ends)
      .tcp(3, TCB, 'state', 'changed', { oldState: 'CloseWaitState', state: 'LastAckState' })
      .tcp(4, TCB, 'state', 'changed', { oldState: 'LastAckState', state: 'ClosedState' });
    expect(said(tape)).toMatchObject({ how: 'fin', by: 'remote' });
  });

  test.each([
    ['application', 'issued', 'application-abort'],
    ['system', 'system', 'system-abort'],
    ['administrator', 'nsi', 'administrative-abort'],
  ] as const)('aborted by the %s', (_, step, resetClass) => {
    const tape = open()
      .tcp(1, TCB, 'abort', step, ends)
      .tcp(1.1, TCB, 'rst', 'sent', { ...ends, reason: { value: null, name: 'Connection aborted' } });
    expect(said(tape)).toMatchObject({ how: 'abort', by: 'local', resetClass });
  });

  test('a RST behind both FINs is no fault', () => {
    const tape = open()
      .tcp(1, TCB, 'state', 'changed', { oldState: 'EstablishedState', state: 'CloseWaitState' })
      .tcp(2, TCB, 'state', 'changed', { oldState: 'CloseWaitState', state: 'LastAckState' })
      .tcp(3, TCB, 'rst', 'received', ends);
    expect(said(tape)).toMatchObject({ how: 'fin', by: 'remote' });
  });

  test.each([
    ['keep-alive', 'keep-alive-timeout'],
    ['zero-window', 'zero-window-timeout'],
    ['disconnect', 'disconnect-timeout'],
  ] as const)('%s timeout', (step, resetClass) => {
    expect(said(open().tcp(1, TCB, 'timeout', step, ends))).toMatchObject({ how: 'abort', by: 'local', resetClass });
  });

  test('the status alone tells of a retransmission limit', () => {
    const tape = open().tcp(1, TCB, 'close', 'shutdown', { ...ends, status: { code: 0xc000_00b5, text: '' } });
    expect(said(tape)).toMatchObject({ how: 'retransmission-limit', by: 'local' });
  });

  test('a path MTU black hole is told with its sizes', () => {
    const tape = open().tcp(1, TCB, 'path-mtu', 'black-hole-entered', { figures: { mss: 536, originalMss: 1460 } });
    expect(tellOne(tape.events).conversation.pathMtu).toMatchObject({
      entered: 1,
      segmentBytes: 536,
      originalBytes: 1460,
    });
  });
});

describe('what the level of the capture could not show', () => {
  test('without Verbose events their absence is said to prove nothing', () => {
    const { notSeen } = tellOne(new Tape().tcp(0, TCB, 'rundown', 'exists', FIRST).events).conversation;
    expect(notSeen.join(' ')).toMatch(/No Verbose events.*proves nothing/);
    expect(notSeen.join(' ')).toMatch(/No send events/);
  });

  test('with a timer and a send nothing of that is said', () => {
    const tape = new Tape()
      .tcp(0, TCB, 'timer', 'started', { ...FIRST, timer: 'RetransmitTimer' })
      .tcp(1, TCB, 'send', 'segment', { figures: { sequence: 1, bytes: 1 } });
    expect(tellOne(tape.events).conversation.notSeen.join(' ')).not.toMatch(/No Verbose|No send/);
  });
});
