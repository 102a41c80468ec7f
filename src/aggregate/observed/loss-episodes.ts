import type { RetransmissionKind } from '../conversation.js';
import { sequenceDistance } from './sequence-number.js';

/** Episodes kept one by one for each connection; all are counted. */
export const MAXIMUM_EPISODES = 20;

/** One loss episode by end; times in milliseconds on the clock of the flow table. */
export interface Episode {
  readonly sender: 0 | 1;
  readonly firstMs: number;
  lastMs: number;
  segments: number;
  bytes: number;
  longestSilenceMs: number;
  isRecovered: boolean;
  /** Everything up to here was outstanding when it began (RecoveryPoint of RFC 6675). */
  readonly recoveryPoint: number;
  /** The kind of its first retransmission. */
  readonly kind: RetransmissionKind;
}

/** Retransmissions of one connection until everything outstanding at the beginning was acknowledged (RFC 6582, RFC 6675). */
export class LossEpisodes {
  readonly kept: Episode[] = [];
  readonly #open: [Episode | null, Episode | null] = [null, null];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get notKept(): number {
    return this.#count - this.kept.length;
  }

  isFastRecovery(sender: 0 | 1): boolean {
    return this.#open[sender]?.kind === 'fast';
  }

  /** Every packet of the connection, of either direction, with the silence before it. */
  packet(silenceMs: number): void {
    for (const episode of this.#open) {
      if (episode !== null && silenceMs > episode.longestSilenceMs) episode.longestSilenceMs = silenceMs;
    }
  }

  retransmitted(
    sender: 0 | 1,
    atMs: number,
    segments: number,
    bytes: number,
    recoveryPoint: number,
    kind: RetransmissionKind,
    silenceMs: number,
  ): void {
    let episode = this.#open[sender];
    if (episode === null) {
      episode = {
        sender,
        firstMs: atMs,
        lastMs: atMs,
        segments: 0,
        bytes: 0,
        longestSilenceMs: silenceMs,
        isRecovered: false,
        recoveryPoint,
        kind,
      };
      this.#open[sender] = episode;
      this.#count++;
      if (this.kept.length < MAXIMUM_EPISODES) this.kept.push(episode);
    }
    episode.lastMs = atMs;
    episode.segments += segments;
    episode.bytes += bytes;
  }

  acknowledged(sender: 0 | 1, acknowledgement: number, atMs: number): void {
    const episode = this.#open[sender];
    if (episode === null || sequenceDistance(episode.recoveryPoint, acknowledgement) < 0) return;
    episode.isRecovered = true;
    episode.lastMs = atMs;
    this.#open[sender] = null;
  }

  /** Another connection begins on these ports: what is open stays unrecovered. */
  abandon(): void {
    this.#open[0] = null;
    this.#open[1] = null;
  }
}
