import { EXIT_CODE, type ExitCode } from './exit-code.js';
import type { Surroundings } from './surroundings.js';
import { columnsOf, write } from './terminal.js';

/** Prints what a code means. What is not known prints suggestions and ends like an input that is not recognised. */
export async function explainCommand(query: string, { stdout, loadExplainer }: Surroundings): Promise<ExitCode> {
  const explain = await loadExplainer();
  const { text, isFound } = explain(query, columnsOf(stdout));
  await write(stdout, text);
  return isFound ? EXIT_CODE.done : EXIT_CODE.nothingRead;
}
