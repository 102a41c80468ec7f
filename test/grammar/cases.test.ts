import { readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeCase, readCases } from '../read-cases.js';

const folder = new URL('../cases/', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const cases = readCases(folder + file);
  // `UPDATE_CASES=1 npx vitest run test/grammar/cases.test.ts` writes what the lines become now; read the difference.
  if (process.env['UPDATE_CASES'] === '1') {
    const text = cases.map(
      ({ name, lines }) => `# ${name}\n${lines.join('\n').replaceAll('\t', '<TAB>')}\n==>\n${describeCase(lines)}\n`,
    );
    writeFileSync(folder + file, text.join('\n'));
  }
  describe(`${file}`, () => {
    test.each(cases)('$name', ({ lines, expected }) => {
      expect(describeCase(lines)).toBe(expected);
    });
  });
}
