import type { Analysis } from '../analysis.js';
import { pathsOf } from '../write/same-file.js';
import type { InputSummary } from '../aggregate/case.js';
import { InputError, UsageError } from '../base/errors.js';
import { STANDARD_INPUT } from '../read/index.js';
import type { Report } from '../render/report.js';
import { type PlannedOutput, STANDARD_OUTPUT, inParts, planOutputs, writeAtomically } from '../write/index.js';
import { isCollection } from '../collect/find-files.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import { type ExpandedInputs, expandInputs } from '../collect/expand-inputs.js';
import { isFailOnMet } from './fail-on.js';
import { inputErrorText, warningText } from './messages.js';
import { analyzeSelected } from '../analyze-selected.js';
import { type EventOutput, ReaderGone, openEventOutput } from './event-output.js';
import { type Redaction, openRedaction, refuseMap } from './redaction.js';
import type { ReportOptions } from './report-options.js';
import { type Stopwatch, createStopwatch } from './stopwatch.js';
import type { Reporter, Surroundings } from './surroundings.js';
import { columnsOf, hasColor, write } from './terminal.js';

/**
 * The main job: reads the inputs, prints the verdict, writes the report.
 *
 * @throws {UsageError} when the wishes cannot be carried out. Inputs that fail are printed and decide the exit code.
 */
export async function reportCommand(
  inputs: readonly string[],
  options: ReportOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { cwd, platform } = surroundings;
  if (await isCollection(inputs, cwd, platform)) {
    const { collectionCommand } = await import('./collection-command.js');
    return collectionCommand(inputs, options, surroundings);
  }
  const stopwatch = createStopwatch();
  const expanded = await expandInputs(inputs, cwd, platform);
  const paths = expanded.sources.map(({ path }) => path);
  const redaction = await openRedaction(options, surroundings);
  const plan = await planOutputs({
    inputs: paths,
    nameOf: redaction?.path ?? null,
    formats: options.format,
    output: options.output,
    cwd,
    platform,
  });
  refuseOpeningNothing(plan, options);
  await refuseMap(options, paths, plan, surroundings);
  await warnOfKeyboard(paths, surroundings);

  const reporter = await stopwatch.time('load', surroundings.loadReporter);
  const events = await eventOutput(plan, redaction, reporter, surroundings);
  try {
    return await analyzeAndWrite(expanded, plan, options, { redaction, events, reporter, stopwatch }, surroundings);
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT_CODE.done;
    throw error;
  } finally {
    await events?.discard();
  }
}

/** Events go out while they are read: there has to be somewhere before. */
async function eventOutput(
  plan: readonly PlannedOutput[],
  redaction: Redaction | null,
  reporter: Reporter,
  surroundings: Surroundings,
): Promise<EventOutput | null> {
  const planned = plan.find(({ format }) => format === 'ndjson');
  if (planned === undefined) return null;
  return openEventOutput(planned, redaction?.pseudonyms ?? null, reporter, surroundings);
}

/** What the parts of a run share. */
interface Run {
  readonly redaction: Redaction | null;
  readonly events: EventOutput | null;
  readonly reporter: Reporter;
  readonly stopwatch: Stopwatch;
}

async function analyzeAndWrite(
  expanded: ExpandedInputs,
  plan: readonly PlannedOutput[],
  options: ReportOptions,
  run: Run,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { redaction, reporter, stopwatch } = run;
  const { stderr } = surroundings;
  const analysis = await stopwatch.time('analyze', () =>
    analyzeWithProgress(expanded.sources, options, surroundings, run),
  );
  const report =
    redaction === null
      ? analysis.report
      : await stopwatch.time('redact', () => reporter.redact(analysis.report, redaction.pseudonyms));

  const failures = [...expanded.failures, ...analysis.failures, ...unrecognised(analysis)];
  const named = [...expanded.sources, ...failures].map(({ path }) => path);
  for (const failure of failures) {
    const text = inputErrorText(failure);
    await write(stderr, redaction === null ? text : redaction.message(text, named));
  }
  if (!report.case.inputs.some(isRecognised)) return EXIT_CODE.nothingRead;

  await printVerdict(report, plan, options, surroundings, reporter);
  await writeReports(report, plan, options, surroundings, run);
  await redaction?.save();
  await openReport(plan, options, surroundings);
  if (options.timings) {
    const bytes = report.case.inputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    await write(stderr, stopwatch.table(bytes, analysis.parsing));
  }
  if (isFailOnMet(report, options.failOn)) return EXIT_CODE.failOnMet;
  return failures.length > 0 ? EXIT_CODE.someFailed : EXIT_CODE.done;
}

