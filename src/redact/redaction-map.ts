import { randomBytes } from 'node:crypto';

import { UsageError } from '../base/errors.js';
import { type KnownPseudonyms, Pseudonyms } from './pseudonyms.js';

const KEY_BYTES = 32;
const ABOUT =
  'Key and pseudonyms of etlreport --redact. With it everybody can undo the redaction: keep it to yourself.';

/** What a map holds. The key alone gives the same pseudonyms again; the pairs are for people. */
export interface RedactionMap {
  readonly key: Uint8Array;
  readonly known: KnownPseudonyms;
}

/** A key that nobody can guess: without a map every run has another one. */
export function newKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** @throws {UsageError} for what is no map. */
export function readRedactionMap(text: string, path: string): RedactionMap {
  const found = jsonObject(text);
  const key = typeof found?.['key'] === 'string' ? found['key'] : '';
  if (found?.['redactionMap'] !== 1 || !/^[0-9a-f]{64}$/.test(key)) {
    throw new UsageError(`${path} is no map of etlreport --redact and is not overwritten. Choose another name.`);
  }
  const known = { addresses: pairs(found['addresses']), macs: pairs(found['macs']), names: pairs(found['names']) };
  return { key: Uint8Array.from(Buffer.from(key, 'hex')), known };
}

/** The map with what was known before and what is known now, in JSON; the same for the same knowledge. */
export function redactionMapText({ key, known }: RedactionMap, now: readonly KnownPseudonyms[]): string {
  const all = [known, ...now];
  const merged = (kind: keyof KnownPseudonyms) => {
    const found = all.flatMap((one) => Object.entries(one[kind]));
    return Object.fromEntries([...new Map(found)].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };
  const map = {
    redactionMap: 1,
    about: ABOUT,
    key: Buffer.from(key).toString('hex'),
    addresses: merged('addresses'),
    macs: merged('macs'),
    names: merged('names'),
  };
  return `${JSON.stringify(map, null, 2)}\n`;
}

export function pseudonymsOf({ key }: RedactionMap): Pseudonyms {
  return new Pseudonyms(key);
}

export const NOTHING_KNOWN: KnownPseudonyms = { addresses: {}, macs: {}, names: {} };

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

function pairs(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
