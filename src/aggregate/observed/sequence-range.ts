import type { PacketHeader } from '../../events/packet.js';
import { advanceSequence } from './sequence-number.js';

/** Payload of a TCP segment in bytes: the printed length, else the distance of its sequence numbers. */
export function payloadOf({ tcp, payloadBytes }: PacketHeader): number {
  if (payloadBytes !== null || tcp === null || tcp.sequence === null || tcp.sequenceEnd === null)
    return payloadBytes ?? 0;
  return (tcp.sequenceEnd - tcp.sequence) >>> 0;
}

/** Sequence numbers that a segment takes, with SYN and FIN; null when it takes none. */
export function sequenceRange(header: PacketHeader): { readonly start: number; readonly end: number } | null {
  const { tcp } = header;
  if (tcp === null || tcp.sequence === null) return null;
  const length = payloadOf(header) + (/[SF]/.test(tcp.flags) ? 1 : 0);
  return length === 0 ? null : { start: tcp.sequence, end: advanceSequence(tcp.sequence, length) };
}

/** The first segment of a handshake; `E` and `W` offer congestion notification with it. */
export function isSynAlone(flags: string): boolean {
  return /^S[EW]*$/.test(flags);
}
