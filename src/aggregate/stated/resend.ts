import type { Nanoseconds } from '../../base/time.js';
import type { Evidence, EvidenceText } from '../../events/evidence.js';
import type { ExplainingDrop, RetransmissionKind } from '../conversation.js';
import type { Stamp } from './moment.js';
import type { Episode } from './stated-episodes.js';

/** One send of data (or a SYN) that was sent before, put together from the lines that describe it. */
export interface Resend {
  readonly at: Nanoseconds;
  kind: RetransmissionKind;
  /** First sequence number; null until a line says it. */
  sequence: number | null;
  /** Bytes by the send event, by the send tracker, and by the line of the mechanism: the first that is known counts. */
  sentBytes: number;
  markedBytes: number;
  announcedBytes: number;
  segments: number;
  /** Which of its lines have come. */
  hasMechanism: boolean;
  hasRepeat: boolean;
  /** Number of consecutive timeouts as stated. */
  round: number;
  copy: number;
  before: Nanoseconds | null;
  /** `before` and `copy` are known. */
  isCopyCounted: boolean;
  isSpurious: boolean;
  readonly episode: Episode | null;
  readonly source: Evidence;
  evidence: EvidenceText | null;
  /** Set when the case is put together; null until drops are looked at. */
  droppedHere: boolean | null;
  explainedBy: ExplainingDrop | null;
}

export function bytesOf(resend: Resend): number {
  return resend.sentBytes || resend.markedBytes || resend.announcedBytes;
}

/** A line that says that something is sent again. */
export interface ResendLine {
  /** The event; valid while it is added. */
  readonly source: Evidence & Stamp;
  readonly sequence: number | null;
  readonly bytes: number;
}

export function newResend(
  { source, sequence }: ResendLine,
  kind: RetransmissionKind,
  episode: Episode | null,
  evidence: EvidenceText | null,
): Resend {
  return {
    at: source.at,
    kind,
    sequence,
    sentBytes: 0,
    markedBytes: 0,
    announcedBytes: 0,
    segments: 1,
    hasMechanism: false,
    hasRepeat: false,
    round: 0,
    copy: 1,
    before: null,
    isCopyCounted: false,
    isSpurious: false,
    episode,
    source: { input: source.input, line: source.line },
    evidence,
    droppedHere: null,
    explainedBy: null,
  };
}
