import type { Options } from 'yargs';

import { UsageError } from '../base/errors.js';
import { nearestName } from '../base/nearest-name.js';
import { COMPARISON_FORMATS, type ComparisonFormat } from '../compare/comparison-format.js';
import { REPORT_OPTIONS, type ReportOptions, reportOptions } from './report-options.js';

/** Least severe last: `more` is met by what is new, too. */
const FAIL_ON = ['new', 'more'] as const;
export type FailOnChange = (typeof FAIL_ON)[number];

/** What the user asked for. */
export interface CompareOptions extends Pick<
  ReportOptions,
  'output' | 'encoding' | 'redact' | 'redactMap' | 'since' | 'until' | 'connection' | 'reason'
> {
  /** Null: by the ending of the output, else text. */
  readonly format: ComparisonFormat | null;
  readonly failOn: FailOnChange | null;
}

const SHARED = ['redact', 'redact-map', 'since', 'until', 'connection', 'reason', 'encoding'];

/** In the order of `--help`. */
export const COMPARE_OPTIONS: Readonly<Record<string, Options>> = {
  output: { ...REPORT_OPTIONS['output'], describe: 'File or folder to write to; default: standard output' },
  format: {
    group: 'Output:',
    describe: `One of ${COMPARISON_FORMATS.join(', ')}; default: by the ending of --output, else text`,
    type: 'string',
    requiresArg: true,
    alias: 'f',
  },
  ...Object.fromEntries(SHARED.map((name) => [name, REPORT_OPTIONS[name] ?? {}])),
  'fail-on': {
    group: 'Running:',
    describe: 'Exit with 1 when something harmful is new in bad, or (more) more frequent',
    type: 'string',
    requiresArg: true,
  },
};

/** Checks what yargs found. @throws UsageError for a value that means nothing. */
export function compareOptions(found: Readonly<Record<string, unknown>>): CompareOptions {
  const { 'fail-on': failOn, format, ...shared } = found;
  const { output, encoding, redact, redactMap, since, until, connection, reason } = reportOptions(shared);
  return {
    output,
    encoding,
    redact,
    redactMap,
    since,
    until,
    connection,
    reason,
    format: oneOf(COMPARISON_FORMATS, format, 'format'),
    failOn: oneOf(FAIL_ON, failOn, '--fail-on'),
  };
}

function oneOf<Name extends string>(names: readonly Name[], found: unknown, what: string): Name | null {
  const last: unknown = Array.isArray(found) ? found.at(-1) : found;
  if (last === undefined || last === null) return null;
  const wanted = String(last).toLowerCase();
  const name = names.find((one) => one === wanted);
  if (name !== undefined) return name;
  const near = nearestName(wanted, names);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  throw new UsageError(`unknown ${what} "${String(last)}".${hint} Here it is one of ${names.join(', ')}.`);
}
