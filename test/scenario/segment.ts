import type { Frame } from './frame.js';
import type { DropLine } from './log-options.js';

export type Side = 'client' | 'server';
export type RetransmissionKind = 'syn' | 'rto' | 'fast' | 'tlp';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A segment as this host sees it: when it leaves, or when it arrives. */
export interface Segment {
  readonly atMs: number;
  readonly from: Side;
  readonly outward: boolean;
  readonly frame: Frame;
  readonly drops?: readonly DropLine[];
}

/** A retransmission that really happened. */
export interface Retransmission {
  readonly atMs: number;
  readonly from: Side;
  readonly kind: RetransmissionKind;
  readonly sequence: number;
  readonly payloadBytes: number;
  /** False when the first copy was lost before it reached this host: only a gap tells of it. */
  readonly originalSeen: boolean;
}

export interface ConversationOptions {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** Which end is the machine that captures. */
  readonly thisHost: Side;
  readonly startMs: number;
  readonly rttMs: number;
  readonly mss: number;
  readonly initialSequence: Readonly<Record<Side, number>>;
  readonly windows: Readonly<Record<Side, number>>;
  /** Adds timestamp options, as Linux does; Windows does not by default. */
  readonly timestamps: boolean;
  /** Smallest time to the first retransmission by timer. */
  readonly rtoMs: number;
}

export const otherSide = (side: Side): Side => (side === 'client' ? 'server' : 'client');
