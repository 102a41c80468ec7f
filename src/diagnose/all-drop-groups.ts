import type { Case, DropGroup } from '../aggregate/case.js';

/** Component of a drop that the stack states (NetTrace), where no component of PktMon is named. */
export const STACK_COMPONENT = -1;

/**
 * Every group of dropped packets of a case: those of PktMon, and those that only the network stack states. Packets of which
 * both tell are PktMon's, whose lines say more.
 */
export function allDropGroups({ drops, stackDrops }: Case): readonly DropGroup[] {
  if (stackDrops === undefined) return drops.groups;
  const stated = stackDrops.groups.flatMap((group): DropGroup[] => {
    const packets = group.packets - group.alsoInPktMon;
    if (packets <= 0) return [];
    return [{ ...group, packets, tcpFlags: '', component: STACK_COMPONENT, location: null }];
  });
  return [...drops.groups, ...stated];
}
