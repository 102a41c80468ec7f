import type { PacketHeader } from '../../events/packet.js';
import { FIN, flagBits, SYN } from './tcp-flags.js';
import { advanceSequence } from './sequence-number.js';

/** Payload of a TCP segment in bytes: the printed length, else the distance of its sequence numbers. */
export function payloadOf({ tcp, payloadBytes }: PacketHeader): number {
  if (payloadBytes !== null || tcp === null || tcp.sequence === null || tcp.sequenceEnd === null)
    return payloadBytes ?? 0;
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
