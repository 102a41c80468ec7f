import type { EvidenceText } from '../../events/evidence.js';
import type { Distribution, UnansweredRequests } from '../conversation.js';
import type { EvidenceSource } from './evidence-budget.js';
import { RttSamples } from './rtt-samples.js';

/** Requests of one exchange that wait at the same time; the oldest counts as unanswered beyond. */
const MAXIMUM_PENDING = 64;
/** Lines shown for requests without an answer. */
const EVIDENCE = 3;
const MAXIMUM_ERROR_TYPES = 8;

interface Pending {
  readonly sinceMs: number;
  isRepeated: boolean;
  readonly evidence: EvidenceText | null;
}

interface ErrorCount {
  readonly type: string;
  readonly mtuBytes: number | null;
  count: number;
  readonly evidence: EvidenceText | null;
}

/** Requests and answers of one exchange without a connection, matched by a key: an id, a sequence number, a turn. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();
  readonly #lost: EvidenceText[] = [];
  #roundTrips: RttSamples | null = null;
  #errors: Map<string, ErrorCount> | null = null;
  /** Waiting requests whose line is kept. */
  #shown = 0;
  #requests = 0;
  #answered = 0;
  #repeats = 0;
  #lastRequestMs: number | null = null;

  /** The same request sent again. */
  get repeats(): number {
    return this.#repeats;
  }

  get requests(): number {
    return this.#requests;
  }

  get answered(): number {
    return this.#answered;
  }

  /** Null without any. */
  get roundTrips(): Distribution | null {
    return this.#roundTrips?.distribution() ?? null;
  }

  get lastRequestMs(): number | null {
    return this.#lastRequestMs;
  }

  request(key: string, atMs: number, source: EvidenceSource): void {
    this.#lastRequestMs = atMs;
    const known = this.#pending.get(key);
    if (known !== undefined) {
      known.isRepeated = true;
      this.#repeats++;
      return;
    }
    this.#requests++;
    const evidence = this.#lost.length + this.#shown < EVIDENCE ? source.take('request') : null;
    if (evidence !== null) this.#shown++;
    this.#pending.set(key, { sinceMs: atMs, isRepeated: false, evidence });
    if (this.#pending.size > MAXIMUM_PENDING) this.#giveUp(this.#pending.keys().next().value ?? key);
  }

  /** The answer to a request. The text of an answered request is no longer kept. */
  answer(key: string, atMs: number, source: EvidenceSource): void {
    const pending = this.#pending.get(key);
    if (pending === undefined) return;
    this.#pending.delete(key);
    this.#answered++;
    // Which of two equal requests was answered cannot be told.
    if (!pending.isRepeated) (this.#roundTrips ??= new RttSamples()).add(atMs - pending.sinceMs);
    if (pending.evidence === null) return;
    this.#shown--;
    source.giveBack('request');
  }

  /** An ICMP message that speaks of this exchange. */
  error(type: string, mtuBytes: number | null, source: EvidenceSource): void {
    const key = `${type} ${mtuBytes ?? ''}`;
    this.#errors ??= new Map();
    const known = this.#errors.get(key);
    if (known !== undefined) known.count++;
    else if (this.#errors.size < MAXIMUM_ERROR_TYPES)
      this.#errors.set(key, { type, mtuBytes, count: 1, evidence: source.take('request') });
  }

  /** The request with this key will not be answered any more: another one took its place. */
  #giveUp(key: string): void {
    const pending = this.#pending.get(key);
    this.#pending.delete(key);
    if (pending === undefined || pending.evidence === null) return;
    this.#shown--;
    this.#lost.push(pending.evidence);
  }

  giveUp(key: string): void {
    this.#giveUp(key);
  }

  /** Null when there was neither a request nor an error. */
  finish(): UnansweredRequests | null {
    const errors = [...(this.#errors?.values() ?? [])];
    if (this.#requests === 0 && errors.length === 0) return null;
    const waiting = [...this.#pending.values()].flatMap(({ evidence }) => (evidence === null ? [] : [evidence]));
    return {
      requests: this.#requests,
      answered: this.#answered,
      icmpErrors: errors.map(({ type, count, mtuBytes }) => ({ type, count, mtuBytes })),
      evidence: [...this.#lost, ...waiting, ...errors.flatMap(({ evidence }) => (evidence === null ? [] : [evidence]))],
    };
  }
}
