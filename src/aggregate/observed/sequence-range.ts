import type { PacketHeader, TcpHeader } from '../../events/packet.js';
import { FIN, flagBits, SYN } from './tcp-flags.js';
import { advanceSequence } from './sequence-number.js';

/** More than any adapter is handed at once: larger numbers are of damaged lines, `seq 1460001:146` for example. */
const LARGEST_PAYLOAD_BYTES = 1 << 24;

/** Payload of a TCP segment in bytes: the printed length, else the distance of its sequence numbers; 0 for what none has. */
export function payloadOf({ tcp, payloadBytes }: PacketHeader): number {
  const bytes = payloadBytes ?? distanceOf(tcp);
  return bytes <= LARGEST_PAYLOAD_BYTES ? bytes : 0;
}

function distanceOf(tcp: TcpHeader | null): number {
  if (tcp === null || tcp.sequence === null || tcp.sequenceEnd === null) return 0;
  return (tcp.sequenceEnd - tcp.sequence) >>> 0;
}

/** Sequence number behind a segment, with SYN and FIN; null when it takes none. */
export function sequenceEnd(header: PacketHeader): number | null {
  const { tcp } = header;
  if (tcp === null || tcp.sequence === null) return null;
  const length = payloadOf(header) + ((flagBits(tcp.flags) & (SYN | FIN)) === 0 ? 0 : 1);
  return length === 0 ? null : advanceSequence(tcp.sequence, length);
}

/** The first segment of a handshake; `E` and `W` offer congestion notification with it. */
export function isSynAlone(flags: string): boolean {
  return /^S[EW]*$/.test(flags);
}
