import type { Options } from 'yargs';

import { UsageError } from '../base/errors.js';
import { nearestName } from '../base/nearest-name.js';
import { resolveEncoding } from '../decode/known-encodings.js';
import { OUTPUT_FORMATS, type OutputFormat, isOutputFormat } from '../write/output-format.js';

/** What the user asked for. Nothing asked is null or an empty list. */
export interface ReportOptions {
  readonly output: string | null;
  readonly format: readonly OutputFormat[];
  readonly since: string | null;
  readonly until: string | null;
  readonly connection: readonly string[];
  readonly reason: readonly string[];
  readonly top: number;
  readonly failOn: readonly string[];
  readonly encoding: string | null;
  readonly redact: boolean;
  /** Implies `redact`. */
  readonly redactMap: string | null;
  /** Cases of a collection at a time; null for as many as the machine has cores. */
  readonly jobs: number | null;
  readonly open: boolean;
  readonly timings: boolean;
  readonly quiet: boolean;
  readonly noProgress: boolean;
}

/** Rows of a list that are still a list for people; the data formats say what is left out. */
export const DEFAULT_TOP = 200;

/** An option with a value: given twice, the last one counts. */
function value(group: string, describe: string): Options {
  return { group, describe, type: 'string', requiresArg: true };
}

function list(group: string, describe: string): Options {
  return { group, describe, type: 'string', array: true, requiresArg: true };
}

function flag(group: string, describe: string): Options {
  return { group, describe, type: 'boolean' };
}

/** In the order of `--help`. The keys are the long names. */
export const REPORT_OPTIONS: Readonly<Record<string, Options>> = {
  output: {
    ...value('Output:', 'File or folder to write to; - is standard output'),
    alias: 'o',
  },
  format: {
    ...list('Output:', `One or more of ${OUTPUT_FORMATS.join(', ')}; default: by the ending of --output, else html`),
    alias: 'f',
  },
  top: value('Output:', `Longest list shown in a report; default: ${DEFAULT_TOP}`),
  redact: flag('Output:', 'Replace addresses, names and everything from the wire by pseudonyms'),
  'redact-map': value(
    'Output:',
    'Keep key and pseudonyms in this file, so that the next run gives the same ones; implies --redact',
  ),
  open: flag('Output:', 'Show the report when it is written'),
  since: value('Selection:', 'Leave out packets before this time of the log: 12:00:05, 2026-03-01T12:00:05, +5m, -10m'),
  until: value('Selection:', 'Leave out packets after this time'),
  connection: list('Selection:', 'Only packets of 192.0.2.5, 192.0.2.5:443, 192.0.2.0/24, :443, or a pair A:1-B:2'),
  reason: list('Selection:', 'Only drops of this reason: code, a part of its text, or category'),
  encoding: value('Reading:', 'Code page of the logs when it is not found out: cp850, gbk, ...'),
  'fail-on': list('Running:', 'Exit with 1 when a finding is this severe (fault, suspect, info) or has this id'),
  jobs: value(
    'Running:',
    'Threads: for cases of a folder or archive (default: the number of cores), or for the parts of one large file (default: 1)',
  ),
  timings: flag('Running:', 'Say how long each step took'),
  quiet: flag('Running:', 'Print errors and warnings only'),
  'no-progress': flag('Running:', 'No progress bar'),
};

/** Checks what yargs found. @throws UsageError for a value that means nothing. */
export function reportOptions(found: Readonly<Record<string, unknown>>): ReportOptions {
  return {
    output: lastText(found['output']),
    format: words(found['format']).map(formatNamed),
    since: lastText(found['since']),
    until: lastText(found['until']),
    connection: texts(found['connection']),
    reason: texts(found['reason']),
    top: countOf(lastText(found['top'])),
    failOn: words(found['fail-on']),
    encoding: encodingNamed(lastText(found['encoding'])),
    redact: isSet(found['redact']) || lastText(found['redact-map']) !== null,
    redactMap: lastText(found['redact-map']),
    jobs: jobsOf(lastText(found['jobs'])),
    open: isSet(found['open']),
    timings: isSet(found['timings']),
    quiet: isSet(found['quiet']),
    noProgress: isSet(found['no-progress']),
  };
}

function lastText(found: unknown): string | null {
  const last: unknown = Array.isArray(found) ? found.at(-1) : found;
  return last === undefined || last === null ? null : String(last);
}

function texts(found: unknown): readonly string[] {
  return Array.isArray(found) ? found.map(String) : [];
}

/** `-f html,json -f md` are three. */
function words(found: unknown): readonly string[] {
  const given = Array.isArray(found) ? found.map(String) : [];
  return given.flatMap((text) => text.split(',')).flatMap((word) => word.trim() || []);
}

function isSet(found: unknown): boolean {
  return (Array.isArray(found) ? found.at(-1) : found) === true;
}

function formatNamed(name: string): OutputFormat {
  const wanted = name.toLowerCase();
  if (isOutputFormat(wanted)) return wanted;
  const near = nearestName(wanted, OUTPUT_FORMATS);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  throw new UsageError(`unknown format "${name}".${hint} Formats are ${OUTPUT_FORMATS.join(', ')}.`);
}

function countOf(text: string | null): number {
  return text === null ? DEFAULT_TOP : wholeNumber('--top', text);
}

function jobsOf(text: string | null): number | null {
  return text === null ? null : wholeNumber('--jobs', text);
}

function wholeNumber(option: string, text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count > 0) return count;
  throw new UsageError(`${option} takes a whole number from 1 on, not "${text}"`);
}

function encodingNamed(name: string | null): string | null {
  return name === null ? null : resolveEncoding(name);
}
