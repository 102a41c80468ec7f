import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

import { Entry, openPromise } from 'yauzl';

import { InputError } from '../../base/errors.js';
import { type ByteSource, streamBytes } from '../byte-source.js';
import type { ArchiveMember } from '../input-source.js';

/**
 * The bytes of one member, inflated while they are read: nothing is unpacked to the disk. More or fewer bytes than the
 * archive states, a wrong checksum and data that cannot be inflated are errors of this member alone.
 *
 * @param path the member as people are shown it.
 */
export async function openZipMember(path: string, member: ArchiveMember): Promise<ByteSource> {
  const archive = await openPromise(member.archivePath, { autoClose: false, decodeStrings: false });
  const { localHeaderOffset, compressedBytes, sizeBytes, isDeflated, checksum } = member;
  try {
    const place = { relativeOffsetOfLocalHeader: localHeaderOffset, compressedSize: compressedBytes };
    const header = await archive.readLocalFileHeaderPromise(Object.assign(new Entry(), place), { minimal: true });
    // By callback: the promise of yauzl 3.4 for this calls another function.
    const stream = await new Promise<Readable>((resolve, reject) => {
      const start = header.fileDataStart;
      archive.openReadStreamLowLevel(
        start,
        compressedBytes,
        0,
        compressedBytes,
        isDeflated,
        sizeBytes,
        (error, data) => {
          if (error === null) resolve(data);
          else reject(error);
        },
      );
    });
    const bytes = streamBytes(stream);
    let sum = 0;
    return {
      sizeBytes,
      read: async (into) => {
        const count = await bytes.read(into).catch((error: unknown) => {
          throw damaged(path, error instanceof Error ? error.message : String(error));
        });
        sum = crc32(into.subarray(0, count), sum);
        if (count === 0 && sum !== checksum) throw damaged(path, 'its checksum is wrong');
        return count;
      },
      close: async () => {
        await bytes.close();
        archive.close();
      },
    };
  } catch (error) {
    archive.close();
    if (error instanceof Error && !('code' in error)) throw damaged(path, error.message);
    throw error;
  }
}

function damaged(path: string, reason: string): InputError {
  return new InputError(path, 'damaged', `${path} is damaged in its archive: ${reason}.`, [
    'Copy or make the archive again, or unpack it and pass the folder.',
  ]);
}
