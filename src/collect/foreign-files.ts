import { basename } from 'node:path';
import type { ForeignFile } from './collected-case.js';
import type { KnownFile } from './look-into-files.js';
import { machineKey } from './machine-key.js';

/** A file that is not read, in a row of the index. */
export function foreignFile({ source, probed }: KnownFile): ForeignFile {
  const { path } = source;
  const what = probed.kind === 'not-ours' ? predicate(probed.refusal.message, path) : 'a file beside a trace';
  return { path, what, sameAs: null };
}

/** `a.etl is a binary event trace (.etl), not its text.` without its subject and full stop. */
function predicate(message: string, path: string): string {
  const words = message.startsWith(`${path} `) ? message.slice(path.length + 1) : message;
  return words.replace(/^is /, '').replace(/\.$/, '');
}

/**
 * TSS leaves a collection as a folder and, beside it, as an archive of the folder. A file of the same collection, name and
 * size that was found in another container is the same file: counting it twice would double every number.
 */
export function sameFiles(files: readonly KnownFile[]): {
  readonly files: readonly KnownFile[];
  readonly copies: readonly ForeignFile[];
} {
  const firsts = new Map<string, KnownFile>();
  const copies: ForeignFile[] = [];
  const kept = files.filter((file) => {
    const { key, stated } = machineKey(file.names);
    if (stated === null) return true;
    const identity = `${key}\n${basename(file.source.path)}\n${file.probed.sizeBytes}`;
    const first = firsts.get(identity);
    if (first === undefined) firsts.set(identity, file);
    if (first === undefined || containerOf(first) === containerOf(file)) return true;
    copies.push({ path: file.source.path, what: 'the same file as', sameAs: first.source.path });
    return false;
  });
  return { files: kept, copies };
}

function containerOf({ source }: KnownFile): string {
  return source.member?.archivePath ?? '';
}
