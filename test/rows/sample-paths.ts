import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Samples with many drops, with retransmissions, and of both formats, relative to the folder of the project. */
export function samplePaths(): string[] {
  return ['samples/pktmon-text/26100/', 'samples/nettrace-text/26100/'].flatMap((folder) =>
    readdirSync(ROOT + folder)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => folder + name),
  );
}
