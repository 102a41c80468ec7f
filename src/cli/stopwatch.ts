import { performance } from 'node:perf_hooks';

import { formatBytes, formatMilliseconds, formatShare } from '../render/number.js';

/** Measures the steps of a run for `--timings`. */
export interface Stopwatch {
  /** Runs a step and notes how long it took. */
  readonly time: <T>(step: string, work: () => T | Promise<T>) => Promise<T>;
  /** The table of all steps: time, share of the whole, and the rate over the bytes that were read. */
  readonly table: (bytesRead: number) => string;
}

export function createStopwatch(): Stopwatch {
  const startedAt = performance.now();
  const steps: { readonly name: string; readonly milliseconds: number }[] = [];
  return {
    time: async (step, work) => {
      const from = performance.now();
      try {
        return await work();
      } finally {
        steps.push({ name: step, milliseconds: performance.now() - from });
      }
    },
    table: (bytesRead) => {
      const total = performance.now() - startedAt;
      const width = Math.max(...steps.map(({ name }) => name.length), 'total'.length);
      const row = (name: string, milliseconds: number) =>
        [
          `  ${name.padEnd(width)}`,
          formatMilliseconds(milliseconds).padStart(10),
          formatShare(milliseconds, total).padStart(8),
        ].join('');
      const rate = `${formatBytes(bytesRead)} read, ${formatBytes(Math.round((bytesRead / total) * 1000))}/s`;
      const memory = `${formatBytes(process.resourceUsage().maxRSS * 1024)} memory at the peak`;
      return [
        'Timings:',
        ...steps.map(({ name, milliseconds }) => row(name, milliseconds)),
        row('total', total),
        `  ${rate}; ${memory}`,
        '',
      ].join('\n');
    },
  };
}
