import type { DropGroup } from '../aggregate/case.js';
import { isOpeningSyn } from './drop-words.js';

/**
 * Reasons that are no loss of the connection they name, although their lines are no noise: a packet that a callout holds
 * (919), TCP refusing old numbers (1208, 1213, 1216), a RST that did its work (1210), data that was here already (1217).
 */
const EVENT_CODES: readonly (number | null)[] = [919, 1208, 1210, 1213, 1216, 1217];
const NO_ENDPOINT = 1204;

/** True for drops that can be the cause of what a connection suffers. */
export function isHarmfulDrop(group: DropGroup): boolean {
  if (group.noise || group.verdict === 'benign' || EVENT_CODES.includes(group.code)) return false;
  // A segment that found no connection came after its end.
  const isLate =
    group.code === NO_ENDPOINT && group.protocol === 'tcp' && group.tcpFlags !== '' && !isOpeningSyn(group);
  return !isLate && group.category !== 'session-loss';
}
