import type { StackRecord } from '../../events/stack.js';
import { TCP_FIGURES, type RetransmitKind, type TcpEvent, type TcpFigure } from '../../events/tcp.js';
import type { Fields } from './fields.js';
import { readEndpoint, readName, readNamedNumber, readPid, readPointer, readStatus } from './values.js';

const FIGURES: ReadonlySet<string> = new Set(TCP_FIGURES);

/** Makes the event of a message of the TCP layer. */
export function buildTcp(fields: Fields, record: StackRecord): TcpEvent {
  const figures: Partial<Record<TcpFigure, number>> = {};
  fields.numbers(FIGURES, (name, value) => {
    figures[name as TcpFigure] = value;
  });
  const event = {
    kind: 'tcp',
    ...record,
    what: fields.constant('what'),
    step: fields.constant('step'),
    how: fields.constant('how') as RetransmitKind | null,
    tcb: fields.take('tcb', readPointer),
    local: fields.take('local', readEndpoint),
    remote: fields.take('remote', readEndpoint),
    ...ownerAndState(fields),
    status: fields.take('status', readStatus),
    reason: fields.take('reason', readNamedNumber),
    oldState: fields.take('oldState', readName),
    timer: fields.take('timer', readName),
    figures,
  };
  const words = fields.rest();
  // The table names only steps of TCP_STEPS; a test holds it to that.
  return { ...event, step: tailLossStep(words['event']) ?? event.step, words } as TcpEvent;
}

/**
 * 1480 prints the state behind `ProcessId =` and the pid behind `TcpState =`. Should a later build set that right, the
 * value that looks like a state is the state: the named one, or the one up to 10 when the other is above.
 */
function ownerAndState(fields: Fields): { readonly pid: number | null; readonly state: string | null } {
  const state = fields.text('state');
  const pid = fields.text('pid');
  const areSwapped = state !== null && pid !== null && !looksLikeState(state) && looksLikeState(pid);
  const [stateText, pidText] = areSwapped ? [pid, state] : [state, pid];
  return { pid: pidText === null ? null : readPid(pidText), state: stateText === null ? null : readName(stateText) };
}

/** `TimeWaitState` is 10, the highest. */
const HIGHEST_STATE = 10;

function looksLikeState(text: string): boolean {
  return /State/.test(text) || Number(text) <= HIGHEST_STATE;
}

/** 1386 is one message for three things; the map of its event is printed as a name by both programs. */
const TAIL_LOSS_STEPS: ReadonlyMap<string, TcpEvent['step']> = new Map([
  ['TimerArmed', 'timer-armed'],
  ['TimerFired', 'timer-fired'],
  ['Failed', 'failed'],
]);

function tailLossStep(event: string | undefined): TcpEvent['step'] | null {
  return event === undefined ? null : (TAIL_LOSS_STEPS.get(event) ?? null);
}
