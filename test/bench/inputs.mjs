import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';

const GENERATOR = fileURLToPath(new URL('generate.mjs', import.meta.url));

/** The logs of the comparison: what the generator is told, and the question that everybody is asked. */
export const INPUTS = {
  'pktmon-5': { format: 'pktmon', options: ['--drops', '0.05'] },
  'pktmon-50': { format: 'pktmon', options: ['--drops', '0.5', '--hops', '1'] },
  'pktmon-zh': { format: 'pktmon', options: ['--drops', '0.05', '--language', 'zh-CN'] },
  nettrace: { format: 'nettrace', options: ['--connections', '2000'] },
};

/** Makes logs in a folder, each once. */
export class Inputs {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  /** Path of a log of the comparison. In UTF-16LE a log has twice the bytes for the same lines: `megabytes` is in UTF-8. */
  make(name, megabytes, encoding = 'utf-8') {
    const { format, options } = INPUTS[name];
    return this.generate(name, format, megabytes, encoding, options);
  }

  /** Path of a log with any options of the generator. */
  async generate(name, format, megabytes, encoding, options) {
    const file = join(this.#folder, `${name}-${megabytes}-${encoding}.txt`);
    if (existsSync(file)) return file;
    const size = String(encoding === 'utf-16le' ? 2 * megabytes : megabytes);
    const truth = format === 'nettrace' ? ['--truth', `${file}.truth.json`] : [];
    const partial = `${file}.partial`;
    const args = [GENERATOR, format, size, '--encoding', encoding, ...options, ...truth, '--output', partial];
    const { exitCode, stderr } = await measure(process.execPath, args);
    if (exitCode !== 0) throw new Error(stderr);
    renameSync(partial, file);
    return file;
  }

  /** What the generator says is in a NetTrace.txt; null for other logs. */
  truthOf(file) {
    const path = `${file}.truth.json`;
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  }
}
