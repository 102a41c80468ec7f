import type { EvidenceText } from '../../events/evidence.js';
import type { TcpHeader } from '../../events/packet.js';
import type { PacketFacts } from '../packet-facts.js';
import type { EvidenceSource, EvidenceUse } from './evidence-budget.js';
import { FIN, SYN } from './tcp-flags.js';

/** Window, hop limit or IP id that a line does not print. */
export const NOT_PRINTED = -1;

/**
 * One TCP segment on its way past the place of capture, each packet once. All segments use the same object, one after the
 * other: whoever needs a number later copies it. No number is ever null: a field that holds nothing but numbers is written
 * without making an object for each.
 */
export class Segment {
  /** Milliseconds on the clock of the flow table. */
  atMs = Number.NaN;
  /** Which end sent it: 0 is `a` of the connection, 1 is `b`. */
  sender: 0 | 1 = 0;
  /** 1 when it left this host (`Tx`), -1 when it arrived, 0 when the line does not say (virtual switch). */
  outward = 0;
  /** The component and edge that saw it first. */
  point = Number.NaN;
  /** Bits of `tcp-flags.ts`. */
  flags = 0;
  /** Sequence numbers are signed and 0 when not printed: see `sequence-number.ts`. */
  sequence = 0;
  hasSequence = false;
  acknowledgement = 0;
  hasAcknowledgement = false;
  payloadBytes = 0;
  /** Sequence numbers that it takes: payload, and one each for SYN and FIN. */
  length = 0;
  window = NOT_PRINTED;
  /** Hop limit and IP id, only with `--verbose`; never from drop lines, which carry a rebuilt header. */
  ttl = NOT_PRINTED;
  ipId = NOT_PRINTED;
  /** For its options. */
  tcp: TcpHeader = NO_HEADER;
  readonly #source: EvidenceSource;

  constructor(source: EvidenceSource) {
    this.#source = source;
  }

  /** Becomes this segment. */
  read(facts: PacketFacts, tcp: TcpHeader, atMs: number, sender: 0 | 1, outward: number, point: number): void {
    const { flags, payloadBytes } = facts;
    const { ip } = facts.header;
    this.atMs = atMs;
    this.sender = sender;
    this.outward = outward;
    this.point = point;
    this.flags = flags;
    this.hasSequence = tcp.sequence !== null;
    this.sequence = (tcp.sequence ?? 0) | 0;
    this.hasAcknowledgement = tcp.acknowledgement !== null;
    this.acknowledgement = (tcp.acknowledgement ?? 0) | 0;
    this.payloadBytes = payloadBytes;
    this.length = payloadBytes + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1);
    this.window = tcp.window ?? NOT_PRINTED;
    this.ttl = ip?.ttl ?? NOT_PRINTED;
    this.ipId = ip?.id ?? NOT_PRINTED;
    this.tcp = tcp;
  }

  /** The line, with its text; null when no more texts are kept for this use. */
  evidence(use: EvidenceUse): EvidenceText | null {
    return this.#source.take(use);
  }
}

const NO_HEADER: TcpHeader = {
  flags: '',
  sequence: null,
  sequenceEnd: null,
  acknowledgement: null,
  window: null,
  maximumSegmentSize: null,
  windowScale: null,
  sackPermitted: false,
  sackBlocks: [],
  timestampValue: null,
  timestampEcho: null,
};
