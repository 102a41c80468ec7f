import { type Entry, type ZipFile, getFileNameLowLevel, openPromise, validateFileName } from 'yauzl';

import { InputError } from '../../base/errors.js';
import { inputFailure } from '../input-failure.js';
import type { ArchiveMember, InputSource } from '../input-source.js';
import { type Refusal, RefusedMembers } from './refused-members.js';
import { ZIP_LIMITS, type ZipLimits } from './zip-limits.js';

/** A local header without its name; the bytes of a member begin behind it. */
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** A file in an archive that may be read. */
export interface ZipMember {
  /** Below the archive, with slashes. */
  readonly name: string;
  readonly source: InputSource & { readonly member: ArchiveMember };
}

export interface ZipListing {
  /** In the order of the archive; two of one name are both here. */
  readonly members: readonly ZipMember[];
  readonly failures: readonly InputError[];
}

/**
 * The files of an archive, without unpacking anything. What is not safe to read is in `failures`, by reason; the sizes of
 * the others can be trusted, since reading more than a member states fails.
 *
 * @throws {InputError} when it is no archive that can be listed, or has too many files.
 */
export async function listZipMembers(archivePath: string, limits: ZipLimits = ZIP_LIMITS): Promise<ZipListing> {
  const archive = await openArchive(archivePath);
  try {
    if (archive.entryCount > limits.entries) throw tooManyEntries(archivePath, archive.entryCount, limits.entries);
    const refused = new RefusedMembers();
    const { listed, failure } = await listEntries(archive, archivePath, limits, refused);
    const members = withinBudget(withoutSharedBytes(listed, refused), archive.fileSize, limits, refused);
    return { members, failures: [...refused.errors(archivePath), ...(failure === null ? [] : [failure])] };
  } finally {
    archive.close();
  }
}

async function openArchive(path: string): Promise<ZipFile> {
  try {
    // Names are decoded here: one unsafe name must not end the listing. Sizes, too.
    return await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch (error) {
    const known = await inputFailure(error, { path });
    throw known instanceof InputError ? known : damagedArchive(path, error);
  }
}

async function listEntries(archive: ZipFile, archivePath: string, limits: ZipLimits, refused: RefusedMembers) {
  const listed: ZipMember[] = [];
  try {
    for await (const entry of archive.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      const refusal = refusalOf(entry, name, limits);
      if (refusal === null) listed.push(memberOf(entry, name, archivePath));
      else refused.add(refusal, name);
    }
    return { listed, failure: null };
  } catch (error) {
    return { listed, failure: damagedArchive(archivePath, error, archive.entryCount - archive.entriesRead) };
  }
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function refusalOf(entry: Entry, name: string, limits: ZipLimits): Refusal | null {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (validateFileName(name) !== null || name.includes('\0')) return 'unsafe-name';
  if (name.length > limits.nameCharacters) return 'long-name';
  if (entry.isEncrypted()) return 'encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return 'method';
  if (compressionMethod === STORED && compressedSize !== uncompressedSize) return 'sizes';
  return uncompressedSize > limits.ratioFromBytes && uncompressedSize > compressedSize * limits.ratio ? 'bomb' : null;
}

function memberOf(entry: Entry, name: string, archivePath: string): ZipMember {
  const member = {
    archivePath,
    localHeaderOffset: entry.relativeOffsetOfLocalHeader,
    compressedBytes: entry.compressedSize,
    sizeBytes: entry.uncompressedSize,
    isDeflated: entry.compressionMethod === DEFLATED,
    checksum: entry.crc32,
  };
  return { name, source: { path: `${archivePath}/${name}`, member } };
}

/** Without the members that lie upon one another: so a small archive names the same bytes a thousand times. */
function withoutSharedBytes(listed: readonly ZipMember[], refused: RefusedMembers): readonly ZipMember[] {
  const byPlace = listed.toSorted((a, b) => a.source.member.localHeaderOffset - b.source.member.localHeaderOffset);
  const shared = new Set<ZipMember>();
  let end = 0;
  for (const one of byPlace) {
    const { localHeaderOffset, compressedBytes } = one.source.member;
    if (localHeaderOffset < end) shared.add(one);
    else end = localHeaderOffset + LOCAL_HEADER_BYTES + compressedBytes;
  }
  for (const { name } of shared) refused.add('shared-bytes', name);
  return listed.filter((one) => !shared.has(one));
}

function withinBudget(
  listed: readonly ZipMember[],
  archiveBytes: number,
  limits: ZipLimits,
  refused: RefusedMembers,
): readonly ZipMember[] {
  let left = Math.min(limits.totalBytes, Math.max(limits.ratioFromBytes, archiveBytes * limits.ratio));
  return listed.filter(({ name, source }) => {
    const isWithin = source.member.sizeBytes <= left;
    if (isWithin) left -= source.member.sizeBytes;
    else refused.add('total', name);
    return isWithin;
  });
}

function tooManyEntries(path: string, entries: number, limit: number): InputError {
  return new InputError(
    path,
    'limit',
    `${path} holds ${entries} files, more than the ${limit} that are read of an archive. None of it was read.`,
    ['Unpack the part with the logs and pass the folder.'],
  );
}

function damagedArchive(path: string, error: unknown, unread?: number): InputError {
  const reason = error instanceof Error ? error.message : String(error);
  const extent = unread === undefined ? '' : ` ${unread} files of it could not be listed; those before them are read.`;
  return new InputError(path, 'damaged', `${path} is no whole zip archive: ${reason.replace(/\.$/, '')}.${extent}`, [
    'Copy or make the archive again; a part of a split archive cannot be read on its own.',
  ]);
}
