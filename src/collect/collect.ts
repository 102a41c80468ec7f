import type { InputError } from '../base/errors.js';
import type { InputSource } from '../read/index.js';
import { caseNames } from './case-names.js';
import type { CollectedCase, ForeignFile } from './collected-case.js';
import { type FindRequest, findFiles } from './find-files.js';
import { foreignFile, sameFiles } from './foreign-files.js';
import { type MachineGroup, groupTraces } from './group-traces.js';
import { type KnownFile, lookIntoFiles } from './look-into-files.js';
import { owners } from './owners.js';
import type { Probe } from './probe.js';

/** Everything that was found. */
export interface Collection {
  /** Sorted by name. */
  readonly cases: readonly CollectedCase[];
  /** Files of no case. */
  readonly notOurs: readonly ForeignFile[];
  /** What could not be read, or only in part. */
  readonly failures: readonly InputError[];
  /** Bytes of all traces, unpacked. */
  readonly traceBytes: number;
}

/** Finds the files that the arguments mean, looks into each, and groups them into cases by machine and time. */
export async function collect(request: FindRequest, probe: Probe): Promise<Collection> {
  const found = await findFiles(request);
  const known = await lookIntoFiles(found.files, probe);
  const { files, copies } = sameFiles(known.files);
  const refused = files.flatMap(({ isNamed, probed }) =>
    isNamed && probed.kind === 'not-ours' ? [probed.refusal] : [],
  );
  const traces = files.filter(({ probed }) => probed.kind === 'trace');
  const groups = groupTraces(traces);
  const { owned, ownerless } = byOwner(groups, files);
  // Security events tell what was blocked, without a trace as well; other files alone say nothing, and are told to be unused.
  const alone = groupTraces(ownerless.filter(({ probed }) => probed.kind === 'side'));
  const rest = ownerless.filter(({ probed }) => probed.kind !== 'side');
  return {
    cases: casesOf([...groups, ...alone], owned),
    notOurs: [...rest.map(foreignFile), ...copies],
    failures: [...found.failures, ...known.failures, ...refused],
    traceBytes: traces.reduce((sum, { probed }) => sum + probed.sizeBytes, 0),
  };
}

/** The files that are no traces, by the machine that they are of. */
function byOwner(groups: readonly MachineGroup[], files: readonly KnownFile[]) {
  const owned = new Map<MachineGroup, KnownFile[]>();
  const ownerless: KnownFile[] = [];
  const ownerOf = owners(groups);
  for (const file of files) {
    if (file.probed.kind === 'trace') continue;
    const owner = ownerOf(file);
    const list = owner === null ? ownerless : (owned.get(owner) ?? []);
    list.push(file);
    if (owner !== null) owned.set(owner, list);
  }
  return { owned, ownerless };
}

function casesOf(
  groups: readonly MachineGroup[],
  owned: ReadonlyMap<MachineGroup, readonly KnownFile[]>,
): readonly CollectedCase[] {
  const drafts = groups.flatMap((group) => {
    const { stated, label } = group.machine;
    const beside = owned.get(group) ?? [];
    const wishes = stated === null ? [label] : [stated.host, `${stated.host}-${stated.stamp}`];
    const host = stated?.host ?? hostNameOf([...beside, ...group.times.flat()]);
    return group.times.map((files) => ({ files, beside, wishes, host }));
  });
  const names = caseNames(drafts.map(({ wishes }) => wishes));
  return drafts
    .map(({ files, beside, host }, index) => ({
      name: names[index] ?? '',
      host,
      traces: sourcesOf(files, 'trace'),
      sideInputs: sourcesOf([...files, ...beside], 'side'),
      notOurs: beside.filter(({ probed }) => probed.kind === 'not-ours').map(foreignFile),
    }))
    .toSorted((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
}

function sourcesOf(files: readonly KnownFile[], kind: KnownFile['probed']['kind']): readonly InputSource[] {
  return files.filter(({ probed }) => probed.kind === kind).map(({ source }) => source);
}

/** The name of the machine, when the texts beside its traces agree on one. */
function hostNameOf(beside: readonly KnownFile[]): string | null {
  const names = new Set(beside.flatMap(({ probed }) => (probed.kind === 'trace' ? [] : (probed.hostName ?? []))));
  const [name] = names;
  return names.size === 1 && name !== undefined ? name : null;
}
