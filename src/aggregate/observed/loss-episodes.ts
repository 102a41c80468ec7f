import type { RetransmissionKind } from '../conversation.js';
import { sequenceDistance } from './sequence-number.js';

/** Episodes kept one by one for each connection; all are counted. */
export const MAXIMUM_EPISODES = 20;

/** One loss episode by end; times in milliseconds on the clock of the flow table. */
export class Episode {
  readonly sender: 0 | 1;
  /** The kind of its first retransmission. */
  readonly kind: RetransmissionKind;
  /** Everything up to here was outstanding when it began (RecoveryPoint of RFC 6675). */
  readonly recoveryPoint: number;
  readonly firstMs: number;
  lastMs: number;
  segments = 0;
  bytes = 0;
  longestSilenceMs: number;
  isRecovered = false;

  constructor(sender: 0 | 1, kind: RetransmissionKind, recoveryPoint: number, atMs: number, silenceMs: number) {
    this.sender = sender;
    this.kind = kind;
    this.recoveryPoint = recoveryPoint;
    this.firstMs = atMs;
    this.lastMs = atMs;
    this.longestSilenceMs = silenceMs;
  }

  silence(ms: number): void {
    if (ms > this.longestSilenceMs) this.longestSilenceMs = ms;
  }
}

/** Retransmissions of one connection until everything outstanding at the beginning was acknowledged (RFC 6582, RFC 6675). */
export class LossEpisodes {
  readonly kept: Episode[] = [];
  /** The open one of each end. */
  #ofA: Episode | null = null;
  #ofB: Episode | null = null;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get notKept(): number {
    return this.#count - this.kept.length;
  }

  isFastRecovery(sender: 0 | 1): boolean {
    return this.#open(sender)?.kind === 'fast';
  }

  /** Every packet of the connection, of either direction, with the silence before it. */
  packet(silenceMs: number): void {
    this.#ofA?.silence(silenceMs);
    this.#ofB?.silence(silenceMs);
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
    let episode = this.#open(sender);
    if (episode === null) {
      episode = new Episode(sender, kind, recoveryPoint, atMs, silenceMs);
      this.#setOpen(sender, episode);
      this.#count++;
      if (this.kept.length < MAXIMUM_EPISODES) this.kept.push(episode);
    }
    episode.lastMs = atMs;
    episode.segments += segments;
    episode.bytes += bytes;
  }

  acknowledged(sender: 0 | 1, acknowledgement: number, atMs: number): void {
    const episode = this.#open(sender);
    if (episode === null || sequenceDistance(episode.recoveryPoint, acknowledgement) < 0) return;
    episode.isRecovered = true;
    episode.lastMs = atMs;
    this.#setOpen(sender, null);
  }

  /** Another connection begins on these ports: what is open stays unrecovered. */
  abandon(): void {
    this.#ofA = null;
    this.#ofB = null;
  }

  #open(sender: 0 | 1): Episode | null {
    return sender === 0 ? this.#ofA : this.#ofB;
  }

  #setOpen(sender: 0 | 1, episode: Episode | null): void {
    if (sender === 0) this.#ofA = episode;
    else this.#ofB = episode;
  }
}
