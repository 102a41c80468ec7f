import type { PacketHeader, TcpHeader } from '../../events/packet.js';
import type { PacketFacts } from '../packet-facts.js';
import { advanceSequence, printedSequence } from './sequence-number.js';

/** More than any adapter is handed at once: larger numbers are of damaged lines, `seq 1460001:146` for example. */
const LARGEST_PAYLOAD_BYTES = 1 << 24;

/** Instead of a sequence number: this segment takes none. */
export const NO_SEQUENCE = -1;

/** Payload of a TCP segment in bytes: the printed length, else the distance of its sequence numbers; 0 for what none has. */
export function tcpPayload({ payloadBytes }: PacketHeader, { sequence, sequenceEnd: printedEnd }: TcpHeader): number {
  const bytes = payloadBytes ?? (sequence === null || printedEnd === null ? 0 : (printedEnd - sequence) >>> 0);
  return bytes <= LARGEST_PAYLOAD_BYTES ? bytes : 0;
}

/** Sequence number behind a segment, with SYN and FIN, as logs print it; `NO_SEQUENCE` when it takes none. */
export function sequenceEnd({ header: { tcp }, sequenceLength }: PacketFacts): number {
  if (tcp === null || tcp.sequence === null || sequenceLength === 0) return NO_SEQUENCE;
  return printedSequence(advanceSequence(tcp.sequence, sequenceLength));
}

/** The first segment of a handshake; `E` and `W` offer congestion notification with it. */
export function isSynAlone(flags: string): boolean {
  return /^S[EW]*$/.test(flags);
}
