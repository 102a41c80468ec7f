import type { EvidenceText } from '../../events/evidence.js';
import type { Handshake } from '../conversation.js';
import { round } from './rtt-samples.js';
import type { Segment } from './segment.js';
import { advanceSequence } from './sequence-number.js';
import { synPattern } from './syn-pattern.js';

/** Copies of a SYN whose times are kept. */
const MAXIMUM_COPIES = 16;
/** Drop lines of one SYN (several layers report it) lie closer together than this. */
const ONE_SYN_MS = 100;

/** Follows SYN, SYN-ACK and ACK of one connection; of several on the same ports the latest. */
export class HandshakeTracker {
  #initiator: 0 | 1 | null = null;
  #sequence: number | null = null;
  #times: number[] = [];
  /** Copies that were only seen as drop lines: the packet never reached a component that logs. */
  #isFromDrops = false;
  #answeredMs: number | null = null;
  #refusedMs: number | null = null;
  #lastRefusedMs: number | null = null;
  #isEstablished = false;
  #isDroppedHere = false;
  #unreachableMs: number | null = null;
  #evidence: EvidenceText[] = [];

  get isCaptured(): boolean {
    return this.#initiator !== null;
  }

  get isEstablished(): boolean {
    return this.#isEstablished;
  }

  /** A SYN was sent and nothing but refusals came. */
  get isOpening(): boolean {
    return this.#initiator !== null && this.#answeredMs === null;
  }

  get initiator(): 0 | 1 | null {
    return this.#initiator;
  }

  get isRefused(): boolean {
    return this.#refusedMs !== null && this.#answeredMs === null;
  }

  /** True when this SYN opens another connection than the one that is being followed. */
  isAnother(segment: Segment): boolean {
    return this.#initiator !== null && (this.#initiator !== segment.sender || this.#sequence !== segment.tcp.sequence);
  }

  syn(segment: Segment): void {
    if (this.#initiator === null || this.isAnother(segment)) this.#begin(segment.sender, segment.tcp.sequence);
    if (this.#isFromDrops) {
      this.#isFromDrops = false;
      this.#times = [];
    }
    if (this.#times.length === 0) this.#times = [segment.atMs];
    else if (this.#times.length < MAXIMUM_COPIES) this.#times.push(segment.atMs);
    if (this.#evidence.length === 0) this.#keep(segment);
  }

  synAck(segment: Segment): void {
    if (this.#initiator === null) this.#begin(segment.sender === 0 ? 1 : 0, null);
    if (segment.sender === this.#initiator || this.#answeredMs !== null) return;
    if (this.#sequence !== null && segment.tcp.acknowledgement !== advanceSequence(this.#sequence, 1)) return;
    this.#answeredMs = segment.atMs;
  }

  /** Any other segment: the initiator's first one behind the answer completes the handshake. */
  other(segment: Segment): void {
    if (this.#answeredMs !== null && segment.sender === this.#initiator) this.#isEstablished = true;
  }

  /** True when this RST answers a SYN. */
  refused(segment: Segment): boolean {
    if (!this.isOpening || segment.sender === this.#initiator) return false;
    this.#refusedMs ??= segment.atMs;
    this.#lastRefusedMs = segment.atMs;
    if (this.#evidence.length < 2) this.#keep(segment);
    return true;
  }

  unreachable(atMs: number, evidence: EvidenceText | null): void {
    if (!this.isOpening) return;
    this.#unreachableMs = atMs;
    if (evidence !== null && this.#evidence.length < 3) this.#evidence.push(evidence);
  }

  /** A drop line of this host for a SYN, which may be the only sign of it. */
  dropped(sender: 0 | 1, sequence: number | null, atMs: number, evidence: () => EvidenceText | null): void {
    if (this.#initiator === null) {
      this.#begin(sender, sequence);
      this.#isFromDrops = true;
    }
    if (sender !== this.#initiator || sequence !== this.#sequence) return;
    if (
      this.#isFromDrops &&
      atMs - (this.#times.at(-1) ?? Number.NEGATIVE_INFINITY) > ONE_SYN_MS &&
      this.#times.length < MAXIMUM_COPIES
    )
      this.#times.push(atMs);
    this.#isDroppedHere = true;
    if (this.#evidence.length < 3) this.#add(evidence());
  }

  /** Times in milliseconds; `lastMs` is the end of the log. */
  finish(localEnd: 0 | 1, lastMs: number): Handshake {
    const [first = 0] = this.#times;
    const offsets = this.#times.slice(1).map((ms) => Math.round(ms - first) / 1_000);
    const outcome = this.#outcome();
    const isUnanswered = this.#answeredMs === null && this.#refusedMs === null;
    const answeredMs = this.#answeredMs ?? this.#lastRefusedMs ?? this.#unreachableMs;
    return {
      initiator: this.#initiator === null ? null : this.#initiator === localEnd ? 'local' : 'remote',
      outcome,
      ms: answeredMs === null || this.#times.length === 0 ? null : round(answeredMs - first),
      synOffsets: offsets,
      pattern: synPattern(
        offsets,
        outcome === 'refused',
        isUnanswered ? (lastMs - (this.#times.at(-1) ?? lastMs)) / 1_000 : null,
      ),
      status: null,
      evidence: this.#evidence,
    };
  }

  #outcome(): Handshake['outcome'] {
    if (this.#initiator === null) return 'not-captured';
    if (this.#isEstablished) return 'established';
    if (this.#answeredMs !== null) return 'half-open';
    if (this.#refusedMs !== null) return 'refused';
    if (this.#isDroppedHere) return 'dropped-here';
    return this.#unreachableMs === null ? 'unanswered' : 'unreachable';
  }

  #begin(initiator: 0 | 1, sequence: number | null): void {
    this.#initiator = initiator;
    this.#sequence = sequence;
    this.#times = [];
    this.#isFromDrops = false;
    this.#answeredMs = null;
    this.#refusedMs = null;
    this.#lastRefusedMs = null;
    this.#isEstablished = false;
    this.#isDroppedHere = false;
    this.#unreachableMs = null;
    this.#evidence = [];
  }

  #keep(segment: Segment): void {
    this.#add(segment.evidence('handshake'));
  }

  #add(evidence: EvidenceText | null): void {
    if (evidence !== null) this.#evidence = [...this.#evidence, evidence];
  }
}
