/** The flags of a segment that are followed, as bits: asked for several times with each packet. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PUSH = 8;
export const ACK = 16;

/** The bits of tcpdump's letters (`S`, `F`, `P`, `R`, `.` for ACK); others (`U`, `E`, `W`) have none. */
export function flagBits(letters: string): number {
  let bits = 0;
  for (let index = 0; index < letters.length; index++) bits |= bitOf(letters.charCodeAt(index));
  return bits;
}

function bitOf(letter: number): number {
  switch (letter) {
    case 0x2e: // .
      return ACK;
    case 0x46: // F
      return FIN;
    case 0x50: // P
      return PUSH;
    case 0x52: // R
      return RST;
    case 0x53: // S
      return SYN;
    default:
      return 0;
  }
}
