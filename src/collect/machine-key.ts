import { type StatedMachine, machinePart, statedMachine } from './machine-name.js';

/** Which machine a file is of, as far as its names say. */
export interface MachineKey {
  /** The same for files of one machine. */
  readonly key: string;
  /** What a collection of TSS states; null for other files. */
  readonly stated: StatedMachine | null;
  /** Folder of the machine: names down to it, joined. */
  readonly folder: string;
  /** Name for people. */
  readonly label: string;
}

/**
 * A name of TSS counts before everything else; the outermost one of the same host gives the time, because the files in a
 * collection are stamped one by one. Otherwise files of one folder whose names differ only in the kind of file belong
 * together: `web01_PktMon.txt` and `web01_NetTrace.txt`, or both without any more in their names.
 *
 * @param names all folders above a file, and its own name.
 */
export function machineKey(names: readonly string[]): MachineKey {
  const folders = names.slice(0, -1);
  while (folders.length > 0 && machinePart(folders.at(-1) ?? '') === '') folders.pop();
  const own = names.at(-1) ?? '';
  const stated = statedOf(names);
  const place = (folders.length > 0 ? folders : names.slice(0, -1)).join('/');
  if (stated !== null) {
    const key = `tss ${stated.host.toLowerCase()} ${stated.stamp}`;
    return { key, stated, folder: place, label: stated.host };
  }
  const folderPart = machinePart(folders.at(-1) ?? '');
  const filePart = machinePart(own);
  const isOfFolder = filePart === '' || filePart.toLowerCase() === folderPart.toLowerCase();
  const label = isOfFolder ? folderPart : filePart;
  return { key: `folder ${place}\n${isOfFolder ? '' : filePart.toLowerCase()}`, stated: null, folder: place, label };
}

function statedOf(names: readonly string[]): StatedMachine | null {
  const all = names.map(statedMachine).filter((one) => one !== null);
  const innermost = all.at(-1);
  return all.find(({ host }) => host.toLowerCase() === innermost?.host.toLowerCase()) ?? null;
}
