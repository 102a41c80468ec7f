import { readSide, type SideRead } from '../../src/classify/side/read-side.js';
import type { SideFact } from '../../src/events/side/fact.js';
import { sideFormats } from '../../src/formats/side-registry.js';
import { openInput } from '../../src/read/index.js';
import { temporaryFile } from '../pipeline/temporary-file.js';

export interface Facts {
  /** Null for what is no file beside a trace. */
  readonly read: SideRead | null;
  readonly facts: readonly SideFact[];
}

/** What is read of a text or of bytes, as if it lay in a file of any name. */
export function factsOf(content: string | Uint8Array): Promise<Facts> {
  return factsOfFile(temporaryFile(content, 'any name.dat'));
}

export async function factsOfFile(path: string, encoding: string | null = null): Promise<Facts> {
  const input = await openInput({ path });
  const facts: SideFact[] = [];
  try {
    const read = await readSide(
      input,
      sideFormats,
      encoding,
      (fact) => facts.push(fact),
      () => {},
    );
    return { read, facts };
  } finally {
    await input.close();
  }
}

/** Facts of one kind. */
export function only<Kind extends SideFact['kind']>(facts: readonly SideFact[], kind: Kind) {
  return facts.filter((fact): fact is Extract<SideFact, { kind: Kind }> => fact.kind === kind);
}
