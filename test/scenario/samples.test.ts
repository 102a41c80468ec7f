import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { allSamples } from './samples/index.js';
import { samplesReadme } from './samples-readme.js';

const folder = fileURLToPath(new URL('../../samples', import.meta.url));
const samples = allSamples();

describe('samples', () => {
  test.each(samples.map((sample) => [sample.path, sample] as const))('%s is what its scene writes', (path, sample) => {
    const file = join(folder, path);
    expect(existsSync(file), `${path} is missing: npm run samples`).toBe(true);
    expect(readFileSync(file).equals(sample.bytes), `${path} differs: npm run samples`).toBe(true);
  });

  test('the README lists every sample', () => {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(samplesReadme(samples));
  });

  test('no log lies in samples/pktmon-text without a scene', () => {
    const files = readdirSync(join(folder, 'pktmon-text'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.txt'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(files.sort()).toEqual(samples.map((sample) => sample.path).sort());
  });

  test('only documentation addresses occur', () => {
    const allowed = /^(192\.0\.2|198\.51\.100|203\.0\.113|0\.0\.0|127\.0\.0|255\.255\.255|224\.0\.0|239\.255\.255)\./;
    for (const sample of samples) {
      const addresses = sample.log.text().match(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g) ?? [];
      expect(
        addresses.filter((address) => !allowed.test(address)),
        sample.path,
      ).toEqual([]);
    }
  });
});
