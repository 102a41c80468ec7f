import { performance } from 'node:perf_hooks';

import { isSlow, type ParseCounts } from '../base/parse-counts.js';
import { formatBytes, formatCount, formatMilliseconds, formatShare } from '../render/number.js';

/** Measures the steps of a run for `--timings`. */
export interface Stopwatch {
  /** Runs a step and notes how long it took. */
  readonly time: <T>(step: string, work: () => T | Promise<T>) => Promise<T>;
  /** The table of all steps: time, share of the whole, the rate over the bytes that were read, and how records were parsed when that is known. */
  readonly table: (bytesRead: number, parsing?: ParseCounts) => string;
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
    table: (bytesRead, parsing) => {
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
        ...(parsing === undefined ? [] : [`  ${parsingText(parsing)}`]),
        '',
      ].join('\n');
    },
  };
}

// 1,000,000 records in 212 shapes: 0.02 % parsed by nearley (the slow path), 1.1 % more cut by the lexer, the rest known
function parsingText({ records, shapes, byNearley, lexed, leftOutBytes }: ParseCounts): string {
  const slow = `${percent(byNearley, records)} % parsed by nearley (the slow path)`;
  const cut = `${percent(lexed - byNearley, records)} % more cut by the lexer`;
  const verdict = isSlow({ records, byNearley }) ? '; above 1 %: a rule of the grammar is missing' : '';
  const leftOut = leftOutBytes === 0 ? '' : `${formatBytes(leftOutBytes)} of packets that were not dropped left out; `;
  return `${leftOut}${formatCount(records)} records in ${formatCount(shapes)} shapes: ${slow}, ${cut}, the rest known${verdict}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0' : String(Number(((part / whole) * 100).toPrecision(2)));
}
