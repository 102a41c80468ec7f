import { EVERYTHING } from './aggregate/selection.js';
import { absoluteBounds, hasRelativeBound } from './aggregate/selection/relative-bounds.js';
import type { Analysis, AnalyzeOptions } from './analysis.js';
import { UsageError } from './base/errors.js';
import { type InputSource, STANDARD_INPUT } from './read/index.js';

type Analyze = (sources: readonly InputSource[], options: AnalyzeOptions) => Promise<Analysis>;

/**
 * Analyzes a part of the logs. `--since -10m` counts from their end: then they are read twice, first for their times.
 *
 * @throws {UsageError} for that on standard input, which can be read once.
 */
export async function analyzeSelected(
  analyze: Analyze,
  sources: readonly InputSource[],
  options: AnalyzeOptions,
): Promise<Analysis> {
  if (!hasRelativeBound(options.selection)) return analyze(sources, options);
  if (sources.some(({ path }) => path === STANDARD_INPUT)) {
    throw new UsageError('standard input is read once: give --since and --until as times of the log, such as 12:00:05');
  }
  const { onEvent: _, ready: __, ...quiet } = options;
  const { report } = await analyze(sources, { ...quiet, selection: EVERYTHING });
  return analyze(sources, { ...options, selection: absoluteBounds(options.selection, report.case.inputs) });
}
