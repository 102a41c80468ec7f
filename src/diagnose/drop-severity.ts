import type { DropGroup } from '../aggregate/case.js';
import type { Confidence, Severity } from './diagnosis.js';

/** One or two packets with one reason happen on every machine: a packet during a start, a pause, a closing socket. */
export const LOOK_FROM_PACKETS = 3;
/** More than this is not an accident any more. */
export const BAD_ABOVE_PACKETS = 20;

/** The severity of drops with one cause: what the worst of them is by its reason, less for one or two packets. */
export function severityOf(groups: readonly DropGroup[]): Severity {
  const packets = groups.reduce((sum, group) => sum + group.packets, 0);
  const isFault = groups.some(({ verdict }) => verdict === 'fault');
  if (groups.every(({ verdict }) => verdict === 'benign')) return 'info';
  return isFault && packets >= LOOK_FROM_PACKETS ? 'fault' : 'suspect';
}

/** A drop line is proof of the drop; how sure the cause is grows with the number. */
export function confidenceOf(groups: readonly DropGroup[]): Confidence {
  const packets = groups.reduce((sum, group) => sum + group.packets, 0);
  return packets >= LOOK_FROM_PACKETS ? 'high' : 'medium';
}
