import type { EvidenceText } from '../../events/evidence.js';
import type { TcpHeader } from '../../events/packet.js';

/** One TCP segment on its way past the place of capture, each packet once. */
export interface Segment {
  /** Milliseconds on the clock of the flow table. */
  readonly atMs: number;
  /** Which end sent it: 0 is `a` of the connection, 1 is `b`. */
  readonly sender: 0 | 1;
  /** True when it left this host (`Tx`), false when it arrived, null when the line does not say (virtual switch). */
  readonly outward: boolean | null;
  /** The component and edge that saw it first. */
  readonly point: number;
  readonly payloadBytes: number;
  readonly tcp: TcpHeader;
  /** Hop limit and IP id, only with `--verbose`; never from drop lines, which carry a rebuilt header. */
  readonly ttl: number | null;
  readonly ipId: number | null;
  /** The line, with its text; null when no more texts are kept. */
  readonly evidence: (use: EvidenceUse) => EvidenceText | null;
}

/** What an evidence text is kept for: each has its own share of the memory. */
export type EvidenceUse = 'handshake' | 'end' | 'retransmission' | 'request' | 'neighbour';

/** Sequence numbers that a segment takes: payload, and one each for SYN and FIN. */
export function sequenceLength(segment: Segment): number {
  const { flags } = segment.tcp;
  return segment.payloadBytes + (flags.includes('S') ? 1 : 0) + (flags.includes('F') ? 1 : 0);
}
