import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordStarts } from '../../src/classify/first-of-record.js';
import { StampReader } from '../../src/formats/nettrace-text/stamp.js';
import { inputLine } from '../read-cases.js';

/** Lines whose stamp had a known form. */
let known = 0;

const digits = (most: number, unit = '0123456789') =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: 1, maxLength: most });
const hex = digits(8, '0123456789ABCDEFabcdef');
const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
const separator = fc.constantFrom('/', '-', '.');
const date = fc.oneof(
  fc.tuple(fc.constantFrom('2026', '2025'), separator, two, two, fc.constantFrom('-', ' ')),
  fc.tuple(two, separator, two, fc.constantFrom('2026', '26'), fc.constantFrom('-', ' ')),
);
const time = fc.tuple(two, two, two, digits(9)).map(([h, m, s, fraction]) => `${h}:${m}:${s}.${fraction}`);
const stamp = fc
  .tuple(digits(4), hex, hex, date, time, fc.constantFrom('', '12 ', ' '), fc.constantFrom('', ' PM'))
  .map(
    ([cpu, pid, tid, [a, mark, b, c, dash], at, front, noon]) =>
      `${front}[${cpu}]${pid}.${tid}::${a}${mark}${b}${mark}${c}${dash}${at}${noon} [Provider]`,
  );
/** Any byte of a stamp may be another one. */
const broken = fc
  .tuple(stamp, fc.nat(60), fc.constantFrom(...' .:/-[]0aZ\u200e'))
  .map(([text, at, other]) => text.slice(0, at) + other + text.slice(at + 1));
const stamps = fc.array(fc.oneof({ weight: 4, arbitrary: stamp }, broken), { minLength: 2, maxLength: 30 });

/** What a reader makes of stamps, one after the other. */
function read(texts: readonly string[], knowsForms: boolean) {
  const notes: string[] = [];
  const starts = new RecordStarts();
  const reader = new StampReader((sentence) => notes.push(sentence));
  const results = texts.map((text) => {
    const line = inputLine(Buffer.from(text), 1);
    const provider = starts.provider(line);
    const { form, bodyAt } = starts;
    if (form !== null) known++;
    // A reader gets lines of its providers only.
    if (provider !== 'Provider') return [provider, bodyAt];
    const isRead = reader.read(line.buffer, 0, bodyAt, knowsForms ? form : null);
    return isRead ? [reader.contextPid, reader.day + BigInt(reader.ofDayNs)] : null;
  });
  return { results, notes, isSelfContained: reader.isSelfContained };
}

test('stamps of a form that was seen before are read as the grammar reads them', () => {
  fc.assert(
    fc.property(stamps, (texts) => {
      const twice = texts.flatMap((text) => [text, text.replace(/\d(?=\D*$)/, '7')]);
      expect(read(twice, true)).toEqual(read(twice, false));
    }),
    { numRuns: 600 },
  );
  expect(known).toBeGreaterThan(300);
});
