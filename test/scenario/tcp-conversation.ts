import type { Frame } from './frame.js';
import type { DropLine } from './pktmon-log.js';
import { tcp } from './tcp-packet.js';

export type Side = 'client' | 'server';
export type RetransmissionKind = 'syn' | 'rto' | 'fast' | 'tlp';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A segment as this host sees it: when it leaves, or when it arrives. */
export interface Segment {
  readonly atMs: number;
  readonly from: Side;
  readonly outward: boolean;
  readonly frame: Frame;
  readonly drops?: readonly DropLine[];
}

/** A retransmission that really happened. */
export interface Retransmission {
  readonly atMs: number;
  readonly from: Side;
  readonly kind: RetransmissionKind;
  readonly sequence: number;
  readonly payloadBytes: number;
  /** False when the first copy was lost before it reached this host: only a gap tells of it. */
  readonly originalSeen: boolean;
}

export interface ConversationOptions {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** Which end is the machine that captures. */
  readonly thisHost: Side;
  readonly startMs: number;
  readonly rttMs: number;
  readonly mss: number;
  readonly initialSequence: Readonly<Record<Side, number>>;
  readonly windows: Readonly<Record<Side, number>>;
  /** Adds timestamp options, as Linux does; Windows does not by default. */
  readonly timestamps: boolean;
  /** Smallest time to the first retransmission by timer. */
  readonly rtoMs: number;
}

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
const TWO_32 = 2 ** 32;

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client');

interface Sending {
  readonly atMs: number;
  readonly flags: string;
  readonly sequence?: number;
  readonly payloadBytes?: number;
  readonly options?: string;
  readonly info?: string;
  readonly window?: number;
  readonly acknowledgement?: number;
  /** False for a segment of the other host that never arrives here. */
  readonly seen?: boolean;
  readonly drops?: readonly DropLine[];
}

