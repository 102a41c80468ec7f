import { open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import fastGlob from 'fast-glob';

import { type InputError, UsageError } from '../base/errors.js';
import { type SavedReport, looksLikeJson, readSavedReport } from '../compare/index.js';
import { STANDARD_INPUT } from '../read/index.js';
import { analyzeSelected } from '../analyze-selected.js';
import type { CompareOptions } from './compare-options.js';
import { expandInputs } from '../collect/expand-inputs.js';
import type { Redaction } from './redaction.js';
import type { Reporter, Surroundings } from './surroundings.js';

/** One side of a comparison; null when nothing of it could be read. */
export interface Side {
  readonly report: SavedReport | null;
  readonly paths: readonly string[];
  readonly failures: readonly InputError[];
}

/** Bytes that tell a saved report from a log. */
const HEAD_BYTES = 64;

/** Reads a saved report, or analyzes a log, the logs of a pattern, or all logs below a folder as one case. */
export async function readSide(
  argument: string,
  options: CompareOptions,
  redaction: Redaction | null,
  reporter: Reporter,
  { cwd, platform }: Pick<Surroundings, 'cwd' | 'platform'>,
): Promise<Side> {
  const path = resolve(cwd, argument);
  const stats = argument === STANDARD_INPUT ? null : await stat(path).catch(() => null);
  if (stats?.isFile() === true && looksLikeJson(await headOf(path))) {
    const report = readSavedReport(await readFile(path, 'utf8'), argument);
    if (redaction !== null && report.redacted !== true) {
      throw new UsageError(
        `${argument} is a report that was saved without --redact: pass its logs, or save it redacted.`,
      );
    }
    return { report, paths: [argument], failures: [] };
  }
  const isFolder = stats?.isDirectory() === true;
  const inputs = isFolder ? await filesBelow(argument, cwd) : [argument];
  if (inputs.length === 0) throw new UsageError(`${argument} is a folder without files`);
  const { sources, failures } = await expandInputs(inputs, cwd, platform);
  const { since, until, connection, reason, encoding } = options;
  const analysis = await analyzeSelected(reporter.analyze, sources, {
    encoding,
    top: Number.MAX_SAFE_INTEGER,
    selection: { since, until, connection, reason },
    onProgress: null,
  });
  const paths = sources.map((source) => source.path);
  const all = [...failures, ...analysis.failures];
  // A folder of collected logs holds much that is none; a file that was named is meant.
  const isMeant = ({ code }: InputError) => !isFolder || code === 'io' || code === 'no-permission';
  const recognised = analysis.report.case.inputs.filter(
    ({ ledger }) => ledger.event + ledger.detail + ledger.rundown + ledger.otherProvider > 0,
  );
  if (recognised.length === 0) return { report: null, paths, failures: all };
  const report = redaction === null ? analysis.report : reporter.redact(analysis.report, redaction.pseudonyms);
  return { report: reporter.savedReport(report), paths, failures: all.filter(isMeant) };
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function filesBelow(folder: string, cwd: string): Promise<readonly string[]> {
  const found = await fastGlob('**/*', { cwd: resolve(cwd, folder), onlyFiles: true, suppressErrors: true });
  return found.toSorted().map((name) => `${folder.replace(/[\\/]+$/, '')}/${name}`);
}
