import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../base/time.js';
import type { Evidence, EvidenceText } from '../../events/evidence.js';
import type { RetransmissionKind } from '../conversation.js';
import { advanceSequence, laterSequence, sequenceDistance } from '../observed/sequence-number.js';
import type { Stamp } from './moment.js';
import { bytesOf, newResend, type Resend, type ResendLine } from './resend.js';
import type { ResendLog } from './resend-log.js';
import { isMarkOf, isSame, wants } from './resend-match.js';
import { SentCopies } from './sent-copies.js';
import type { StatedEpisodes } from './stated-episodes.js';

/**
 * The lines of one send follow each other within microseconds (2 to 30 in a real trace); the shortest retransmission
 * timeout of Windows is 10 ms (datacenter template). So lines closer than this describe one send.
 */
export const ONE_SEND: Nanoseconds = 5n * NANOSECONDS_PER_MILLISECOND;
/** Sends under construction; a burst of fast retransmissions comes within one window. */
const MAXIMUM_OPEN = 64;

/**
 * Puts the lines about one retransmitted segment together. Up to five describe one send: a timeout round (1351),
 * `retransmitting data` (1187), the send event (1332), the send tracker's mark (1584), and the window after it (1069).
 */
export class RetransmissionStory {
  /** Everything before was acknowledged, everything from `highest` on was never sent; null while not stated. */
  sndUna: number | null = null;
  highest: number | null = null;
  /** The other end has closed its window: what is sent now are probes of one byte. */
  isProbingWindow = false;
  readonly #log: ResendLog;
  readonly #episodes: StatedEpisodes;
  readonly #onResend: (resend: Resend) => void;
  readonly #sends = new SentCopies();
  #open: Resend[] = [];
  #last: Resend | null = null;
  #lastTimeout: Resend | null = null;
  #fastSince: Nanoseconds | null = null;
  #isInFastRecovery = false;
  #rackAt: Nanoseconds | null = null;
  #synAt: Nanoseconds | null = null;

  constructor(log: ResendLog, episodes: StatedEpisodes, onResend: (resend: Resend) => void) {
    this.#log = log;
    this.#episodes = episodes;
    this.#onResend = onResend;
  }

  /** A line that names the mechanism: a timeout round, a probe, a fast retransmission, a SYN. Each is one event. */
  mechanism(line: ResendLine, kind: RetransmissionKind, round: number, evidence: () => EvidenceText | null): void {
    this.#settle(line.source);
    const real = kind === 'fast' && this.#isAfterRack(line.source.at) ? 'rack' : kind;
    const known = this.#open.find((one) => !one.hasMechanism && isSame(one, line.sequence));
    if (known !== undefined) {
      known.kind = real;
      known.hasMechanism = true;
      known.round = Math.max(known.round, round);
      known.sequence ??= line.sequence;
      known.announcedBytes ||= line.bytes;
      return;
    }
    const created = this.#begin(line, real, evidence);
    created.hasMechanism = true;
    created.round = round;
    created.announcedBytes = line.bytes;
  }

  /** `retransmitting data, RexmitCount = n` (1187) belongs to the timeout of the same moment; alone it stands for it. */
  repeat(line: ResendLine, kind: 'syn' | 'rto', round: number, evidence: () => EvidenceText | null): void {
    this.#settle(line.source);
    const known = this.#open.find((one) => !one.hasRepeat && (one.kind === kind || !one.hasMechanism));
    const resend = known ?? this.#begin(line, kind, evidence);
    if (!resend.hasMechanism) resend.kind = kind;
    resend.hasRepeat = true;
    resend.round = Math.max(resend.round, round);
  }

  get knowsSyn(): boolean {
    return this.#synAt !== null;
  }

  /** The first SYN of the handshake, against which its copies are timed. */
  synSent(at: Nanoseconds): void {
    this.#synAt ??= at;
  }

