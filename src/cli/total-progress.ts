import cliProgress from 'cli-progress';

import type { BatchProgress } from '../batch.js';
import { fitColumns } from '../render/terminal/display-width.js';
import { progressLine } from './progress.js';
import type { Output } from './surroundings.js';
import { columnsOf } from './terminal.js';

const REDRAWS_PER_SECOND = 8;

/** One bar over the bytes of all cases, since several are read at a time. */
export function createTotalProgress(output: Output, cases: number, totalBytes: number) {
  const startedAt = performance.now();
  let casesDone = 0;
  const bar = new cliProgress.SingleBar({
    stream: output,
    fps: REDRAWS_PER_SECOND,
    clearOnComplete: true,
    linewrap: true, // Leave the terminal's setting alone: after Ctrl+C nobody would restore it.
    format: (_options, { value, total }) => {
      const name = `${casesDone}/${cases} cases`;
      return fitColumns(progressLine(name, value, total, performance.now() - startedAt), columnsOf(output) - 1);
    },
  });
  bar.start(totalBytes, 0);
  return {
    update: (progress: BatchProgress) => {
      casesDone = progress.casesDone;
      bar.update(Math.min(progress.bytesRead, totalBytes));
    },
    stop: () => bar.stop(),
  };
}
