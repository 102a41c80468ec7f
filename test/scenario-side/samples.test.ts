import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sideSamples } from './samples.js';

const folder = fileURLToPath(new URL('../../samples', import.meta.url));

test.each(sideSamples().map((sample) => [sample.path, sample] as const))(
  '%s is what its scene writes',
  (path, { bytes }) => {
    expect(existsSync(join(folder, path)), `${path} is missing: npm run samples`).toBe(true);
    expect(readFileSync(join(folder, path)).equals(bytes), `${path} differs: npm run samples`).toBe(true);
  },
);

test('only documentation addresses occur', () => {
  const allowed = /^(?:192\.0\.2|198\.51\.100|203\.0\.113|0\.0\.0|255\.255\.255)\./;
  for (const { path, bytes } of sideSamples()) {
    const addresses = bytes.toString().match(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g) ?? [];
    expect(
      addresses.filter((address) => !allowed.test(address)),
      path,
    ).toEqual([]);
  }
});
