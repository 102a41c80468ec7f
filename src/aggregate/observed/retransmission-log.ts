import type { EvidenceText } from '../../events/evidence.js';
import type { RetransmissionKind } from '../conversation.js';
import { DROP_NEAR_MS } from './seen-drops.js';
import { sequenceDistance } from './sequence-number.js';

/** Kept for each connection: the first ones, and those that waited longest. All are counted. */
const KEPT_FIRST = 10;
const KEPT_WORST = 10;
/** Copies whose fate is still open: a later acknowledgement or drop line may explain them. */
const OPEN_COPIES = 16;

/** One retransmission, each packet once. Times in milliseconds on the clock of the flow table. */
export interface Copy {
  readonly sender: 0 | 1;
  readonly atMs: number;
  readonly kind: RetransmissionKind;
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
  readonly segments: number;
  readonly afterMs: number | null;
  readonly copy: number;
  readonly timestamp: number | null;
  /** The copy before it was seen here, so at the receiving host the network had delivered the data. */
  readonly isOriginalSeen: boolean;
  isSpurious: boolean;
  /** The sender's own clock (timestamp option) shows that this copy, not the one before, was acknowledged. */
  isNeeded: boolean;
  isDroppedHere: boolean;
  evidence: EvidenceText | null;
}

/** Exact numbers of one direction. */
export interface CopyCounts {
  events: number;
  segments: number;
  bytes: number;
  syn: number;
  rto: number;
  tlp: number;
  fast: number;
  spurious: number;
  /** Spurious, or seen twice at a host that received both: what counts when the receiver is this host. */
  needlessAtReceiver: number;
  droppedHere: number;
  mostCopies: number;
}

/** All retransmissions of one connection: exact counts, and a bounded list. */
export class RetransmissionLog {
  readonly #first: Copy[] = [];
  readonly #worst: Copy[] = [];
  /** The latest ones, a ring when it is full. */
  readonly #open: Copy[] = [];
  /** Where the oldest of them stands. */
  #oldest = 0;
  /** Of `#worst`. */
  #shortestMs = Number.POSITIVE_INFINITY;
  #settled: [CopyCounts, CopyCounts] | null = null;

  /** The kept ones in the order of time. */
  get kept(): readonly Copy[] {
    return [...this.#first, ...this.#worst].sort((x, y) => x.atMs - y.atMs);
  }

  /** True when the list would keep a copy that waited so long; asked before the text of its line is made. */
  keeps(afterMs: number | null): boolean {
    return this.#first.length < KEPT_FIRST || this.#worst.length < KEPT_WORST || (afterMs ?? 0) > this.#shortestMs;
  }

  /** Gives the copy that had to leave the list, if one had to. */
  add(copy: Copy): Copy | null {
    this.#addOpen(copy);
    if (copy.evidence === null) return null;
    if (this.#first.length < KEPT_FIRST) {
      this.#first.push(copy);
      return null;
    }
    this.#worst.push(copy);
    this.#shortestMs = Math.min(this.#shortestMs, waited(copy));
    return this.#worst.length > KEPT_WORST ? this.#removeShortest() : null;
  }

  /** The latest copy of `[start, end)` whose fate is open, of those not known to be needless when `spurious` is false. */
  latest(sender: 0 | 1, start: number, end: number, spurious = true): Copy | null {
    const { length } = this.#open;
    for (let age = 1; age <= length; age++) {
      const copy = this.#open[(this.#oldest - age + length) % length] as Copy;
      if (isOf(copy, sender, start, end) && (spurious || !copy.isSpurious)) return copy;
    }
    return null;
  }

  /** A drop line of this host for `[start, end)`: it explains a copy that was sent (or came) at the same moment. */
  dropped(sender: 0 | 1, start: number, end: number, atMs: number): void {
    for (const copy of this.#open) {
      if (Math.abs(copy.atMs - atMs) <= DROP_NEAR_MS && isOf(copy, sender, start, end)) copy.isDroppedHere = true;
    }
  }

  /** Exact counts of one direction so far. */
  counts(sender: 0 | 1): CopyCounts {
    const counts = { ...(this.#settled?.[sender] ?? noCopies()) };
    for (const copy of this.#open) if (copy.sender === sender) count(counts, copy);
    return counts;
  }

  #addOpen(copy: Copy): void {
    if (this.#open.length < OPEN_COPIES) {
      this.#open.push(copy);
      return;
    }
    const settled = this.#open[this.#oldest] as Copy;
    this.#settled ??= [noCopies(), noCopies()];
    count(this.#settled[settled.sender], settled);
    this.#open[this.#oldest] = copy;
    this.#oldest = (this.#oldest + 1) % OPEN_COPIES;
  }

  #removeShortest(): Copy {
    const worst = this.#worst;
    let at = 0;
    while (waited(worst[at] as Copy) !== this.#shortestMs) at++;
    const [removed] = worst.splice(at, 1);
    this.#shortestMs = Number.POSITIVE_INFINITY;
    for (const copy of worst) this.#shortestMs = Math.min(this.#shortestMs, waited(copy));
    return removed as Copy;
  }
}

function waited({ afterMs }: Copy): number {
  return afterMs ?? 0;
}

/** True for a copy of bytes of `[start, end)`. */
function isOf(copy: Copy, sender: 0 | 1, start: number, end: number): boolean {
  return copy.sender === sender && sequenceDistance(copy.start, end) > 0 && sequenceDistance(start, copy.end) > 0;
}

function noCopies(): CopyCounts {
  return {
    events: 0,
    segments: 0,
    bytes: 0,
    syn: 0,
    rto: 0,
    tlp: 0,
    fast: 0,
    spurious: 0,
    needlessAtReceiver: 0,
    droppedHere: 0,
    mostCopies: 0,
  };
}

function count(total: CopyCounts, copy: Copy): void {
  total.events++;
  total.segments += copy.segments;
  total.bytes += copy.bytes;
  switch (copy.kind) {
    case 'syn':
      total.syn++;
      break;
    case 'rto':
      total.rto++;
      break;
    case 'tlp':
      total.tlp++;
      break;
    case 'fast':
      total.fast++;
      break;
    case 'unknown':
      break;
  }
  if (copy.isSpurious) total.spurious++;
  if (copy.isSpurious || isReceivedTwice(copy)) total.needlessAtReceiver++;
  if (copy.isDroppedHere) total.droppedHere++;
  if (copy.copy > total.mostCopies) total.mostCopies = copy.copy;
}

/** Both copies came to the host that captures, and it kept the first. A SYN repeated after a refusal is not meant. */
export function isReceivedTwice(copy: Copy): boolean {
  return copy.isOriginalSeen && !copy.isDroppedHere && copy.kind !== 'syn';
}
