import type { BatchProgress } from '../batch.js';
import type { InputError } from '../base/errors.js';
import type { Collection } from '../collect/collect.js';
import type { CollectionIndex } from '../render/index-page/index-document.js';
import type { CaseOutcome } from '../report-case.js';
import { writeAtomically } from '../write/index.js';
import { collectionIndex } from './collection-index.js';
import { type CollectionPlan, planCollection } from './collection-plan.js';
import { renamedCases, toldFailure } from './collection-redaction.js';
import { refuseToOverwrite } from './collection-targets.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import { isAnyFailOnMet } from './fail-on.js';
import { bugText, warningText } from './messages.js';
import { nothingFound } from './nothing-found.js';
import { type Redaction, openRedaction } from './redaction.js';
import { createTotalProgress } from './total-progress.js';
import type { ReportOptions } from './report-options.js';
import { createStopwatch } from './stopwatch.js';
import type { CollectionReporter, Surroundings } from './surroundings.js';
import { columnsOf, hasColor, write } from './terminal.js';

/**
 * The main job for folders and archives: finds the cases, writes a report for each and an index of all.
 *
 * @throws {UsageError} when the wishes cannot be carried out. Inputs that fail are printed and decide the exit code.
 */
export async function collectionCommand(
  inputs: readonly string[],
  options: ReportOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stderr, stdout, cwd, platform } = surroundings;
  const stopwatch = createStopwatch();
  const redaction = await openRedaction(options, surroundings);
  const plan = planCollection(inputs, options, surroundings, redaction?.path);
  const reporter = await stopwatch.time('load', surroundings.loadCollectionReporter);
  const found = await stopwatch.time('collect', () =>
    reporter.collect({ args: inputs, cwd, platform, except: plan.folder }, options.encoding),
  );
  const collection = redaction === null ? found : { ...found, cases: renamedCases(found.cases, redaction) };
  const tell = (failure: InputError) => write(stderr, toldFailure(failure, redaction));
  for (const failure of collection.failures) await tell(failure);
  if (collection.cases.length === 0) {
    // What failed says more than that nothing is left.
    if (collection.failures.length === 0 || collection.notOurs.length > 0) {
      await tell(nothingFound(inputs, collection.notOurs));
    }
    return EXIT_CODE.nothingRead;
  }
  await refuseToOverwrite(collection, plan, options, surroundings);

  const outcomes = await stopwatch.time('analyze', () =>
    reportWithProgress(collection, plan, options, redaction, surroundings, reporter),
  );
  for (const failure of outcomes.flatMap(({ failures }) => failures)) await tell(failure);
  const { version } = reporter;
  const index = collectionIndex({ roots: inputs, collection, outcomes, redaction, top: options.top, version });
  if (index.cases.length === 0 && index.failures.length === 0) await tell(nothingFound(inputs, index.notRead));
  if (index.cases.length > 0) await writeIndex(index, plan, options, surroundings, reporter);
  await redaction?.save(outcomes.flatMap(({ pseudonyms }) => pseudonyms ?? []));
  if (options.timings) await write(stderr, stopwatch.table(collection.traceBytes));

  const bug = outcomes.find((outcome) => outcome.bug !== null)?.bug;
  if (bug !== undefined) {
    await write(stderr, bugText(bug, platform, redaction !== null));
    return EXIT_CODE.bug;
  }
  if (index.cases.length === 0) return EXIT_CODE.nothingRead;
  if (!options.quiet && plan.folder !== null) await write(stdout, `Index: ${plan.shown('index.html')}\n`);
  await openIndex(plan, options, surroundings);
  if (isAnyFailOnMet(index.cases, options.failOn)) return EXIT_CODE.failOnMet;
  return index.failures.length > 0 ? EXIT_CODE.someFailed : EXIT_CODE.done;
}

async function reportWithProgress(
  collection: Collection,
  plan: CollectionPlan,
  options: ReportOptions,
  redaction: Redaction | null,
  { stderr }: Surroundings,
  reporter: CollectionReporter,
): Promise<readonly CaseOutcome[]> {
  const isShown = stderr.isTTY === true && !options.quiet && !options.noProgress;
  const { cases, traceBytes } = collection;
  const progress = isShown ? createTotalProgress(stderr, cases.length, traceBytes) : null;
  const onProgress = progress === null ? null : (at: BatchProgress) => progress.update(at);
  const { encoding, top, since, until, connection, reason, jobs } = options;
  try {
    return await reporter.reportCases(cases, {
      folder: plan.folder,
      formats: plan.formats,
      encoding,
      top,
      selection: { since, until, connection, reason },
      jobs,
      redactionKey: redaction?.key ?? null,
      onProgress,
    });
  } finally {
    progress?.stop();
  }
}

async function writeIndex(
  index: CollectionIndex,
  plan: CollectionPlan,
  options: ReportOptions,
  { stdout, env }: Surroundings,
  reporter: CollectionReporter,
): Promise<void> {
  const json = reporter.renderIndexJson(index);
  if (plan.folder === null) return write(stdout, json);
  await writeAtomically(plan.absolute('index.json'), json, { createFolders: true });
  await writeAtomically(plan.absolute('index.html'), reporter.renderIndexPage(index), { createFolders: true });
  if (options.quiet) return;
  const text = reporter.renderCollection(index, { columns: columnsOf(stdout), color: hasColor(stdout, env) });
  await write(stdout, `${text}\n`);
}

async function openIndex(plan: CollectionPlan, options: ReportOptions, surroundings: Surroundings): Promise<void> {
  if (!options.open || plan.folder === null) return;
  if (await surroundings.openFile(plan.absolute('index.html'))) return;
  const path = plan.shown('index.html');
  await write(surroundings.stderr, warningText(`no program was found to show ${path}: open it in a browser`));
}
