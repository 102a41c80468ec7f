import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

import { InputError } from '../../base/errors.js';
import { type ByteSource, streamBytes } from '../byte-source.js';
import type { ArchiveMember } from '../input-source.js';

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER = 0x04034b50;
/** Inflated at a time; small members take no more than they have. */
const MOST_INFLATED_BYTES = 256 * 1024;
const LEAST_INFLATED_BYTES = 1024;

/**
 * The bytes of one member, inflated while they are read: nothing is unpacked to the disk. More or fewer bytes than the
 * archive states, a wrong checksum and data that cannot be inflated are errors of this member alone.
 *
 * @param path the member as people are shown it.
 */
export async function openZipMember(path: string, member: ArchiveMember): Promise<ByteSource> {
  const archive = await open(member.archivePath, 'r');
  try {
    const start = await dataStart(archive, member, path);
    const packed = member.isDeflated ? inflated(archive, start, member) : storedBytes(archive, start, member);
    return { ...checked(packed, member, path), close: () => packed.close().finally(() => archive.close()) };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** Where the bytes begin: the local header has a name and extra fields of its own, of other lengths than in the directory. */
async function dataStart(archive: FileHandle, { localHeaderOffset }: ArchiveMember, path: string): Promise<number> {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  const { bytesRead } = await archive.read(header, 0, LOCAL_HEADER_BYTES, localHeaderOffset);
  if (bytesRead < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) {
    throw damaged(path, 'it is not where the directory of the archive says');
  }
  return localHeaderOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function inflated(archive: FileHandle, start: number, { compressedBytes, sizeBytes }: ArchiveMember): ByteSource {
  const packed = archive.createReadStream({ start, end: start + Math.max(1, compressedBytes) - 1, autoClose: false });
  const chunkSize = Math.min(MOST_INFLATED_BYTES, Math.max(LEAST_INFLATED_BYTES, sizeBytes));
  const unpacked = packed.pipe(createInflateRaw({ chunkSize }));
  packed.on('error', (error) => unpacked.destroy(error));
  const { read, close } = streamBytes(unpacked);
  const closeBoth = async () => {
    packed.destroy();
    await close();
  };
  return { sizeBytes, read, close: closeBoth };
}

function storedBytes(archive: FileHandle, start: number, { sizeBytes }: ArchiveMember): ByteSource {
  let at = 0;
  return {
    sizeBytes,
    read: async (into) => {
      const wanted = Math.min(into.length, sizeBytes - at);
      if (wanted === 0) return 0;
      const { bytesRead } = await archive.read(into, 0, wanted, start + at);
      at += bytesRead;
      return bytesRead;
    },
    close: async () => {},
  };
}

/** Bytes that are what the archive says of them, or an error. */
function checked(bytes: ByteSource, { sizeBytes, checksum }: ArchiveMember, path: string): Omit<ByteSource, 'close'> {
  let sum = 0;
  let length = 0;
  return {
    sizeBytes,
    read: async (into) => {
      const count = await bytes.read(into).catch((error: unknown) => {
        throw damaged(path, error instanceof Error ? error.message : String(error));
      });
      length += count;
      sum = crc32(into.subarray(0, count), sum);
      if (length > sizeBytes) throw damaged(path, 'it is longer than the archive states');
      if (count === 0 && length < sizeBytes) throw damaged(path, 'it is shorter than the archive states');
      if (count === 0 && sum !== checksum) throw damaged(path, 'its checksum is wrong');
      return count;
    },
  };
}

function damaged(path: string, reason: string): InputError {
  return new InputError(path, 'damaged', `${path} is damaged in its archive: ${reason}.`, [
    'Copy or make the archive again, or unpack it and pass the folder.',
  ]);
}
