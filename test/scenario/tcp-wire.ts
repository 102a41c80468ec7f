import type { DropLine } from './log-options.js';
import {
  type ConversationOptions,
  otherSide,
  type Retransmission,
  type RetransmissionKind,
  type Segment,
  type Side,
} from './segment.js';
import { tcp } from './tcp-packet.js';

const TWO_32 = 2 ** 32;

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

/** What a conversation is written with: its clock, the numbers of both sides, and the segments so far. */
export class TcpWire {
  readonly options: ConversationOptions;
  readonly segments: Segment[] = [];
  readonly retransmissions: Retransmission[] = [];
  /** Next sequence number of each side, not yet modulo 2^32. */
  readonly next: Record<Side, number>;
  /** What each side has received in order and acknowledges. */
  readonly received: Record<Side, number>;
  nowMs: number;

  constructor(options: Pick<ConversationOptions, 'client' | 'server'> & Partial<ConversationOptions>) {
    this.options = {
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
    this.nowMs = this.options.startMs;
    this.next = { ...this.options.initialSequence };
    this.received = { client: 0, server: 0 };
  }

  /** True for the side that captures. */
  here(side: Side): boolean {
    return this.options.thisHost === side;
  }

  /** Sequence numbers are modulo 2^32. */
  wrap(sequence: number): number {
    return ((sequence % TWO_32) + TWO_32) % TWO_32;
  }

  /** Windows and Linux order their options differently. */
  synOptions(side: Side): string {
    const { mss, timestamps } = this.options;
    if (timestamps) return `mss ${mss},sackOK,TS val ${this.#tick()} ecr 0,nop,wscale 7`;
    if (this.here(side)) return `mss ${mss},nop,wscale 8,nop,nop,sackOK`;
    return `mss ${mss},nop,nop,sackOK,nop,wscale 7`;
  }

  #tick(): number {
    return 700_000 + Math.round(this.nowMs);
  }

  /** The first segment, each time with the same number. */
  syn(drops?: readonly DropLine[]): void {
    const sequence = this.options.initialSequence.client;
    this.put('client', {
      atMs: this.nowMs,
      flags: 'S',
      sequence,
      options: this.synOptions('client'),
      window: 64240,
      ...(drops ? { drops } : {}),
    });
    this.next.client = sequence + 1;
    this.received.server = this.next.client;
  }

  /** New data; unseen when it is lost before this host. */
  data(from: Side, payloadBytes: number, seen: boolean, info?: string, drops?: readonly DropLine[]): void {
    const sequence = this.wrap(this.next[from]);
    this.put(from, {
      atMs: this.nowMs,
      flags: 'P.',
      sequence,
      payloadBytes,
      seen,
      ...(info === undefined ? {} : { info }),
      ...(drops ? { drops } : {}),
    });
    this.next[from] += payloadBytes;
  }

  /** A segment once more. */
  repeat(kind: RetransmissionKind, from: Side, sequence: number, payloadBytes: number, originalSeen: boolean): void {
    this.note(kind, from, this.wrap(sequence), payloadBytes, originalSeen);
    this.put(from, {
      atMs: this.nowMs,
      flags: 'P.',
      sequence: this.wrap(sequence),
      payloadBytes,
    });
  }

  /** An empty segment that acknowledges everything received in order. */
  acknowledge(side: Side): void {
    this.put(side, { atMs: this.nowMs, flags: '.' });
    this.nowMs += 0.03;
  }

  /** Remembers a retransmission as the truth. */
  note(kind: RetransmissionKind, from: Side, sequence: number, payloadBytes: number, originalSeen: boolean): void {
    this.retransmissions.push({
      atMs: this.nowMs,
      from,
      kind,
      sequence,
      payloadBytes,
      originalSeen,
    });
  }

  /** Writes a segment down, unless it never reaches this host. */
  put(from: Side, sending: Sending): void {
    if (sending.seen === false) return;
    const { timestamps, windows } = this.options;
    const [source, destination] = [this.options[from], this.options[otherSide(from)]];
    const stamps = `nop,nop,TS val ${this.#tick()} ecr ${this.#tick() - 20}`;
    const options = sending.options ?? (timestamps && !sending.flags.includes('R') ? stamps : undefined);
    const { drops, seen: _, atMs, ...parts } = sending;
    const frame = tcp({
      source: source.address,
      sourcePort: source.port,
      destination: destination.address,
      destinationPort: destination.port,
      acknowledgement: this.wrap(this.received[from]),
      window: windows[from],
      ...parts,
      ...(options === undefined ? {} : { options }),
    });
    this.segments.push({
      atMs,
      from,
      outward: this.here(from),
      frame,
      ...(drops ? { drops } : {}),
    });
  }
}
