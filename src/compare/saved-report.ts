import { UsageError } from '../base/errors.js';
import type { jsonDocument } from '../render/json/document.js';

/** The JSON document of a report, as `--format json` writes it. */
export type SavedReport = ReturnType<typeof jsonDocument>;

/** Reports of other programs begin like this, too; ours names its generator. */
export function looksLikeJson(head: string): boolean {
  return /^\uFEFF?\s*\{/.test(head);
}

/**
 * Reads a report that was saved with `--format json`.
 *
 * @throws {UsageError} for other JSON, and for a version that this program does not know.
 */
export function readSavedReport(text: string, path: string): SavedReport {
  const found = parsed(text, path);
  const generator = found['generator'] as { readonly name?: unknown } | undefined;
  const isOurs =
    generator?.name === 'etlreport' && Array.isArray(found['inputs']) && typeof found['drops'] === 'object';
  if (!isOurs)
    throw new UsageError(`${path} is no report of etlreport. Pass a log, a folder, or what --format json wrote.`);
  if (found['schemaVersion'] !== 1) {
    throw new UsageError(`${path} is a report of another version (${String(found['schemaVersion'])}): make it again.`);
  }
  for (const list of ['findings', 'connections']) {
    if (!Array.isArray(found[list])) throw new UsageError(`${path} is no whole report: it has no ${list}.`);
  }
  return found as unknown as SavedReport;
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new UsageError(`${path} begins like JSON and is none. Is it whole?`);
}
