/** Component and edge numbers are 16 bits wide. */
const NUMBERS = 65_536;

/** A number for the direction of a snapshot, 1 to 7; 0 for one that is not known. */
export function directionCode(direction: string): number {
  switch (direction) {
    case 'Rx':
      return 1;
    case 'Tx':
      return 2;
    case 'In':
      return 3;
    case 'Out':
      return 4;
    case 'Ingress':
      return 5;
    case 'Egress':
      return 6;
    case 'None':
      return 7;
    default:
      return 0;
  }
}

/** 1 when packets leave this host in this direction, -1 when they arrive, 0 when it does not tell (virtual switch). */
export function outwardOf(directionNumber: number): number {
  if (directionNumber === 2 || directionNumber === 4) return 1;
  return directionNumber === 1 || directionNumber === 3 ? -1 : 0;
}

/** One number for the place that saw a packet: input, component, edge and direction. */
export function capturePoint(input: number, component: number, edge: number | null, directionNumber: number): number {
  return ((input * NUMBERS + component) * 256 + ((edge ?? 255) % 256)) * 8 + directionNumber;
}
