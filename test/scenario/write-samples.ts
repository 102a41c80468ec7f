import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nettraceSamples } from '../scenario-nettrace/samples.js';
import { sideSamples } from '../scenario-side/samples.js';
import { allSamples } from './samples/index.js';
import { samplesReadme } from './samples-readme.js';

/** Writes all samples and their README below `folder`. */
export function writeSamples(folder: string): void {
  const samples = allSamples();
  for (const sample of [...samples, ...nettraceSamples(), ...sideSamples()]) {
    const path = join(folder, sample.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sample.bytes);
    console.log(`${String(sample.bytes.length).padStart(7)} ${sample.path}`);
  }
  writeFileSync(join(folder, 'README.md'), samplesReadme(samples));
}
