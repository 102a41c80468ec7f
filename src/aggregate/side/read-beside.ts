import type { InputError } from '../../base/errors.js';
import { readSide, type SideRead } from '../../classify/side/read-side.js';
import type { InputSummary } from '../case.js';
import type { SideBuilder } from './side-builder.js';
import { sideInputSummary } from './side-input-summary.js';

type ReadSide = Parameters<typeof readSide>;

/** An input that was read. */
export interface ReadInput {
  readonly summary: InputSummary;
  readonly failure: InputError | null;
}

/**
 * Reads an input into `side` if it is a file beside the trace; null when it is not, and then nothing was taken from it.
 * @param index of the input in the case
 */
export async function readBeside(
  input: ReadSide[0],
  formats: ReadSide[1],
  side: SideBuilder,
  index: number,
  encoding: string | null,
  onBlock: (bytesRead: number) => void,
): Promise<ReadInput | null> {
  const read: SideRead | null = await readSide(input, formats, encoding, (fact) => side.add(index, fact), onBlock);
  if (read === null) return null;
  side.addFile({ input: index, ...read });
  return { summary: sideInputSummary(read), failure: read.failure };
}
