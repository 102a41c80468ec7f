import cliProgress from 'cli-progress';

import type { Progress } from '../analysis.js';
import { fitColumns } from '../render/terminal/display-width.js';
import { formatBytes } from '../render/number.js';
import { visibleText } from '../render/visible-text.js';
import type { Output } from './surroundings.js';
import { columnsOf } from './terminal.js';

/** Redraws per second: smooth enough, and no work to speak of. */
const REDRAWS_PER_SECOND = 8;
const BAR_COLUMNS = 20;

/** A bar that follows one input after the other. */
export interface ProgressBar {
  readonly update: (progress: Progress) => void;
  /** Clears the bar, so that what is printed next stands in its place. */
  readonly stop: () => void;
}

/** A bar on a terminal. */
export function createProgress(output: Output, inputs: number): ProgressBar {
  let bar: cliProgress.SingleBar | null = null;
  let path = '';
  let place = 0;
  let startedAt = 0;

  function stop(): void {
    bar?.stop();
    bar = null;
  }

  function start(progress: Progress): cliProgress.SingleBar {
    stop();
    path = progress.path;
    place++;
    startedAt = performance.now();
    const name = inputs > 1 ? `${place}/${inputs} ${progress.path}` : progress.path;
    const next = new cliProgress.SingleBar({
      stream: output,
      fps: REDRAWS_PER_SECOND,
      clearOnComplete: true,
      linewrap: true, // Leave the terminal's setting alone: after Ctrl+C nobody would restore it.
      format: (_options, { value, total }) => {
        const elapsedMs = performance.now() - startedAt;
        return fitColumns(progressLine(name, value, total, elapsedMs), columnsOf(output) - 1);
      },
    });
    next.start(progress.sizeBytes ?? 0, 0);
    return next;
  }

  return {
    update: (progress) => {
      if (bar === null || progress.path !== path) bar = start(progress);
      bar.update(progress.bytesRead);
    },
    stop,
  };
}

/** `PktMon.txt  [=====>              ]  27 %  512 MB of 1.9 GB  230 MB/s  ETA 6 s`; without a size only what is known. */
export function progressLine(name: string, bytesRead: number, sizeBytes: number, elapsedMs: number): string {
  const perSecond = elapsedMs > 0 ? (bytesRead / elapsedMs) * 1000 : 0;
  const rate = `${formatBytes(Math.round(perSecond))}/s`;
  const shown = visibleText(name);
  if (sizeBytes <= 0) return `${shown}  ${formatBytes(bytesRead)}  ${rate}`;
  const share = Math.min(1, bytesRead / sizeBytes);
  const filled = Math.floor(share * BAR_COLUMNS);
  const bar = `${'='.repeat(filled)}${filled < BAR_COLUMNS ? '>' : ''}`.padEnd(BAR_COLUMNS);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const size = `${formatBytes(bytesRead)} of ${formatBytes(sizeBytes)}`;
  return `${shown}  [${bar}] ${percent}  ${size}  ${rate}  ${etaText(sizeBytes - bytesRead, perSecond)}`;
}

function etaText(bytesLeft: number, perSecond: number): string {
  if (bytesLeft <= 0) return 'ETA 0 s';
  if (perSecond <= 0) return 'ETA ?';
  const seconds = Math.ceil(bytesLeft / perSecond);
  return seconds < 60 ? `ETA ${seconds} s` : `ETA ${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
