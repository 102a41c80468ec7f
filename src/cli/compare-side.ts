import { open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { type InputError, UsageError } from '../base/errors.js';
import { type SavedReport, looksLikeJson, readSavedReport } from '../compare/index.js';
import { STANDARD_INPUT } from '../read/index.js';
import { analyzeSelected } from '../analyze-selected.js';
import type { CompareOptions } from './compare-options.js';
import { expandInputs } from '../collect/expand-inputs.js';
import { isCollection } from '../collect/find-files.js';
import { collectSide } from './collected-side.js';
import type { Redaction } from './redaction.js';
import type { Reporter, Surroundings } from './surroundings.js';

/** One side of a comparison; null when nothing of it could be read. */
export interface Side {
  readonly report: SavedReport | null;
  readonly paths: readonly string[];
  readonly failures: readonly InputError[];
  /** A sentence on files that are not read; null when there are none. */
  readonly notRead: string | null;
}

/** Bytes that tell a saved report from a log. */
const HEAD_BYTES = 64;

/** Reads a saved report, or analyzes a log, the logs of a pattern, or all logs of a folder or an archive as one case. */
export async function readSide(
  argument: string,
  options: CompareOptions,
  redaction: Redaction | null,
  reporter: Reporter,
  surroundings: Surroundings,
): Promise<Side> {
  const { cwd, platform } = surroundings;
  const path = resolve(cwd, argument);
  const stats = argument === STANDARD_INPUT ? null : await stat(path).catch(() => null);
  if (stats?.isFile() === true && looksLikeJson(await headOf(path))) {
    const report = readSavedReport(await readFile(path, 'utf8'), argument);
    if (redaction !== null && report.redacted !== true) {
      throw new UsageError(
        `${argument} is a report that was saved without --redact: pass its logs, or save it redacted.`,
      );
    }
    return { report, paths: [argument], failures: [], notRead: null };
  }
  const isCollected = await isCollection([argument], cwd, platform);
  const found = isCollected
    ? await collectSide(argument, options.encoding, surroundings)
    : { ...(await expandInputs([argument], cwd, platform)), notRead: null };
  const { sources, notRead } = found;
  const { since, until, connection, reason, encoding } = options;
  const analysis = await analyzeSelected(reporter.analyze, sources, {
    encoding,
    top: Number.MAX_SAFE_INTEGER,
    selection: { since, until, connection, reason },
    onProgress: null,
  });
  const paths = sources.flatMap((one) => (one.member === undefined ? [one.path] : [one.path, one.member.archivePath]));
  const failures = [...found.failures, ...analysis.failures];
  const recognised = analysis.report.case.inputs.filter(
    ({ ledger }) => ledger.event + ledger.detail + ledger.rundown + ledger.otherProvider + (ledger.leftOut ?? 0) > 0,
  );
  if (recognised.length === 0) return { report: null, paths, failures, notRead };
  const report = redaction === null ? analysis.report : reporter.redact(analysis.report, redaction.pseudonyms);
  return { report: reporter.savedReport(report), paths, failures, notRead };
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
