import type { DropLine } from './log-options.js';
import { type ConversationOptions, otherSide, type Retransmission, type Segment, type Side } from './segment.js';
import { TcpWire } from './tcp-wire.js';

/** Gaps between the copies of an unanswered SYN: Windows 11 and Server 2022 (0, 1, 3, 7, 15 s), and earlier (0, 3, 9 s). */
export const SYN_GAPS_MS = {
  windows11: [1000, 2000, 4000, 8000],
  windows10: [3000, 6000],
} as const;
/** Windows gives a segment up after this many retransmissions (TcpMaxDataRetransmissions). */
export const WINDOWS_DATA_RETRANSMISSIONS = 5;
/** Windows repeats a SYN that was refused twice, this long after the RST. */
const REFUSED_GAP_MS = 500;
const DELAYED_ACK_MS = 40;
const SERIALIZATION_MS = 0.012;

/**
 * A TCP connection, told step by step; every step moves the clock on and keeps the sequence numbers right.
 * The steps are what happened on the wire, `retransmissions()` is the truth that a reader of the log should find.
 */
export class Conversation {
  readonly #wire: TcpWire;

  constructor(options: Pick<ConversationOptions, 'client' | 'server'> & Partial<ConversationOptions>) {
    this.#wire = new TcpWire(options);
  }

  /** Time on the clock of the capture after the last step, in milliseconds. */
  get nowMs(): number {
    return this.#wire.nowMs;
  }

  segments(): readonly Segment[] {
    return this.#wire.segments.toSorted((a, b) => a.atMs - b.atMs);
  }

  retransmissions(): readonly Retransmission[] {
    return this.#wire.retransmissions.toSorted((a, b) => a.atMs - b.atMs);
  }

  wait(ms: number): this {
    this.#wire.nowMs += ms;
    return this;
  }

  /** SYN, SYN-ACK, ACK. The first `lost` SYNs are lost on the way; each gap is the time to the next copy. */
  connect(lost = 0, gapsMs: readonly number[] = SYN_GAPS_MS.windows11): this {
    const wire = this.#wire;
    const { initialSequence, rttMs } = wire.options;
    for (let copy = 0; copy <= lost; copy += 1) {
      // The other host's SYNs that were lost never got here.
      const seen = wire.here('client') || copy === lost;
      if (copy > 0 && seen) wire.note('syn', 'client', initialSequence.client, 0, wire.here('client'));
      if (seen) wire.syn();
      if (copy < lost) wire.nowMs += gapsMs[copy] ?? 1000;
    }
    wire.nowMs += wire.here('client') ? rttMs : 0.06;
    wire.next.server += 1;
    wire.received.client = wire.next.server;
    const answer = {
      flags: 'S.',
      sequence: initialSequence.server,
      options: wire.synOptions('server'),
      window: 65535,
    };
    wire.put('server', { atMs: wire.nowMs, ...answer });
    wire.nowMs += wire.here('client') ? 0.05 : rttMs;
    wire.acknowledge('client');
    return this;
  }

  /** SYNs that nobody answers: the first and one more after each gap. With `drops` they end at this host. */
  connectInVain(gapsMs: readonly number[] = SYN_GAPS_MS.windows11, drops?: readonly DropLine[]): this {
    const wire = this.#wire;
    wire.syn(drops);
    for (const gapMs of gapsMs) {
      wire.nowMs += gapMs;
      wire.note('syn', 'client', wire.options.initialSequence.client, 0, true);
      wire.syn(drops);
    }
    return this;
  }