/**
 * A TCP connection, told step by step; every step moves the clock on and keeps the sequence numbers right (modulo 2^32).
 * The steps are what happened on the wire, `retransmissions()` is the truth that a reader of the log should find.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #segments: Segment[] = [];
  readonly #truth: Retransmission[] = [];
  readonly #next: Record<Side, number>;
  /** What each side has received in order and acknowledges. */
  readonly #received: Record<Side, number>;
  #nowMs: number;

  constructor(
    options: Pick<ConversationOptions, 'client' | 'server'> & Partial<ConversationOptions>,
  ) {
    this.#options = {
      thisHost: 'client',
      startMs: 0,
      rttMs: 18,
      mss: 1460,
      initialSequence: { client: 1_105_024_978, server: 3_204_519_551 },
      windows: { client: 1028, server: 501 },
      timestamps: false,
      rtoMs: 300,
      ...options,
    };
    this.#nowMs = this.#options.startMs;
    this.#next = { ...this.#options.initialSequence };
    this.#received = { client: 0, server: 0 };
  }

  /** Time on the clock of the capture after the last step, in milliseconds. */
  get nowMs(): number {
    return this.#nowMs;
  }

  segments(): readonly Segment[] {
    return this.#segments.toSorted((a, b) => a.atMs - b.atMs);
  }

  retransmissions(): readonly Retransmission[] {
    return this.#truth.toSorted((a, b) => a.atMs - b.atMs);
  }

  wait(ms: number): this {
    this.#nowMs += ms;
    return this;
  }

  /** SYN, SYN-ACK, ACK. The first `lost` SYNs are lost on the way; each gap is the time to the next copy. */
  connect(lost = 0, gapsMs: readonly number[] = SYN_GAPS_MS.windows11): this {
    const { initialSequence, rttMs } = this.#options;
    for (let copy = 0; copy <= lost; copy += 1) {
      // The other host's SYNs that were lost never got here.
      const seen = this.#here('client') || copy === lost;
      if (copy > 0 && seen)
        this.#note('syn', 'client', initialSequence.client, 0, this.#here('client'));
      if (seen) this.#syn();
      if (copy < lost) this.#nowMs += gapsMs[copy] ?? 1000;
    }
    this.#nowMs += this.#here('client') ? rttMs : 0.06;
    this.#next.server += 1;
    this.#received.client = this.#next.server;
    const answer = {
      flags: 'S.',
      sequence: initialSequence.server,
      options: this.#synOptions('server'),
      window: 65535,
    };
    this.#put('server', { atMs: this.#nowMs, ...answer });
    this.#nowMs += this.#here('client') ? 0.05 : rttMs;
    return this.#acknowledge('client');
  }

  /** SYNs that nobody answers: the first and one more after each gap. With `drops` they end at this host. */
  connectInVain(
    gapsMs: readonly number[] = SYN_GAPS_MS.windows11,
    drops?: readonly DropLine[],
  ): this {
    this.#syn(drops);
    for (const gapMs of gapsMs) {
      this.#nowMs += gapMs;
      this.#note('syn', 'client', this.#options.initialSequence.client, 0, true);
      this.#syn(drops);
    }
    return this;
  }

  /** Every SYN is answered by RST; Windows repeats it twice before it tells the application. */
  connectRefused(attempts = 3): this {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) {
        this.#nowMs += REFUSED_GAP_MS;
        this.#note('syn', 'client', this.#options.initialSequence.client, 0, true);
      }
      this.#syn();
      this.#nowMs += this.#here('client') ? this.#options.rttMs : 0.05;
      this.#put('server', { atMs: this.#nowMs, flags: 'R.', sequence: 0, window: 0 });
    }
    return this;
  }

  /** Data in segments of at most one MSS, acknowledged one round trip later. */
  send(from: Side, bytes: number, info?: string): this {
    this.#burst(from, bytes, info);
    this.#nowMs += this.#here(from) ? this.#options.rttMs : DELAYED_ACK_MS;
    return this.#acknowledge(other(from));
  }

  /** One segment is lost in the middle of a burst; three duplicate acknowledgements (with SACK) bring it back. */
  loseInBurst(from: Side, followers = 4): this {
    const mss = this.#options.mss;
    const hole = this.#next[from];
    this.#data(from, mss, this.#here(from));
    const acknowledger = other(from);
    const arrivalMs = this.#here(from) ? this.#options.rttMs : 0.03;
    const burstMs = this.#nowMs;
    for (let index = 0; index < followers; index += 1) {
      this.#nowMs = burstMs + (index + 1) * SERIALIZATION_MS;
      this.#data(from, mss, true);
      const blocks = `nop,nop,sack 1 {${this.#wrap(hole + mss)}:${this.#wrap(this.#next[from])}}`;
      this.#put(acknowledger, {
        atMs: this.#nowMs + arrivalMs,
        flags: '.',
        acknowledgement: this.#wrap(hole),
        options: blocks,
      });
    }
    this.#nowMs += arrivalMs + (this.#here(from) ? 0.08 : this.#options.rttMs);
    this.#repeat('fast', from, hole, mss, this.#here(from));
    this.#received[acknowledger] = this.#next[from];
    this.#nowMs += this.#here(from) ? this.#options.rttMs : 0.03;
    return this.#acknowledge(acknowledger);
  }

  /** The last segment of a burst is lost; the tail loss probe brings it back after two round trips. */
  loseTail(from: Side, bytes = this.#options.mss): this {
    const hole = this.#next[from];
    this.#data(from, bytes, this.#here(from));
    this.#nowMs += 2 * this.#options.rttMs + 10;
    this.#repeat('tlp', from, hole, bytes, this.#here(from));
    return this.#recovered(from);
  }

  /** A segment is lost `copies` times; the timer doubles each time. */
  loseUntilTimeout(from: Side, copies = 1, bytes = this.#options.mss): this {
    this.#repeatByTimer(from, copies, bytes);
    return this.#recovered(from);
  }

  /** Nothing gets through any more: the sender repeats the segment, then resets the connection. */
  giveUp(from: Side, copies = WINDOWS_DATA_RETRANSMISSIONS, bytes = this.#options.mss): this {
    const waitMs = this.#repeatByTimer(from, copies, bytes);
    this.#nowMs += waitMs;
    return this.reset(from);
  }

  /** RST with ACK, as an application or stack sends it that gives the connection up. */
  reset(from: Side, drops?: readonly DropLine[]): this {
    this.#put(from, {
      atMs: this.#nowMs,
      flags: 'R.',
      sequence: this.#wrap(this.#next[from]),
      window: 0,
      ...(drops ? { drops } : {}),
    });
    return this;
  }

  /** Keep-alive: one byte below what was acknowledged, answered by an ACK. Not a retransmission. */
  keepAlive(from: Side): this {
    this.#put(from, {
      atMs: this.#nowMs,
      flags: '.',
      sequence: this.#wrap(this.#next[from] - 1),
      payloadBytes: 1,
    });
    this.#nowMs += this.#here(from) ? this.#options.rttMs : 0.05;
    return this.#acknowledge(other(from));
  }

  /** FIN from one side, FIN from the other, last ACK. */
  close(first: Side = 'client'): this {
    for (const side of [first, other(first)]) {
      this.#put(side, { atMs: this.#nowMs, flags: 'F.', sequence: this.#wrap(this.#next[side]) });
      this.#next[side] += 1;
      this.#received[other(side)] = this.#next[side];
      this.#nowMs += this.#here(side) ? this.#options.rttMs : 0.05;
      this.#acknowledge(other(side));
      this.#nowMs += 0.2;
    }
    return this;
  }

  #here(side: Side): boolean {
    return this.#options.thisHost === side;
  }

  #wrap(sequence: number): number {
    return ((sequence % TWO_32) + TWO_32) % TWO_32;
  }

  /** Windows and Linux order their options differently. */
  #synOptions(side: Side): string {
    const { mss, timestamps } = this.#options;
    if (timestamps) return `mss ${mss},sackOK,TS val ${this.#tick()} ecr 0,nop,wscale 7`;
    if (this.#here(side)) return `mss ${mss},nop,wscale 8,nop,nop,sackOK`;
    return `mss ${mss},nop,nop,sackOK,nop,wscale 7`;
  }

  #tick(): number {
    return 700_000 + Math.round(this.#nowMs);
  }

  #syn(drops?: readonly DropLine[]): void {
    const sequence = this.#options.initialSequence.client;
    this.#put('client', {
      atMs: this.#nowMs,
      flags: 'S',
      sequence,
      options: this.#synOptions('client'),
      window: 64240,
      ...(drops ? { drops } : {}),
    });
    this.#next.client = sequence + 1;
    this.#received.server = this.#next.client;
  }

  #burst(from: Side, bytes: number, info: string | undefined): void {
    for (let left = bytes; left > 0; left -= this.#options.mss) {
      this.#data(from, Math.min(left, this.#options.mss), true, left === bytes ? info : undefined);
      this.#nowMs += SERIALIZATION_MS;
    }
    this.#received[other(from)] = this.#next[from];
  }

  #data(from: Side, payloadBytes: number, seen: boolean, info?: string): void {
    const sequence = this.#wrap(this.#next[from]);
    this.#put(from, {
      atMs: this.#nowMs,
      flags: 'P.',
      sequence,
      payloadBytes,
      seen,
      ...(info === undefined ? {} : { info }),
    });
    this.#next[from] += payloadBytes;
  }

  #repeat(
    kind: RetransmissionKind,
    from: Side,
    sequence: number,
    payloadBytes: number,
    originalSeen: boolean,
  ): void {
    this.#note(kind, from, this.#wrap(sequence), payloadBytes, originalSeen);
    this.#put(from, {
      atMs: this.#nowMs,
      flags: 'P.',
      sequence: this.#wrap(sequence),
      payloadBytes,
    });
  }

  /** Gives the time the next copy would have waited. Copies of the other host are lost before they get here, except the last. */
  #repeatByTimer(from: Side, copies: number, bytes: number): number {
    const hole = this.#next[from];
    this.#data(from, bytes, this.#here(from));
    let waitMs = Math.max(this.#options.rtoMs, this.#options.rttMs * 3);
    for (let copy = 1; copy <= copies; copy += 1) {
      this.#nowMs += waitMs;
      waitMs *= 2;
      const arrives = this.#here(from) || copy === copies;
      if (arrives) this.#repeat('rto', from, hole, bytes, this.#here(from));
    }
    return waitMs;
  }

  #recovered(from: Side): this {
    this.#received[other(from)] = this.#next[from];
    this.#nowMs += this.#here(from) ? this.#options.rttMs : 0.05;
    return this.#acknowledge(other(from));
  }

  #acknowledge(side: Side): this {
    this.#put(side, { atMs: this.#nowMs, flags: '.' });
    this.#nowMs += 0.03;
    return this;
  }

  #note(
    kind: RetransmissionKind,
    from: Side,
    sequence: number,
    payloadBytes: number,
    originalSeen: boolean,
  ): void {
    this.#truth.push({ atMs: this.#nowMs, from, kind, sequence, payloadBytes, originalSeen });
  }

  #put(from: Side, sending: Sending): void {
    if (sending.seen === false) return;
    const { timestamps, windows } = this.#options;
    const [source, destination] = [this.#options[from], this.#options[other(from)]];
    const stamps = `nop,nop,TS val ${this.#tick()} ecr ${this.#tick() - 20}`;
    const options =
      sending.options ?? (timestamps && !sending.flags.includes('R') ? stamps : undefined);
    const { drops, seen: _, atMs, ...parts } = sending;
    const frame = tcp({
      source: source.address,
      sourcePort: source.port,
      destination: destination.address,
      destinationPort: destination.port,
      acknowledgement: this.#wrap(this.#received[from]),
      window: windows[from],
      ...parts,
      ...(options === undefined ? {} : { options }),
    });
    this.#segments.push({
      atMs,
      from,
      outward: this.#here(from),
      frame,
      ...(drops ? { drops } : {}),
    });
  }
}