function refuseOpeningNothing(plan: readonly PlannedOutput[], options: ReportOptions): void {
  if (options.open && reportToOpen(plan) === null) {
    throw new UsageError('--open needs a report in a file: leave out -o -');
  }
}

/** The page when there is one, else the first file. */
function reportToOpen(plan: readonly PlannedOutput[]): string | null {
  const files = plan.filter(({ path }) => path !== STANDARD_OUTPUT);
  return (files.find(({ format }) => format === 'html') ?? files[0])?.path ?? null;
}

/** Nothing seems to happen when `-` waits for a keyboard: say what it waits for. */
async function warnOfKeyboard(paths: readonly string[], surroundings: Surroundings): Promise<void> {
  if (!paths.includes(STANDARD_INPUT) || !surroundings.stdinIsTty) return;
  const end = surroundings.platform === 'win32' ? 'Ctrl+Z and Enter' : 'Ctrl+D';
  await write(surroundings.stderr, warningText(`reading the log from the keyboard; ${end} ends it`));
}

/** More threads read faster than one adds up. */
const MOST_THREADS = 4;

async function analyzeWithProgress(
  sources: readonly { readonly path: string }[],
  options: ReportOptions,
  { stderr }: Surroundings,
  { reporter, events }: Run,
): Promise<Analysis> {
  const isShown = stderr.isTTY === true && !options.quiet && !options.noProgress;
  const progress = isShown ? (await import('./progress.js')).createProgress(stderr, sources.length) : null;
  try {
    const { since, until, connection, reason, encoding, top } = options;
    return await analyzeSelected(reporter.analyze, sources, {
      encoding,
      top,
      selection: { since, until, connection, reason },
      onProgress: progress?.update ?? null,
      threads: Math.min(options.jobs ?? 1, MOST_THREADS),
      ...events?.listener,
    });
  } finally {
    progress?.stop();
  }
}

/** A line of it was a record, of whatever provider. */
function isRecognised({ ledger }: InputSummary): boolean {
  return ledger.event + ledger.detail + ledger.rundown + ledger.otherProvider + (ledger.leftOut ?? 0) > 0;
}

/** Inputs without any record that the analysis let pass: never a silent zero. */
function unrecognised({ report, failures }: Analysis): readonly InputError[] {
  return report.case.inputs
    .filter((input) => !isRecognised(input) && !failures.some(({ path }) => path === input.path))
    .map(
      ({ path, lines }) =>
        new InputError(path, 'not-recognised', `${path} holds no record of a trace in ${lines} lines.`, [
          'Pass the text of a capture: pktmon etl2txt PktMon.etl -o PktMon.txt',
        ]),
    );
}

async function printVerdict(
  report: Report,
  plan: readonly PlannedOutput[],
  options: ReportOptions,
  { stdout, env }: Surroundings,
  reporter: Reporter,
): Promise<void> {
  if (options.quiet || plan.some(({ path }) => path === STANDARD_OUTPUT)) return;
  const verdict = reporter.renderVerdict(report, {
    columns: columnsOf(stdout),
    color: hasColor(stdout, env),
  });
  await write(stdout, `${verdict}\n`);
}

async function writeReports(
  report: Report,
  plan: readonly PlannedOutput[],
  options: ReportOptions,
  { stdout, cwd, platform }: Surroundings,
  { reporter, stopwatch, events }: Run,
): Promise<void> {
  for (const { format, path, createFolders } of plan) {
    const text = await stopwatch.time(`render ${format}`, () => reporter.renderers[format](report));
    if (format === 'ndjson') await events?.finish(text);
    else if (path === STANDARD_OUTPUT) for (const part of inParts(text)) await write(stdout, part);
    else
      await stopwatch.time(`write ${format}`, () =>
        writeAtomically(pathsOf(platform).resolve(cwd, path), text, { createFolders }),
      );
    if (path !== STANDARD_OUTPUT && !options.quiet) await write(stdout, `Report: ${path}\n`);
  }
}

async function openReport(
  plan: readonly PlannedOutput[],
  options: ReportOptions,
  { stderr, cwd, platform, openFile }: Surroundings,
): Promise<void> {
  const path = reportToOpen(plan);
  if (!options.open || path === null) return;
  if (await openFile(pathsOf(platform).resolve(cwd, path))) return;
  await write(stderr, warningText(`no program was found to show ${path}: open it in a browser`));
}
