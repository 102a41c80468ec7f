import type { MachineGroup } from './group-traces.js';
import type { KnownFile } from './look-into-files.js';
import { machineKey } from './machine-key.js';

/**
 * Tells whose a file beside the traces is; null when that is not certain, because a file of another machine would say
 * wrong things. In this order: the same names, the only machine in the same folder, the only machine in the folders
 * below, the only machine of all.
 */
export function owners(groups: readonly MachineGroup[]): (file: KnownFile) => MachineGroup | null {
  const byKey = new Map(groups.map((group) => [group.machine.key, group]));
  const byFolder = new Map<string, MachineGroup[]>();
  for (const group of groups) {
    const { folder } = group.machine;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), group]);
  }
  return ({ names }) => {
    const { key, stated, folder } = machineKey(names);
    const same = byKey.get(key);
    if (same !== undefined) return same;
    if (stated !== null) return null;
    const beside = byFolder.get(folder) ?? [];
    if (beside.length > 0) return only(beside);
    const below = [...byFolder].flatMap(([path, some]) => (path.startsWith(`${folder}/`) ? some : []));
    return below.length > 0 ? only(below) : only(groups);
  };
}

function only(groups: readonly MachineGroup[]): MachineGroup | null {
  return groups.length === 1 ? (groups[0] ?? null) : null;
}