  /** Every SYN is answered by RST; Windows repeats it twice before it tells the application. */
  connectRefused(attempts = 3): this {
    const wire = this.#wire;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) {
        wire.nowMs += REFUSED_GAP_MS;
        wire.note('syn', 'client', wire.options.initialSequence.client, 0, true);
      }
      wire.syn();
      wire.nowMs += wire.here('client') ? wire.options.rttMs : 0.05;
      wire.put('server', { atMs: wire.nowMs, flags: 'R.', sequence: 0, window: 0 });
    }
    return this;
  }

  /** Data in segments of at most one MSS, acknowledged one round trip later. */
  send(from: Side, bytes: number, info?: string): this {
    const wire = this.#wire;
    this.#burst(from, bytes, info);
    wire.nowMs += wire.here(from) ? wire.options.rttMs : DELAYED_ACK_MS;
    wire.acknowledge(otherSide(from));
    return this;
  }

  /** Data that this host hands to its adapter in one piece, which cuts it into segments (large send offload). */
  sendOffloaded(bytes: number): this {
    const wire = this.#wire;
    const from = wire.options.thisHost;
    wire.data(from, bytes, true);
    wire.received[otherSide(from)] = wire.next[from];
    wire.nowMs += wire.options.rttMs;
    wire.acknowledge(otherSide(from));
    return this;
  }

  /** Data that arrives and is refused there: nothing acknowledges it. */
  sendInVain(from: Side, bytes: number, drops: readonly DropLine[]): this {
    const wire = this.#wire;
    wire.data(from, bytes, true, undefined, drops);
    return this;
  }

  /** Data that arrives; what happens next is the answer. */
  sendUnacknowledged(from: Side, bytes: number, info?: string): this {
    this.#burst(from, bytes, info);
    this.#wire.nowMs += this.#wire.options.rttMs;
    return this;
  }

  /** RST without ACK: a stack that does not know the connection answers with the number it was told to expect. */
  resetUnknown(from: Side): this {
    const wire = this.#wire;
    wire.put(from, { atMs: wire.nowMs, flags: 'R', sequence: wire.wrap(wire.next[from]), window: 0 });
    return this;
  }

  /** One segment is lost in the middle of a burst; three duplicate acknowledgements (with SACK) bring it back. */
  loseInBurst(from: Side, followers = 4): this {
    const wire = this.#wire;
    const mss = wire.options.mss;
    const hole = wire.next[from];
    wire.data(from, mss, wire.here(from));
    const acknowledger = otherSide(from);
    const arrivalMs = wire.here(from) ? wire.options.rttMs : 0.03;
    const burstMs = wire.nowMs;
    for (let index = 0; index < followers; index += 1) {
      wire.nowMs = burstMs + (index + 1) * SERIALIZATION_MS;
      wire.data(from, mss, true);
      const blocks = `nop,nop,sack 1 {${wire.wrap(hole + mss)}:${wire.wrap(wire.next[from])}}`;
      wire.put(acknowledger, {
        atMs: wire.nowMs + arrivalMs,
        flags: '.',
        acknowledgement: wire.wrap(hole),
        options: blocks,
      });
    }
    wire.nowMs += arrivalMs + (wire.here(from) ? 0.08 : wire.options.rttMs);
    wire.repeat('fast', from, hole, mss, wire.here(from));
    wire.received[acknowledger] = wire.next[from];
    wire.nowMs += wire.here(from) ? wire.options.rttMs : 0.03;
    wire.acknowledge(acknowledger);
    return this;
  }

  /** The last segment of a burst is lost; the tail loss probe brings it back after two round trips. */
  loseTail(from: Side, bytes = this.#wire.options.mss): this {
    const wire = this.#wire;
    const hole = wire.next[from];
    wire.data(from, bytes, wire.here(from));
    wire.nowMs += 2 * wire.options.rttMs + 10;
    wire.repeat('tlp', from, hole, bytes, wire.here(from));
    return this.#recovered(from);
  }

  /** A segment is lost `copies` times; the timer doubles each time. */
  loseUntilTimeout(from: Side, copies = 1, bytes = this.#wire.options.mss): this {
    this.#repeatByTimer(from, copies, bytes);
    return this.#recovered(from);
  }

  /** Nothing gets through any more: the sender repeats the segment, then resets the connection. */
  giveUp(from: Side, copies = WINDOWS_DATA_RETRANSMISSIONS, bytes = this.#wire.options.mss): this {
    const wire = this.#wire;
    const waitMs = this.#repeatByTimer(from, copies, bytes);
    wire.nowMs += waitMs;
    return this.reset(from);
  }

  /** RST with ACK, as an application or stack sends it that gives the connection up. */
  reset(from: Side, drops?: readonly DropLine[]): this {
    const wire = this.#wire;
    wire.put(from, {
      atMs: wire.nowMs,
      flags: 'R.',
      sequence: wire.wrap(wire.next[from]),
      window: 0,
      ...(drops ? { drops } : {}),
    });
    return this;
  }

  /** Keep-alive: one byte below what was acknowledged, answered by an ACK. Not a retransmission. */
  keepAlive(from: Side): this {
    const wire = this.#wire;
    wire.put(from, {
      atMs: wire.nowMs,
      flags: '.',
      sequence: wire.wrap(wire.next[from] - 1),
      payloadBytes: 1,
    });
    wire.nowMs += wire.here(from) ? wire.options.rttMs : 0.05;
    wire.acknowledge(otherSide(from));
    return this;
  }

  /** FIN from one side, FIN from the other, last ACK. */
  close(first: Side = 'client'): this {
    const wire = this.#wire;
    for (const side of [first, otherSide(first)]) {
      wire.put(side, { atMs: wire.nowMs, flags: 'F.', sequence: wire.wrap(wire.next[side]) });
      wire.next[side] += 1;
      wire.received[otherSide(side)] = wire.next[side];
      wire.nowMs += wire.here(side) ? wire.options.rttMs : 0.05;
      wire.acknowledge(otherSide(side));
      wire.nowMs += 0.2;
    }
    return this;
  }

  #burst(from: Side, bytes: number, info: string | undefined): void {
    const wire = this.#wire;
    for (let left = bytes; left > 0; left -= wire.options.mss) {
      wire.data(from, Math.min(left, wire.options.mss), true, left === bytes ? info : undefined);
      wire.nowMs += SERIALIZATION_MS;
    }
    wire.received[otherSide(from)] = wire.next[from];
  }

  /** Gives the time the next copy would have waited. Copies of the other host are lost before they get here, except the last. */
  #repeatByTimer(from: Side, copies: number, bytes: number): number {
    const wire = this.#wire;
    const hole = wire.next[from];
    wire.data(from, bytes, wire.here(from));
    let waitMs = Math.max(wire.options.rtoMs, wire.options.rttMs * 3);
    for (let copy = 1; copy <= copies; copy += 1) {
      wire.nowMs += waitMs;
      waitMs *= 2;
      const arrives = wire.here(from) || copy === copies;
      if (arrives) wire.repeat('rto', from, hole, bytes, wire.here(from));
    }
    return waitMs;
  }

  #recovered(from: Side): this {
    const wire = this.#wire;
    wire.received[otherSide(from)] = wire.next[from];
    wire.nowMs += wire.here(from) ? wire.options.rttMs : 0.05;
    wire.acknowledge(otherSide(from));
    return this;
  }
}
