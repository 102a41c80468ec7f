import type { Nanoseconds } from '../../base/time.js';
import type { LossEpisode } from '../conversation.js';
import { sequenceDistance } from '../observed/sequence-number.js';
import { elapsedMs } from './elapsed-ms.js';
import { Moment, type Stamp } from './moment.js';

/** Episodes kept one by one for each connection; all are counted. */
const MAXIMUM_EPISODES = 20;

export interface Episode {
  readonly firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  segments: number;
  bytes: number;
  longestSilenceMs: number;
  isRecovered: boolean;
  /** Everything up to here was outstanding when it began; null when no line said so. */
  recoveryPoint: number | null;
}

/**
 * Retransmissions of data until everything outstanding at the beginning was acknowledged (RFC 6582, RFC 6675 RecoveryPoint).
 * Repeated SYNs are the handshake's story, not an episode.
 */
export class StatedEpisodes {
  readonly #kept: Episode[] = [];
  #open: Episode | null = null;
  #count = 0;
  #lastSign: Moment | null = null;

  get count(): number {
    return this.#count;
  }

  /** A segment was sent or acknowledged: the longest time without such a sign is the silence of an episode. */
  sign(event: Stamp): void {
    if (this.#open !== null) this.#measureSilence(this.#open, event.at);
    if (this.#lastSign === null) this.#lastSign = new Moment(event);
    else this.#lastSign.set(event);
  }

  /** @param sequence first byte sent again, @param highest behind the last byte ever sent; null when not stated */
  retransmitted(event: Stamp, sequence: number | null, highest: number | null): Episode {
    const { at } = event;
    const point = this.#open?.recoveryPoint ?? null;
    // What lies behind the recovery point was sent after the episode began, so the hole before it was filled.
    if (point !== null && sequence !== null && sequenceDistance(point, sequence) >= 0) this.#close(at);
    if (this.#open === null) {
      this.#open = {
        firstTime: at,
        lastTime: at,
        segments: 0,
        bytes: 0,
        longestSilenceMs: 0,
        isRecovered: false,
        recoveryPoint: highest,
      };
      this.#count++;
      if (this.#kept.length < MAXIMUM_EPISODES) this.#kept.push(this.#open);
    }
    this.#open.recoveryPoint ??= highest;
    this.#open.lastTime = at;
    this.sign(event);
    return this.#open;
  }

  /** Everything before `sndUna` has arrived. */
  acknowledged(event: Stamp, sndUna: number): void {
    const point = this.#open?.recoveryPoint ?? null;
    if (point !== null && sequenceDistance(point, sndUna) >= 0) this.#close(event.at);
  }

  /** The stack itself says that recovery is over. */
  recovered(event: Stamp): void {
    if (this.#open !== null) this.#close(event.at);
  }

  finish(endedWell: boolean): { readonly episodes: readonly LossEpisode[]; readonly notKept: number } {
    if (this.#open !== null && endedWell) this.#open.isRecovered = true;
    const episodes = this.#kept.map((one): LossEpisode => ({
      direction: 'out',
      firstTime: one.firstTime,
      lastTime: one.lastTime,
      segments: one.segments,
      bytes: one.bytes,
      longestSilenceMs: one.longestSilenceMs,
      recovered: one.isRecovered,
    }));
    return { episodes, notKept: this.#count - episodes.length };
  }

  #close(at: Nanoseconds): void {
    const episode = this.#open;
    if (episode === null) return;
    this.#measureSilence(episode, at);
    episode.isRecovered = true;
    episode.lastTime = at;
    this.#open = null;
  }

  #measureSilence(episode: Episode, at: Nanoseconds): void {
    if (this.#lastSign === null) return;
    episode.longestSilenceMs = Math.max(episode.longestSilenceMs, elapsedMs(this.#lastSign.at, at));
  }
}
