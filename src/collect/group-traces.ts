import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '../base/time.js';
import type { KnownFile } from './look-into-files.js';
import { type MachineKey, machineKey } from './machine-key.js';

/** Traces of one machine that begin further apart than this are of different reproductions. */
const APART: Nanoseconds = 6n * 3600n * NANOSECONDS_PER_SECOND;

/** Traces of one machine, one list for each time: what is analyzed together. */
export interface MachineGroup {
  readonly machine: MachineKey;
  readonly times: readonly (readonly KnownFile[])[];
}

/** Groups traces by machine and time; the groups in the order of their first trace. */
export function groupTraces(traces: readonly KnownFile[]): readonly MachineGroup[] {
  const groups = new Map<string, { readonly machine: MachineKey; readonly files: KnownFile[] }>();
  for (const file of traces) {
    const machine = machineKey(file.names);
    const group = groups.get(machine.key) ?? { machine, files: [] };
    group.files.push(file);
    groups.set(machine.key, group);
  }
  return [...groups.values()].map(({ machine, files }) => ({ machine, times: byTime(files) }));
}

interface Run {
  readonly files: KnownFile[];
  build: number | null;
  lastStart: Nanoseconds | null;
}

/** Traces without a date go to the first run that they do not contradict. */
function byTime(files: readonly KnownFile[]): readonly (readonly KnownFile[])[] {
  const runs: Run[] = [];
  const dated = files.filter((file) => startOf(file) !== null).toSorted(byStart);
  for (const file of [...dated, ...files.filter((one) => startOf(one) === null)]) {
    const start = startOf(file);
    const build = file.probed.kind === 'trace' ? file.probed.captureBuild : null;
    const run = runs.find((one) => isOfRun(one, start, build));
    if (run === undefined) runs.push({ files: [file], build, lastStart: start });
    else {
      run.files.push(file);
      run.build ??= build;
      run.lastStart = start ?? run.lastStart;
    }
  }
  return runs.map((run) => run.files.toSorted(byPath));
}

/** Another Windows build is another machine, or one that was set up anew. */
function isOfRun(run: Run, start: Nanoseconds | null, build: number | null): boolean {
  if (run.build !== null && build !== null && run.build !== build) return false;
  return start === null || run.lastStart === null || start - run.lastStart <= APART;
}

function startOf({ probed }: KnownFile): Nanoseconds | null {
  return probed.kind === 'trace' ? probed.firstTime : null;
}

function byStart(one: KnownFile, other: KnownFile): number {
  const difference = (startOf(one) ?? 0n) - (startOf(other) ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : byPath(one, other);
}

function byPath(one: KnownFile, other: KnownFile): number {
  return one.source.path < other.source.path ? -1 : one.source.path > other.source.path ? 1 : 0;
}
