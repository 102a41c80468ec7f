import type { Nanoseconds } from '../../base/time.js';
import type { NamedNumber, StackEndpoint, StatusCode } from '../../events/stack.js';
import type { RetransmitKind, TcpEvent, TcpFigure } from '../../events/tcp.js';
import type { Match } from '../../parse/match.js';
import type { Plan } from '../../parse/plan.js';
import type { MatchedEvent } from '../log-format.js';
import { MessageValues } from './message-values.js';
import { TcpFigures } from './tcp-figures.js';
import { TcpLayout } from './tcp-layout.js';
import { readName, readNamedNumber, readPid, readStatus } from './values.js';

/** Id of this format. */
export const FORMAT = 'nettrace-text';
/** As many as the parser keeps shapes. */
const MAXIMUM_LAYOUTS = 20_000;

/**
 * A message of the TCP layer as an event. Its fields are read when somebody asks: a log has hundreds of thousands of these
 * messages with ten fields each, and most of them are looked at for two. One object for all messages of a reader, so it is
 * only valid while it is handed over; `toPlain` gives a copy.
 */
export class TcpMessage implements MatchedEvent {
  readonly kind = 'tcp';
  readonly format = FORMAT;
  readonly input: number;
  line = 0;
  contextPid: number | null = null;
  what: string | null = null;
  step: string | null = null;
  how: RetransmitKind | null = null;
  readonly figures: TcpEvent['figures'];
  day: Nanoseconds = 0n;
  ofDayNs = 0;
  readonly #values = new MessageValues();
  readonly #figures = new TcpFigures(this.#values);
  readonly #layouts = new Map<Plan, TcpLayout>();
  #layout = new TcpLayout(this.#values.match.plan);
  #at: Nanoseconds | null = null;
  /** Read when they are asked for first; undefined until then. */
  #tcb: string | null | undefined;
  #local: StackEndpoint | null | undefined;
  #remote: StackEndpoint | null | undefined;

  constructor(input: number) {
    this.input = input;
    this.figures = this.#figures.named;
  }

  /** The event of this message; the one before it is no longer valid. */
  of(match: Match, line: number, contextPid: number | null, day: Nanoseconds, ofDayNs: number): TcpEvent {
    const layout = this.#layoutOf(match.plan);
    this.#layout = layout;
    this.#figures.slots = layout.figures;
    this.#values.match = match;
    this.line = line;
    this.contextPid = contextPid;
    this.day = day;
    this.ofDayNs = ofDayNs;
    this.#at = null;
    this.what = layout.what;
    this.step = layout.event === null ? layout.step : (this.#tailLossStep() ?? layout.step);
    this.how = layout.how;
    this.#tcb = undefined;
    this.#local = undefined;
    this.#remote = undefined;
    // The table names only steps of TCP_STEPS; a test holds it to that.
    return this as unknown as TcpEvent;
  }

  /** Where its fields are. */
  get match(): Match {
    return this.#values.match;
  }

  get at(): Nanoseconds {
    return (this.#at ??= this.day + BigInt(this.ofDayNs));
  }

  get tcb(): string | null {
    if (this.#tcb === undefined) this.#tcb = this.#values.pointer(this.#layout.tcb);
    return this.#tcb;
  }

  get local(): StackEndpoint | null {
    if (this.#local === undefined) this.#local = this.#values.endpoint(this.#layout.local);
    return this.#local;
  }

  get remote(): StackEndpoint | null {
    if (this.#remote === undefined) this.#remote = this.#values.endpoint(this.#layout.remote);
    return this.#remote;
  }

  get pid(): number | null {
    const { pid, state } = this.#layout;
    if (pid === null) return null;
    const text = state !== null && this.#isSwapped ? this.#values.text(state) : this.#values.text(pid);
    return readPid(text);
  }

  get state(): string | null {
    const { pid, state } = this.#layout;
    if (state === null) return null;
    return this.#values.name(pid !== null && this.#isSwapped ? pid : state);
  }

  get status(): StatusCode | null {
    const slot = this.#layout.status;
    return slot === null ? null : readStatus(this.#values.text(slot));
  }

  get reason(): NamedNumber | null {
    const slot = this.#layout.reason;
    return slot === null ? null : readNamedNumber(this.#values.text(slot));
  }

  get oldState(): string | null {
    return this.#values.name(this.#layout.oldState);
  }

  get timer(): string | null {
    return this.#values.name(this.#layout.timer);
  }

  get words(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#layout.words.map(([name, slot]) => [name, readName(this.#values.text(slot)) ?? '']),
    );
  }

  /** A copy that stays what it is. */
  toPlain(): TcpEvent {
    const { kind, at, contextPid, input, line, what, step, how, tcb, local, remote, pid, state } = this;
    const { status, reason, oldState, timer, words } = this;
    const figures: Partial<Record<TcpFigure, number>> = {};
    for (const name of this.#layout.figureNames) {
      const value = this.figures[name];
      if (value !== undefined) figures[name] = value;
    }
    const ends = { tcb, local, remote, pid, state, status, reason, oldState, timer };
    return { kind, at, contextPid, input, line, what, step, how, ...ends, figures, words } as TcpEvent;
  }

  /**
   * 1480 prints the state behind `ProcessId =` and the pid behind `TcpState =`. Should a later build set that right, the
   * value that looks like a state is the state: the named one, or the one up to 10 when the other is above.
   */
  get #isSwapped(): boolean {
    const { pid, state } = this.#layout;
    if (pid === null || state === null) return false;
    const [pidText, stateText] = [this.#values.text(pid), this.#values.text(state)];
    return stateText !== '' && pidText !== '' && !looksLikeState(stateText) && looksLikeState(pidText);
  }

  #tailLossStep(): string | null {
    const event = this.#values.name(this.#layout.event);
    return event === null ? null : (TAIL_LOSS_STEPS.get(event) ?? null);
  }

  #layoutOf(plan: Plan): TcpLayout {
    let layout = this.#layouts.get(plan);
    if (layout === undefined) {
      layout = new TcpLayout(plan);
      if (this.#layouts.size < MAXIMUM_LAYOUTS) this.#layouts.set(plan, layout);
    }
    return layout;
  }
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
