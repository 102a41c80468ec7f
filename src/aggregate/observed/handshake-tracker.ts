import type { EvidenceText } from '../../events/evidence.js';
import type { Handshake } from '../conversation.js';
import { round } from './rtt-samples.js';
import type { EvidenceSource } from './evidence-budget.js';
import type { Segment } from './segment.js';
import { advanceSequence } from './sequence-number.js';
import { synPattern } from './syn-pattern.js';

/** Copies of a SYN whose times are kept. */
const MAXIMUM_COPIES = 16;
/** Drop lines of one SYN (several layers report it) lie closer together than this. */
const ONE_SYN_MS = 100;

const NONE: readonly never[] = [];

/**
 * Follows SYN, SYN-ACK and ACK of one connection; of several on the same ports the latest. Times are NaN until
 * they were seen. Lists are made anew when they grow, which is rare: most hold one thing or nothing.
 */
export class HandshakeTracker {
  #initiator: 0 | 1 | null = null;
  /** Signed, of the SYN; 0 while it is not known. */
  #sequence = 0;
  #isSequenceKnown = false;
  #times: readonly number[] = NONE;
  /** Copies that were only seen as drop lines: the packet never reached a component that logs. */
  #isFromDrops = false;
  #answeredMs = Number.NaN;
  #refusedMs = Number.NaN;
  #lastRefusedMs = Number.NaN;
  #isEstablished = false;
  #isDroppedHere = false;
  #unreachableMs = Number.NaN;
  #evidence: readonly EvidenceText[] = NONE;

  get isCaptured(): boolean {
    return this.#initiator !== null;
  }

  get isEstablished(): boolean {
    return this.#isEstablished;
  }

  /** A SYN was sent and nothing but refusals came. */
  get isOpening(): boolean {
    return this.#initiator !== null && !this.#isAnswered;
  }

  get isRefused(): boolean {
    return !Number.isNaN(this.#refusedMs) && !this.#isAnswered;
  }

  /** True when this SYN opens another connection than the one that is being followed. */
  isAnother(segment: Segment): boolean {
    return (
      this.#initiator !== null &&
      // Numbers that were not printed are the same.
      (this.#initiator !== segment.sender ||
        this.#isSequenceKnown !== segment.hasSequence ||
        this.#sequence !== segment.sequence)
    );
  }

  syn(segment: Segment): void {
    if (this.#initiator === null || this.isAnother(segment))
      this.#begin(segment.sender, segment.sequence, segment.hasSequence);
    if (this.#isFromDrops) {
      this.#isFromDrops = false;
      this.#times = NONE;
    }
    if (this.#times.length < MAXIMUM_COPIES) this.#times = [...this.#times, segment.atMs];
    if (this.#evidence.length === 0) this.#keep(segment);
  }

  synAck(segment: Segment): void {
    if (this.#initiator === null) this.#begin(segment.sender === 0 ? 1 : 0, 0, false);
    if (segment.sender === this.#initiator || this.#isAnswered) return;
    const expected = advanceSequence(this.#sequence, 1);
    if (this.#isSequenceKnown && (!segment.hasAcknowledgement || segment.acknowledgement !== expected)) return;
    this.#answeredMs = segment.atMs;
  }

  /** Any other segment: the initiator's first one behind the answer completes the handshake. */
  other(segment: Segment): void {
    if (this.#isAnswered && segment.sender === this.#initiator) this.#isEstablished = true;
  }

  /** True when this RST answers a SYN. */
  refused(segment: Segment): boolean {
    if (!this.isOpening || segment.sender === this.#initiator) return false;
    if (Number.isNaN(this.#refusedMs)) this.#refusedMs = segment.atMs;
    this.#lastRefusedMs = segment.atMs;
    if (this.#evidence.length < 2) this.#keep(segment);
    return true;
  }

  unreachable(atMs: number, evidence: EvidenceText | null): void {
    if (!this.isOpening) return;
    this.#unreachableMs = atMs;
    if (this.#evidence.length < 3) this.#add(evidence);
  }

  /** A drop line of this host for a SYN, which may be the only sign of it. */
  dropped(sender: 0 | 1, sequence: number, atMs: number, evidence: EvidenceSource): void {
    if (this.#initiator === null) {
      this.#begin(sender, sequence, true);
      this.#isFromDrops = true;
    }
    if (sender !== this.#initiator || !this.#isSequenceKnown || sequence !== this.#sequence) return;
    if (
      this.#isFromDrops &&
      atMs - (this.#times.at(-1) ?? Number.NEGATIVE_INFINITY) > ONE_SYN_MS &&
      this.#times.length < MAXIMUM_COPIES
    )
      this.#times = [...this.#times, atMs];
    this.#isDroppedHere = true;
    if (this.#evidence.length < 3) this.#add(evidence.take('handshake'));
  }

  /** Times in milliseconds; `lastMs` is the end of the log. */
  finish(localEnd: 0 | 1, lastMs: number): Handshake {
    const [first = 0] = this.#times;
    const offsets = this.#times.slice(1).map((ms) => Math.round(ms - first) / 1_000);
    const outcome = this.#outcome();
    const isUnanswered = !this.#isAnswered && Number.isNaN(this.#refusedMs);
    const answeredMs = [this.#answeredMs, this.#lastRefusedMs, this.#unreachableMs].find((ms) => !Number.isNaN(ms));
    return {
      initiator: this.#initiator === null ? null : this.#initiator === localEnd ? 'local' : 'remote',
      outcome,
      ms: answeredMs === undefined || this.#times.length === 0 ? null : round(answeredMs - first),
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

  get #isAnswered(): boolean {
    return !Number.isNaN(this.#answeredMs);
  }

  #outcome(): Handshake['outcome'] {
    if (this.#initiator === null) return 'not-captured';
    if (this.#isEstablished) return 'established';
    if (this.#isAnswered) return 'half-open';
    if (!Number.isNaN(this.#refusedMs)) return 'refused';
    if (this.#isDroppedHere) return 'dropped-here';
    return Number.isNaN(this.#unreachableMs) ? 'unanswered' : 'unreachable';
  }

  #begin(initiator: 0 | 1, sequence: number, isSequenceKnown: boolean): void {
    this.#initiator = initiator;
    this.#sequence = sequence;
    this.#isSequenceKnown = isSequenceKnown;
    this.#times = NONE;
    this.#isFromDrops = false;
    this.#answeredMs = Number.NaN;
    this.#refusedMs = Number.NaN;
    this.#lastRefusedMs = Number.NaN;
    this.#isEstablished = false;
    this.#isDroppedHere = false;
    this.#unreachableMs = Number.NaN;
    this.#evidence = NONE;
  }

  #keep(segment: Segment): void {
    this.#add(segment.evidence('handshake'));
  }

  #add(evidence: EvidenceText | null): void {
    if (evidence !== null) this.#evidence = [...this.#evidence, evidence];
  }
}
