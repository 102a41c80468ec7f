import type { StackEndpoint, StackRecord } from '../../src/events/stack.js';
import type { TCP_STEPS, TcpEvent, TcpWhat } from '../../src/events/tcp.js';

/** Local midnight of 2026-03-02, the day of all tests here. */
export const DAY = 1_772_409_600_000_000_000n;

export function at(ms: number): bigint {
  return DAY + BigInt(Math.round(ms * 1e6));
}

/** `192.0.2.5:443` or `[2001:db8::1]:443`, taken apart. */
export function end(text: string): StackEndpoint {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
}

export const LOCAL = '192.0.2.68:55330';
export const REMOTE = '198.51.100.27:443';

type Fields = Partial<Omit<TcpEvent, 'local' | 'remote' | 'what' | 'step' | 'kind'>> & {
  readonly local?: string | null;
  readonly remote?: string | null;
};

/** Writes TCP events one after another, with line numbers; times are milliseconds. */
export class Tape {
  readonly events: TcpEvent[] = [];
  readonly input: number;
  constructor(input = 0) {
    this.input = input;
  }

  tcp<W extends TcpWhat>(
    ms: number,
    tcb: string | null,
    what: W,
    step: (typeof TCP_STEPS)[W][number],
    fields: Fields = {},
  ): this {
    const { local = null, remote = null, ...rest } = fields;
    const event = {
      kind: 'tcp',
      ...place(ms, this.input, this.events.length + 1),
      tcb,
      what,
      step,
      local: local === null ? null : end(local),
      remote: remote === null ? null : end(remote),
      pid: null,
      status: null,
      reason: null,
      state: null,
      oldState: null,
      timer: null,
      how: null,
      figures: {},
      words: {},
      ...rest,
    };
    this.events.push(event as unknown as TcpEvent);
    return this;
  }
}

export function place(ms: number, input = 0, line = 1): StackRecord {
  return { at: at(ms), input, line, contextPid: null };
}
