import type { RetransmitCounts } from '../conversation.js';
import { bytesOf, type Resend } from './resend.js';

/** Retransmissions of one connection that are kept one by one: the first ones, and beyond that those with most copies. */
export const KEPT_RESENDS = 100;
const KEPT_FIRST = 50;
/** Of all connections together (about 40 MB); beyond, they are only counted. */
const KEPT_IN_ALL = 150_000;

/** Shared by all connections of a case. */
export class ResendBudget {
  #left = KEPT_IN_ALL;

  take(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}

/** All retransmissions of one connection: exact counts, and a bounded list. */
export class ResendLog {
  readonly #budget: ResendBudget;
  readonly #kept: Resend[] = [];
  readonly #counts = {
    events: 0,
    segments: 0,
    bytes: 0,
    syn: 0,
    rto: 0,
    tlp: 0,
    fast: 0,
    spurious: 0,
    mostCopies: 0,
    firstTimeouts: 0,
  };

  constructor(budget: ResendBudget) {
    this.#budget = budget;
  }

  get kept(): readonly Resend[] {
    return this.#kept;
  }

  /** Timeouts with a backoff of one: the only ones that the summary of a connection counts (RFC 4898 tcpEStatsStackTimeouts). */
  get firstTimeouts(): number {
    return this.#counts.firstTimeouts;
  }

  get events(): number {
    return this.#counts.events;
  }

  add(resend: Resend): void {
    const counts = this.#counts;
    counts.events++;
    counts.segments += resend.segments;
    counts.bytes += bytesOf(resend);
    if (resend.kind === 'rack') counts.fast++;
    else if (resend.kind === 'syn' || resend.kind === 'rto' || resend.kind === 'tlp' || resend.kind === 'fast')
      counts[resend.kind]++;
    if (resend.kind === 'rto' && resend.round <= 1) counts.firstTimeouts++;
    if (resend.isSpurious) counts.spurious++;
    counts.mostCopies = Math.max(counts.mostCopies, resend.copy);
    this.#keep(resend);
  }

  /** A retransmission that was counted already turns out to have been unnecessary. */
  wasSpurious(): void {
    this.#counts.spurious++;
  }

  counts(episodes: number): RetransmitCounts {
    const { events, segments, bytes, syn, rto, tlp, fast, spurious, mostCopies } = this.#counts;
    const droppedHere = this.#kept.filter((resend) => resend.droppedHere === true).length;
    return {
      events,
      segments,
      bytes,
      syn,
      rto,
      tlp,
      fast,
      spurious,
      out: events,
      in: 0,
      droppedHere,
      episodes,
      mostCopies,
    };
  }

  #keep(resend: Resend): void {
    if (this.#kept.length < KEPT_RESENDS) {
      if (this.#budget.take()) this.#kept.push(resend);
      return;
    }
    let fewest = KEPT_FIRST;
    for (let at = KEPT_FIRST; at < this.#kept.length; at++) {
      if ((this.#kept[at]?.copy ?? 0) < (this.#kept[fewest]?.copy ?? 0)) fewest = at;
    }
    if (resend.copy > (this.#kept[fewest]?.copy ?? 0)) this.#kept.splice(fewest, 1, resend);
  }
}
