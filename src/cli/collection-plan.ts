import { UsageError } from '../base/errors.js';
import { type OutputFormat, STANDARD_OUTPUT } from '../write/index.js';
import { formatOfEnding } from '../write/output-format.js';
import { pathsOf } from '../write/same-file.js';
import { safeFileName, windowsPathProblem } from '../write/windows-name.js';
import type { ReportOptions } from './report-options.js';
import type { Surroundings } from './surroundings.js';

/** Where the reports of a collection go. */
export interface CollectionPlan {
  /** Absolute; null when the combined JSON goes to standard output and nothing else is written. */
  readonly folder: string | null;
  /** Formats of the report of each case. */
  readonly formats: readonly OutputFormat[];
  /** Path of a file in the folder. */
  readonly absolute: (name: string) => string;
  /** The same as shown to the user, relative to the working directory or as given. */
  readonly shown: (name: string) => string;
}

/** @throws {UsageError} when the wishes contradict each other, or the name is impossible on Windows. */
export function planCollection(
  inputs: readonly string[],
  { output, format, open }: Pick<ReportOptions, 'output' | 'format' | 'open'>,
  { cwd, platform }: Pick<Surroundings, 'cwd' | 'platform'>,
  nameOf: (path: string) => string = String,
): CollectionPlan {
  const { join, resolve, extname } = pathsOf(platform);
  if (output === STANDARD_OUTPUT) {
    if (format.some((one) => one !== 'json')) {
      throw new UsageError(
        'several cases do not fit on standard output: use -f json, which lists them, or -o reports/',
      );
    }
    if (open) throw new UsageError('--open needs a report in a file: leave out -o -');
    return { folder: null, formats: [], absolute: String, shown: String };
  }
  if (output === '') throw new UsageError('--output needs a path');
  if (output !== null && formatOfEnding(extname(output)) !== null) {
    throw new UsageError(`folders and archives are reported in a folder, not in ${output}: -o reports/`);
  }
  const folder = output ?? `${nameOf(stemOf(inputs[0] ?? '', cwd, platform))}-report`;
  const problem = platform === 'win32' ? windowsPathProblem(folder) : null;
  if (problem !== null) throw new UsageError(`${folder} cannot be written: ${problem}. Choose another name.`);
  return {
    folder: resolve(cwd, folder),
    formats: format.length > 0 ? [...new Set(format)] : ['html'],
    absolute: (name) => join(resolve(cwd, folder), name),
    shown: (name) => join(folder, name),
  };
}

/** `C:\logs\` gives `logs`, `collected.zip` gives `collected`, `logs\**\*.txt` gives `logs`. */
function stemOf(input: string, cwd: string, platform: NodeJS.Platform): string {
  const { resolve } = pathsOf(platform);
  const parts = resolve(cwd, input)
    .split(/[\\/]/)
    .filter((part) => part !== '' && !/[*?{}]/.test(part));
  const hasPattern = /[*?{}]/.test(input);
  const last = parts.at(-1)?.replace(hasPattern ? /$^/ : /\.zip$/i, '') ?? '';
  return last === '' ? 'etlreport' : safeFileName(last);
}
