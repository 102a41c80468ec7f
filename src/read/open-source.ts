import { type ByteSource, bytesInMemory, openFileBytes, openStandardInput } from './byte-source.js';
import { type InputSource, STANDARD_INPUT } from './input-source.js';

/** The raw bytes of an input, wherever they are. Errors of the operating system pass through. */
export async function openSource(
  source: InputSource,
  standardInput: () => NodeJS.ReadableStream = () => process.stdin,
): Promise<ByteSource> {
  if (source.bytes !== undefined) return bytesInMemory(source.bytes);
  if (source.member !== undefined) {
    const { openZipMember } = await import('./zip/open-zip-member.js'); // Most runs have no archive: nothing to load for them.
    return openZipMember(source.path, source.member);
  }
  return source.path === STANDARD_INPUT ? openStandardInput(standardInput) : openFileBytes(source.path);
}
