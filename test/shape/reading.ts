import type { Refusal } from '../../src/parse/record-parser.js';

/** One field of a record, in every way that the builders of events ask for it. */
export interface Field {
  /** Real characters, without ASCII blanks around them. */
  readonly text: string;
  /** Where the field begins in the record, in bytes. */
  readonly at: number;
  /** The decimal number at its end, null without one. Undefined above 15 digits: past 2^53 only the text counts. */
  readonly number: number | null | undefined;
  /** The value of `0xE000460A`, null when it is no such code. */
  readonly hex: number | null;
}

/** What a reader says of a record that the grammar accepts. */
export interface Reading {
  readonly record: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly constants: ReadonlyMap<string, string>;
  /** Number of entries of each list. */
  readonly lengths: ReadonlyMap<string, number>;
}

/** Anything that reads records of one grammar: plain nearley, the shape cache, another way to walk its shapes. */
export interface ShapeReader {
  readonly name: string;
  /** One record as it stands in the file, without its line end. */
  parse(record: Buffer): Reading | Refusal;
}

/** True when both say the same of a record. `expected` decides which numbers are compared. */
export function isSame(expected: Reading | Refusal, actual: Reading | Refusal): boolean {
  if (typeof expected === 'string' || typeof actual === 'string') return expected === actual;
  return (
    expected.record === actual.record &&
    hasSameEntries(expected.fields, actual.fields, isSameField) &&
    hasSameEntries(expected.constants, actual.constants, Object.is) &&
    hasSameEntries(expected.lengths, actual.lengths, Object.is)
  );
}

function isSameField(expected: Field, actual: Field): boolean {
  return (
    expected.at === actual.at &&
    expected.text === actual.text &&
    expected.hex === actual.hex &&
    (expected.number === undefined || expected.number === actual.number)
  );
}

function hasSameEntries<T>(
  expected: ReadonlyMap<string, T>,
  actual: ReadonlyMap<string, T>,
  isSameValue: (a: T, b: T) => boolean,
): boolean {
  if (expected.size !== actual.size) return false;
  for (const [name, value] of expected) {
    const other = actual.get(name);
    if (other === undefined || !isSameValue(value, other)) return false;
  }
  return true;
}

/** A reading for a person who looks for the difference: sorted, one field per line. */
export function describeReading(reading: Reading | Refusal): string {
  if (typeof reading === 'string') return reading;
  const { record, fields, constants, lengths } = reading;
  return [
    record,
    ...[...fields].map(
      ([name, { text, at, number, hex }]) => `${name} @${at} ${JSON.stringify(text)} ${number} ${hex}`,
    ),
    ...[...constants].map(([name, value]) => `${name} = ${value}`),
    ...[...lengths].map(([name, length]) => `${name} has ${length}`),
  ]
    .toSorted()
    .join('\n');
}
