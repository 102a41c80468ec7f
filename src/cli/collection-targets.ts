import { UsageError } from '../base/errors.js';
import type { Collection } from '../collect/collect.js';
import { pathsOf } from '../write/same-file.js';
import type { CollectionPlan } from './collection-plan.js';
import { refuseMap } from './redaction.js';
import type { ReportOptions } from './report-options.js';
import type { Surroundings } from './surroundings.js';

/** @throws {UsageError} for logs that lie where the reports go and are called like one of them, and for a map in their place. */
export async function refuseToOverwrite(
  { cases }: Collection,
  plan: CollectionPlan,
  options: ReportOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { cwd, platform } = surroundings;
  const sources = cases.flatMap(({ traces, sideInputs }) => [...traces, ...sideInputs]);
  const inputs = sources.map(({ path, member }) => member?.archivePath ?? path);
  const reports = cases.flatMap(({ name }) => plan.formats.map((format) => `${name}.${format}`));
  const outputs = plan.folder === null ? [] : ['index.html', 'index.json', ...reports].map(plan.absolute);
  const taken = new Set(outputs);
  for (const input of inputs) {
    if (!taken.has(pathsOf(platform).resolve(cwd, input))) continue;
    throw new UsageError(`${input} is an input and is not overwritten. Choose another --output.`);
  }
  await refuseMap(options, [...new Set(inputs), ...outputs], [], surroundings);
}
