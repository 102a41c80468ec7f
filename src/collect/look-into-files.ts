import { InputError } from '../base/errors.js';
import { listZipMembers } from '../read/zip/list-zip-members.js';
import type { FoundFile } from './find-files.js';
import type { Probe, Probed } from './probe.js';

/** Files looked into at a time: a network drive answers several questions in the time of one. */
const AT_A_TIME = 8;

/** A file and what it is. */
export interface KnownFile extends FoundFile {
  readonly probed: Exclude<Probed, { readonly kind: 'zip' }>;
}

export interface KnownFiles {
  readonly files: readonly KnownFile[];
  readonly failures: readonly InputError[];
}

/** Looks into all files and into the members of archives, in their order. What cannot be read is in `failures`. */
export async function lookIntoFiles(found: readonly FoundFile[], probe: Probe): Promise<KnownFiles> {
  const files: KnownFile[] = [];
  const failures: InputError[] = [];
  for (let from = 0; from < found.length; from += AT_A_TIME) {
    const some = found.slice(from, from + AT_A_TIME);
    const answers = await Promise.all(some.map((file) => probed(file, probe)));
    for (const [index, file] of some.entries()) {
      const answer = answers[index];
      if (answer === undefined || answer instanceof InputError) failures.push(...(answer ? [answer] : []));
      else if (answer.kind !== 'zip') files.push({ ...file, probed: answer });
      else {
        const inside = await lookIntoArchive(file, probe);
        files.push(...inside.files);
        failures.push(...inside.failures);
      }
    }
  }
  return { files, failures };
}

async function probed(file: FoundFile, probe: Probe): Promise<Probed | InputError> {
  try {
    return await probe(file.source);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** An archive within an archive is not opened: it could hold a third one, and so on. */
async function lookIntoArchive(file: FoundFile, probe: Probe): Promise<KnownFiles> {
  const { source, names } = file;
  if (source.member !== undefined) return { files: [], failures: [nested(source.path)] };
  try {
    const { members, failures } = await listZipMembers(source.path);
    const found = members.map(({ name, source: member }) => ({
      source: member,
      names: [...names, ...name.split('/')],
      isNamed: false,
    }));
    const inside = await lookIntoFiles(found, probe);
    return { files: inside.files, failures: [...failures, ...inside.failures] };
  } catch (error) {
    if (error instanceof InputError) return { files: [], failures: [error] };
    throw error;
  }
}

function nested(path: string): InputError {
  return new InputError(path, 'zip', `${path} is an archive within an archive and was not opened.`, [
    'Unpack the outer archive and pass the folder: the archives in it are then read.',
  ]);
}
