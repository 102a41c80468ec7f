import { stat } from 'node:fs/promises';

import { UsageError } from '../base/errors.js';
import { type OutputFormat, formatOfEnding } from './output-format.js';
import { comparable, isSameFile, pathsOf } from './same-file.js';
import { safeFileName, windowsPathProblem } from './windows-name.js';

/** Output path that stands for standard output. */
export const STANDARD_OUTPUT = '-';

const DEFAULT_FORMAT: OutputFormat = 'html';
/** Name of a report whose input has none: standard input. */
const NAMELESS = 'etlreport';
/** Endings of logs, which the name of a report does not repeat: `PktMon.txt` becomes `PktMon.html`. */
const LOG_ENDING = /\.(?:txt|text|log|out|etl)$/i;

/** One file to write, or standard output. */
export interface PlannedOutput {
  readonly format: OutputFormat;
  /** Path as shown to the user, relative to the working directory or as given; `-` is standard output. */
  readonly path: string;
  /** True when its folder was asked for and shall be made. */
  readonly createFolders: boolean;
}

export interface OutputRequest {
  /** Paths of the inputs as given; `-` is standard input. */
  readonly inputs: readonly string[];
  /** What a path may be called in the name of an output; null for itself. */
  readonly nameOf?: ((path: string) => string) | null;
  /** Formats asked for; empty when none were: then the ending of `output` decides. */
  readonly formats: readonly OutputFormat[];
  /** `--output`: file, folder, `-` or null. */
  readonly output: string | null;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
}

/**
 * Decides which file each format goes to. Without `--output` that is the working directory and the name of the first input.
 *
 * @throws {UsageError} when the wishes contradict each other, a name is impossible on Windows, or an input would be overwritten.
 */
export async function planOutputs(request: OutputRequest): Promise<readonly PlannedOutput[]> {
  const { output } = request;
  const formats = formatsOf(request);
  if (output === STANDARD_OUTPUT) return [onStandardOutput(formats)];
  if (output === '') throw new UsageError('--output needs a path');
  const plan =
    output === null
      ? namedAfterInput(request, formats, '')
      : (await isFolder(request, output))
        ? namedAfterInput(request, formats, output)
        : namedAsGiven(request, formats, output);
  refuseImpossibleNames(plan, request);
  await refuseInputs(plan, request);
  return plan;
}

function formatsOf({ formats, output, platform }: OutputRequest): readonly OutputFormat[] {
  if (formats.length > 0) return [...new Set(formats)];
  const ending = output === null ? '' : pathsOf(platform).extname(output);
  return [formatOfEnding(ending) ?? DEFAULT_FORMAT];
}

function onStandardOutput(formats: readonly OutputFormat[]): PlannedOutput {
  const [format, ...others] = formats;
  if (format === undefined || others.length > 0) {
    throw new UsageError(
      `standard output takes one format, not ${formats.length}. Use one --format, or a folder: -o reports/`,
    );
  }
  return { format, path: STANDARD_OUTPUT, createFolders: false };
}

/** `folder` is empty for the working directory. */
function namedAfterInput(
  { inputs, nameOf, platform }: OutputRequest,
  formats: readonly OutputFormat[],
  folder: string,
): readonly PlannedOutput[] {
  const { basename, join } = pathsOf(platform);
  const first = inputs[0] ?? STANDARD_OUTPUT;
  const stem = first === '-' ? NAMELESS : (nameOf ?? String)(basename(first)).replace(LOG_ENDING, '');
  const name = safeFileName(stem === '' ? NAMELESS : stem);
  return formats.map((format) => ({
    format,
    path: folder === '' ? `${name}.${format}` : join(folder, `${name}.${format}`),
    createFolders: folder !== '',
  }));
}

/** One format: exactly this path. Several: the same path with the ending of each. */
function namedAsGiven(
  { platform }: OutputRequest,
  formats: readonly OutputFormat[],
  output: string,
): readonly PlannedOutput[] {
  const ending = pathsOf(platform).extname(output);
  const stem = formatOfEnding(ending) === null ? output : output.slice(0, -ending.length);
  return formats.map((format) => ({
    format,
    path: formats.length === 1 ? output : `${stem}.${format}`,
    createFolders: false,
  }));
}

/** A folder that exists, or a path that ends like one. */
async function isFolder({ cwd, platform }: OutputRequest, output: string): Promise<boolean> {
  if (output.endsWith('/') || (platform === 'win32' && output.endsWith('\\'))) return true;
  const stats = await stat(pathsOf(platform).resolve(cwd, output)).catch(() => null);
  return stats?.isDirectory() ?? false;
}

function refuseImpossibleNames(plan: readonly PlannedOutput[], { platform }: OutputRequest): void {
  if (platform !== 'win32') return;
  for (const { path } of plan) {
    const problem = windowsPathProblem(path);
    if (problem !== null) throw new UsageError(`${path} cannot be written: ${problem}. Choose another name.`);
  }
}

/** An input is what the case rests on: no option may destroy it. */
async function refuseInputs(plan: readonly PlannedOutput[], request: OutputRequest): Promise<void> {
  const { resolve } = pathsOf(request.platform);
  const inputs = request.inputs.filter((input) => input !== '-').map((input) => resolve(request.cwd, input));
  for (const { path, format } of plan) {
    for (const input of inputs) {
      if (!(await isSameFile(resolve(request.cwd, path), input, request.platform))) continue;
      throw new UsageError(
        `${path} is an input and is not overwritten. Choose another name: -o ${otherName(path, format, request)}`,
      );
    }
  }
}

/** `PktMon.json` becomes `PktMon-report.json`. */
function otherName(path: string, format: OutputFormat, { platform }: OutputRequest): string {
  const ending = pathsOf(platform).extname(path);
  const stem = ending === '' ? path : path.slice(0, -ending.length);
  const name = `${stem}-report.${format}`;
  return comparable(name, platform) === comparable(path, platform) ? `report.${format}` : name;
}
