import type { Snapshot } from '../../events/packet.js';

const DIRECTIONS: ReadonlyMap<string, number> = new Map(
  ['Rx', 'Tx', 'In', 'Out', 'Ingress', 'Egress', 'None'].map((direction, index) => [direction, index + 1]),
);
/** Component and edge numbers are 16 bits wide. */
const NUMBERS = 65_536;

/** One number for the place that saw a packet: input, component, edge and direction. */
export function capturePoint({ input, component, edge, direction }: Snapshot): number {
  return ((input * NUMBERS + component) * 256 + ((edge ?? 255) % 256)) * 8 + (DIRECTIONS.get(direction) ?? 0);
}
