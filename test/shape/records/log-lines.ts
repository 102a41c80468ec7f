import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { readCases } from '../../read-cases.js';

const TEST = path.resolve(import.meta.dirname, '../..');

/** Text of a line as the parsers get it: one character per UTF-8 byte. */
export const byteView = (text: string): string => Buffer.from(text).toString('latin1');

/** The lines of all samples and all cases of a format, in byte view. */
export function logLines(format: 'pktmon-text' | 'nettrace-text'): string[] {
  const samples = path.join(TEST, '../samples', format);
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));
  const ofSamples = files.flatMap((file) => {
    const bytes = readFileSync(path.join(samples, file));
    return iconv.decode(bytes, bytes[0] === 0xff ? 'utf-16le' : 'utf8').split(/\r?\n/);
  });
  const ofCases = readCases(path.join(TEST, 'cases', `${format}.txt`)).flatMap(({ lines }) => lines);
  return [...ofCases, ...ofSamples].map(byteView);
}

/** One line for all that differ in their numbers only: a log of thousands of lines has a few hundred such forms. */
export function oneOfEachForm(lines: readonly string[]): string[] {
  const forms = new Map<string, string>();
  for (const line of lines) {
    const form = line.replace(/\d+/g, '0');
    if (!forms.has(form)) forms.set(form, line);
  }
  return [...forms.values()];
}
