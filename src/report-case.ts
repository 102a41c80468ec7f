import { join } from 'node:path';

import type { AnalyzeOptions, Progress } from './analysis.js';
import { analyzeSelected } from './analyze-selected.js';
import type { InputError } from './base/errors.js';
import { type EventOutput, openEventOutput } from './cli/event-output.js';
import type { CollectedCase } from './collect/collected-case.js';
import { analyze } from './pipeline.js';
import { type KnownPseudonyms, Pseudonyms } from './redact/pseudonyms.js';
import type { Event } from './events/event.js';
import { type CaseSummary, caseSummary } from './render/index-page/case-summary.js';
import {
  eventLine,
  eventRow,
  renderCsv,
  renderHtml,
  jsonPieces,
  renderMarkdown,
  renderNdjson,
} from './render/index.js';
import { redact, redactEvent } from './render/redact.js';
import type { Report } from './render/report.js';
import { type OutputFormat, type Rendered, writeAtomically } from './write/index.js';

const RENDERERS: Readonly<Record<OutputFormat, (report: Report) => Rendered>> = {
  html: renderHtml,
  json: jsonPieces,
  csv: renderCsv,
  md: renderMarkdown,
  ndjson: renderNdjson,
};

/** Why a text beside the traces says nothing about them: no error, there are many such texts. */
const NOT_USED: ReadonlySet<string> = new Set(['not-recognised', 'component-list', 'side-input']);

/** How all cases of a run are reported. Plain data, so that it can be sent to threads. */
export interface CaseOptions extends Omit<AnalyzeOptions, 'onProgress' | 'onEvent' | 'ready'> {
  /** Absolute; made when it is not there. Null when no report of a single case is wanted. */
  readonly folder: string | null;
  readonly formats: readonly OutputFormat[];
  /** Key of the pseudonyms of redacted reports; null for reports as they are. */
  readonly redactionKey: Uint8Array | null;
}

/** What is left of a case when its report is written. */
export interface CaseOutcome {
  /** Null when nothing of it was recognised. */
  readonly summary: CaseSummary | null;
  readonly failures: readonly InputError[];
  /** Side inputs that were of no kind that the analysis knows. */
  readonly unused: readonly string[];
  /** What was replaced by what in a redacted report; null in others. */
  readonly pseudonyms: KnownPseudonyms | null;
  /** A mistake of the program that ended this case alone; null when there was none. */
  readonly bug: Error | null;
}

/**
 * Analyzes one case and writes its report. The same case gives the same bytes, on whatever thread.
 *
 * @param onBytes told how many more bytes of its files were read.
 */
export async function reportCase(
  one: CollectedCase,
  options: CaseOptions,
  onBytes: (bytes: number) => void,
): Promise<CaseOutcome> {
  const { folder, formats, redactionKey } = options;
  const pseudonyms = redactionKey === null ? null : new Pseudonyms(redactionKey);
  const events = folder !== null && formats.includes('ndjson') ? await eventsOf(one.name, folder, pseudonyms) : null;
  try {
    const { full, ...rest } = await analyzed(one, options, events, onBytes);
    if (full.case.inputs.length === 0) return { summary: null, pseudonyms: null, ...rest };
    const report = pseudonyms === null ? full : redact(full, pseudonyms);
    const reports = folder === null ? [] : formats.map((format) => ({ format, path: `${one.name}.${format}` }));
    for (const { format, path } of reports) {
      const text = RENDERERS[format](report);
      if (format === 'ndjson') await events?.finish(text);
      else await writeAtomically(join(folder ?? '', path), text, { createFolders: true });
    }
    const summary = caseSummary(report, { name: one.name, host: one.host, reports });
    return { summary, pseudonyms: pseudonyms?.known() ?? null, ...rest };
  } finally {
    await events?.discard();
  }
}

/** Events are written while the logs are read; the lines of the report follow. */
function eventsOf(name: string, folder: string, pseudonyms: Pseudonyms | null): Promise<EventOutput> {
  const planned = { format: 'ndjson', path: join(folder, `${name}.ndjson`), createFolders: true } as const;
  const line = (event: Event) => {
    const row = eventRow(event);
    return eventLine(pseudonyms === null ? row : redactEvent(row, pseudonyms));
  };
  const { stdout, platform } = process;
  return openEventOutput(planned, pseudonyms, { eventLine: line }, { stdout, cwd: folder, platform });
}

async function analyzed(
  one: CollectedCase,
  { encoding, top, selection }: CaseOptions,
  events: EventOutput | null,
  onBytes: (bytes: number) => void,
) {
  const { report: full, failures: all } = await analyzeSelected(analyze, [...one.traces, ...one.sideInputs], {
    encoding,
    top,
    selection,
    ...events?.listener,
    onProgress: bytesOf(onBytes),
  });
  const besides = new Set(one.sideInputs.map(({ path }) => path));
  const unused = all.filter(({ path, code }) => besides.has(path) && NOT_USED.has(code));
  const failures = all.filter((failure) => !unused.includes(failure));
  return { full, failures, unused: unused.map(({ path }) => path), bug: null };
}

/** Turns the progress of one file after the other into bytes of all of them. */
function bytesOf(onBytes: (bytes: number) => void): (progress: Progress) => void {
  let path = '';
  let seen = 0;
  return (progress) => {
    if (progress.path !== path) seen = 0;
    path = progress.path;
    onBytes(progress.bytesRead - seen);
    seen = progress.bytesRead;
  };
}
