import type { InputError } from '../base/errors.js';
import type { InputSource } from '../read/index.js';
import { kindsOf, nothingFound } from './nothing-found.js';
import type { Surroundings } from './surroundings.js';

/** What a folder, an archive, or a pattern over several folders holds for one side of a comparison. */
export interface CollectedSide {
  /** Traces and the files beside them, of all machines: they are compared as one. */
  readonly sources: readonly InputSource[];
  readonly failures: readonly InputError[];
  /** A sentence on files that are not read; null when all are. */
  readonly notRead: string | null;
}

/** Finds the logs of one side as the main command does; what is none is told, and is no failure. */
export async function collectSide(
  argument: string,
  encoding: string | null,
  { cwd, platform, loadCollectionReporter }: Surroundings,
): Promise<CollectedSide> {
  const { collect } = await loadCollectionReporter();
  const { cases, notOurs, failures } = await collect({ args: [argument], cwd, platform, except: null }, encoding);
  const sources = cases.flatMap(({ traces, sideInputs }) => [...traces, ...sideInputs]);
  const foreign = [...cases.flatMap((one) => one.notOurs), ...notOurs];
  if (sources.length > 0) return { sources, failures, notRead: foreignSentence(argument, foreign) };
  // What failed says more than that nothing is left.
  const isTold = failures.length > 0 && foreign.length === 0;
  return { sources, failures: isTold ? failures : [...failures, nothingFound([argument], foreign)], notRead: null };
}

function foreignSentence(argument: string, foreign: readonly { readonly what: string }[]): string | null {
  const count = foreign.length;
  if (count === 0) return null;
  return `${argument}: ${count} ${count === 1 ? 'file is' : 'files are'} not read: ${kindsOf(foreign)}`;
}
