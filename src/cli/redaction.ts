import { readFile } from 'node:fs/promises';

import { UsageError } from '../base/errors.js';
import type { KnownPseudonyms, Pseudonyms } from '../redact/pseudonyms.js';
import { type PlannedOutput, writeAtomically } from '../write/index.js';
import { isSameFile, pathsOf } from '../write/same-file.js';
import type { ReportOptions } from './report-options.js';
import type { Surroundings } from './surroundings.js';

/** What `--redact` needs beside the report. */
export interface Redaction {
  readonly pseudonyms: Pseudonyms;
  /** Gives the same pseudonyms on another thread. */
  readonly key: Uint8Array;
  /** A path as others may see it: names of outputs are made of it. */
  readonly path: (path: string) => string;
  /** A message that names inputs, without their names. */
  readonly message: (text: string, paths: readonly string[]) => string;
  /** Writes the map, if one was asked for, with what other threads know. Nobody but this user can read it. */
  readonly save: (others?: readonly KnownPseudonyms[]) => Promise<void>;
}

/**
 * Null when nothing is to be redacted.
 *
 * @throws {UsageError} when `--redact-map` is a file of another kind, or cannot be read.
 */
export async function openRedaction(
  { redact, redactMap }: Pick<ReportOptions, 'redact' | 'redactMap'>,
  { cwd, platform }: Pick<Surroundings, 'cwd' | 'platform'>,
): Promise<Redaction | null> {
  if (!redact && redactMap === null) return null;
  const [{ redactPath }, { NOTHING_KNOWN, newKey, pseudonymsOf, readRedactionMap, redactionMapText }] =
    await Promise.all([import('../redact/name-redactor.js'), import('../redact/redaction-map.js')]);
  const target = redactMap === null ? null : pathsOf(platform).resolve(cwd, redactMap);
  const text = target === null ? null : await textOf(target, redactMap ?? '');
  const map = text === null ? { key: newKey(), known: NOTHING_KNOWN } : readRedactionMap(text, redactMap ?? '');
  const pseudonyms = pseudonymsOf(map);
  const redacted = (path: string) => redactPath(path, pseudonyms);
  return {
    pseudonyms,
    key: map.key,
    path: redacted,
    message: (message, paths) => withoutPaths(message, paths, redacted),
    save: async (others = []) => {
      if (target === null) return;
      await writeAtomically(target, redactionMapText(map, [...others, pseudonyms.known()]), { isPrivate: true });
    },
  };
}

/** @throws {UsageError} when the map would take the place of an input or a report. */
export async function refuseMap(
  { redactMap }: Pick<ReportOptions, 'redactMap'>,
  inputs: readonly string[],
  plan: readonly PlannedOutput[],
  { cwd, platform }: Pick<Surroundings, 'cwd' | 'platform'>,
): Promise<void> {
  if (redactMap === null) return;
  const { resolve } = pathsOf(platform);
  for (const path of [...inputs, ...plan.map((output) => output.path)]) {
    if (path === '-' || !(await isSameFile(resolve(cwd, redactMap), resolve(cwd, path), platform))) continue;
    throw new UsageError(`--redact-map ${redactMap} is an input or a report. Choose another name.`);
  }
}

async function textOf(path: string, shown: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new UsageError(`--redact-map ${shown} cannot be read`);
  }
}

function withoutPaths(message: string, paths: readonly string[], redacted: (path: string) => string): string {
  const longestFirst = [...new Set(paths)].toSorted((a, b) => b.length - a.length);
  const plain = longestFirst.reduce((text, path) => text.replaceAll(path, redacted(path)), message);
  return plain.replace(/(?<=Did you mean: ).+/g, redacted);
}
