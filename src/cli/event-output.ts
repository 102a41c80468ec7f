import type { AnalyzeOptions } from '../analysis.js';
import type { Event } from '../events/event.js';
import type { Pseudonyms } from '../redact/pseudonyms.js';
import {
  type AtomicFile,
  type PlannedOutput,
  type Rendered,
  STANDARD_OUTPUT,
  inParts,
  openAtomically,
} from '../write/index.js';
import { pathsOf } from '../write/same-file.js';
import type { Reporter, Surroundings } from './surroundings.js';
import { isGone, write } from './terminal.js';

/** Written at once when it is this long; blocks of a log are not much longer. */
const CHUNK_CHARACTERS = 1 << 16;

/** Events of the logs as lines of NDJSON, written while the logs are read. Lines of the report follow. */
export interface EventOutput {
  /** For `analyze`: takes events, and holds the reading up until they are written. */
  readonly listener: Required<Pick<AnalyzeOptions, 'onEvent' | 'ready'>>;
  /** The lines of the report, and the end. */
  readonly finish: (lines: Rendered) => Promise<void>;
  /** After a failure: no half of a file. Does nothing after `finish`. */
  readonly discard: () => Promise<void>;
}

/** Whoever reads our output went away: there is nobody left to read the logs for. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

export async function openEventOutput(
  { path, createFolders }: PlannedOutput,
  pseudonyms: Pseudonyms | null,
  { eventLine }: Pick<Reporter, 'eventLine'>,
  { stdout, cwd, platform }: Pick<Surroundings, 'stdout' | 'cwd' | 'platform'>,
): Promise<EventOutput> {
  const target: AtomicFile =
    path === STANDARD_OUTPUT
      ? standardOutput(stdout)
      : await openAtomically(pathsOf(platform).resolve(cwd, path), { createFolders });
  let lines: string[] = [];
  let characters = 0;
  const flush = async () => {
    const chunk = lines.join('');
    lines = [];
    characters = 0;
    if (chunk !== '') await target.write(chunk);
  };
  return {
    listener: {
      onEvent: (event: Event) => {
        const line = eventLine(event, pseudonyms);
        lines.push(line);
        characters += line.length;
      },
      ready: () => (characters < CHUNK_CHARACTERS ? Promise.resolve() : flush()),
    },
    finish: async (last) => {
      await flush();
      for (const part of inParts(last)) await target.write(part);
      await target.commit();
    },
    discard: () => target.discard(),
  };
}

function standardOutput(stdout: Surroundings['stdout']): AtomicFile {
  return {
    write: async (content) => {
      await write(stdout, String(content));
      if (isGone(stdout)) throw new ReaderGone();
    },
    commit: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}