  /** A segment left TCP. Most are new data; true when this one was sent before. `sndMax`: as the line states it. */
  segment(
    event: Evidence & Stamp,
    sequence: number | null,
    bytes: number,
    sndMax: number | null,
    evidence: () => EvidenceText | null,
  ): boolean {
    this.#settle(event);
    if (sequence === null || bytes === 0) return false;
    const end = advanceSequence(sequence, bytes);
    const overlap = this.#overlap(sequence, end, sndMax);
    const isProbe = bytes <= 1 && (this.isProbingWindow || this.#isKeepAlive(sequence));
    // The byte of a window probe is sent once more with the data behind it.
    if (overlap <= 0 || isProbe || (overlap === 1 && bytes > 1)) {
      if (!isProbe) this.#sends.sent(sequence, bytes, event);
      this.highest = this.highest === null ? end : laterSequence(this.highest, end);
      return false;
    }
    const known = this.#open.find((one) => wants(one, sequence));
    const resend = known ?? this.#begin({ source: event, sequence, bytes }, this.#unnamedKind(event.at), evidence);
    if (resend.sentBytes > 0) resend.segments++;
    resend.sequence ??= sequence;
    resend.sentBytes += bytes;
    this.highest = this.highest === null ? end : laterSequence(this.highest, end);
    return true;
  }

  /** The send tracker marks a range as sent again (1584). */
  mark(line: ResendLine, evidence: () => EvidenceText | null): void {
    this.#settle(line.source);
    const { sequence } = line;
    if (sequence === null) return;
    const known = this.#open.find((one) => isMarkOf(one, sequence));
    const resend = known ?? this.#begin(line, this.#unnamedKind(line.source.at, 'send-tracker'), evidence);
    resend.sequence ??= sequence;
    resend.markedBytes += line.bytes;
  }

  /** Early retransmit, FACK or RACK found a loss (1415), or recovery was entered (1078, 1080): what is sent again now is fast. */
  enteredRecovery(at: Nanoseconds): void {
    this.#isInFastRecovery = true;
    this.#fastSince = at;
  }

  leftRecovery(): void {
    this.#isInFastRecovery = false;
  }

  rackFired(at: Nanoseconds): void {
    this.#rackAt = at;
  }

  /** Everything before `sequence` has arrived. */
  acknowledged(sequence: number): void {
    if (this.sndUna !== null && sequenceDistance(this.sndUna, sequence) < 0) return;
    this.sndUna = sequence;
    if (this.#open.length > 0) for (const resend of this.#open) this.#countCopy(resend);
    this.#sends.acknowledged(sequence);
  }

  /** The stack found out that a timeout came too early, or the other end reports that it had the data (DSACK). */
  wasSpurious(isTimeout: boolean): void {
    const resend = isTimeout ? (this.#lastTimeout ?? this.#last) : this.#last;
    if (resend === null || resend.isSpurious) return;
    resend.isSpurious = true;
    if (!this.#open.includes(resend)) this.#log.wasSpurious();
  }

  finish(): void {
    for (const resend of this.#open) this.#complete(resend);
    this.#open = [];
    this.#sends.clear();
  }

  #begin(line: ResendLine, kind: RetransmissionKind, evidence: () => EvidenceText | null): Resend {
    const episode = kind === 'syn' ? null : this.#episodes.retransmitted(line.source, line.sequence, this.highest);
    const resend = newResend(line, kind, episode, evidence());
    this.#open.push(resend);
    if (this.#open.length > MAXIMUM_OPEN) this.#complete(this.#open.shift()!);
    this.#last = resend;
    if (kind === 'rto') this.#lastTimeout = resend;
    return resend;
  }

  #settle(now: Stamp): void {
    while (this.#open.length > 0 && now.at - this.#open[0]!.at > ONE_SEND) this.#complete(this.#open.shift()!);
  }

  #complete(resend: Resend): void {
    const bytes = bytesOf(resend);
    if (resend.kind === 'syn') {
      resend.before = this.#synAt;
      this.#synAt = resend.at;
    } else this.#countCopy(resend);
    resend.copy = Math.max(resend.copy, resend.round);
    if (resend.episode !== null) {
      resend.episode.segments += resend.segments;
      resend.episode.bytes += bytes;
    }
    this.#log.add(resend);
    this.#onResend(resend);
  }

  /** Which copy of its range this is. Counted before the acknowledgement that makes the range forgotten. */
  #countCopy(resend: Resend): void {
    if (resend.isCopyCounted || resend.kind === 'syn' || resend.sequence === null) return;
    resend.isCopyCounted = true;
    const { before, copy } = this.#sends.again(resend.sequence, bytesOf(resend), resend);
    resend.before = before;
    resend.copy = copy;
  }

  /** Bytes of a segment that were sent before. A line's own SndMax may count this very segment, so only what lies below it tells. */
  #overlap(sequence: number, end: number, sndMax: number | null): number {
    if (this.highest !== null)
      return Math.min(sequenceDistance(sequence, this.highest), sequenceDistance(sequence, end));
    return sndMax !== null && sequenceDistance(end, sndMax) > 0 ? sequenceDistance(sequence, end) : 0;
  }

  #isKeepAlive(sequence: number): boolean {
    return this.sndUna !== null && sequenceDistance(sequence, this.sndUna) === 1;
  }

  #isAfterRack(at: Nanoseconds): boolean {
    return this.#rackAt !== null && at - this.#rackAt <= ONE_SEND;
  }

  #unnamedKind(at: Nanoseconds, otherwise: RetransmissionKind = 'unknown'): RetransmissionKind {
    if (this.#isAfterRack(at)) return 'rack';
    if (this.#isInFastRecovery && this.#fastSince !== null) return 'fast';
    return otherwise;
  }
}
