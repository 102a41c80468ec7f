import { stat } from 'node:fs/promises';

import { UsageError } from '../base/errors.js';
import { type Comparison, type ComparisonFormat, compareReports, renderComparison } from '../compare/index.js';
import { STANDARD_OUTPUT, writeAtomically } from '../write/index.js';
import { isSameFile, pathsOf } from '../write/same-file.js';
import type { CompareOptions } from './compare-options.js';
import { readSide } from './compare-side.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import { redactedText } from './collection-redaction.js';
import { inputErrorText, warningText } from './messages.js';
import { openRedaction } from './redaction.js';
import type { Surroundings } from './surroundings.js';
import { columnsOf, write } from './terminal.js';

const ENDINGS: Readonly<Record<string, ComparisonFormat>> = {
  '.txt': 'text',
  '.json': 'json',
  '.md': 'md',
  '.html': 'html',
  '.htm': 'html',
};

/**
 * Compares two captures and prints or writes what is new, gone, more or less frequent.
 *
 * @throws {UsageError} when the wishes cannot be carried out. Inputs that fail are printed and decide the exit code.
 */
export async function compareCommand(
  [good, bad]: readonly [string, string],
  options: CompareOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, stderr, cwd, platform } = surroundings;
  const { format, path } = await planOf(options, surroundings);
  const redaction = await openRedaction(options, surroundings);
  const reporter = await surroundings.loadReporter();
  const sides = [];
  for (const argument of [good, bad]) sides.push(await readSide(argument, options, redaction, reporter, surroundings));
  const paths = sides.flatMap((side) => side.paths);
  await refuseInputs([path, options.redactMap], [good, bad, ...paths], surroundings);
  const failures = sides.flatMap((side) => side.failures);
  for (const { notRead } of sides) {
    if (notRead !== null) await write(stderr, warningText(redactedText(notRead, [good, bad], redaction)));
  }
  for (const failure of failures) {
    await write(stderr, redactedText(inputErrorText(failure), [...paths, failure.path], redaction));
  }
  const [one, other] = sides.map((side) => side.report);
  if (one === undefined || other === undefined || one === null || other === null) return EXIT_CODE.nothingRead;
  const comparison = compareReports(one, other);
  const text = renderComparison(comparison, format, columnsOf(stdout));
  if (path === STANDARD_OUTPUT) await write(stdout, text);
  else {
    await writeAtomically(pathsOf(platform).resolve(cwd, path), text);
    await write(stdout, `${comparison.sentence}\nComparison: ${path}\n`);
  }
  await redaction?.save();
  if (isFailOnMet(comparison, options)) return EXIT_CODE.failOnMet;
  return failures.length > 0 ? EXIT_CODE.someFailed : EXIT_CODE.done;
}

async function planOf(
  { output, format }: CompareOptions,
  { cwd, platform }: Surroundings,
): Promise<{ readonly format: ComparisonFormat; readonly path: string }> {
  if (output === '') throw new UsageError('--output needs a path');
  if (output === null || output === STANDARD_OUTPUT) return { format: format ?? 'text', path: STANDARD_OUTPUT };
  const { extname, join, resolve } = pathsOf(platform);
  const stats = await stat(resolve(cwd, output)).catch(() => null);
  if (stats?.isDirectory() === true) {
    const chosen = format ?? 'html';
    return { format: chosen, path: join(output, `comparison.${chosen === 'text' ? 'txt' : chosen}`) };
  }
  return { format: format ?? ENDINGS[extname(output).toLowerCase()] ?? 'text', path: output };
}

async function refuseInputs(
  outputs: readonly (string | null)[],
  inputs: readonly string[],
  { cwd, platform }: Surroundings,
): Promise<void> {
  const { resolve } = pathsOf(platform);
  for (const output of outputs) {
    if (output === null || output === STANDARD_OUTPUT) continue;
    for (const input of inputs) {
      if (input === '-' || !(await isSameFile(resolve(cwd, output), resolve(cwd, input), platform))) continue;
      throw new UsageError(`${output} is an input and is not overwritten. Choose another name.`);
    }
  }
}

/** Something harmful is new, were it only once; what is more frequent is beyond chance. */
function isFailOnMet({ findings, reasons }: Comparison, { failOn }: CompareOptions): boolean {
  if (failOn === null) return false;
  const isMet = ({ change }: { readonly change: string }) =>
    change === 'new' || (failOn === 'more' && change === 'more');
  return (
    findings.changed.some((row) => row.severity !== 'info' && isMet(row)) ||
    reasons.changed.some((row) => row.verdict !== 'benign' && isMet(row))
  );
}
