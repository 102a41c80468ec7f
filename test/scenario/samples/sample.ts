import type { PktMonLog } from '../pktmon-log.js';

/** One committed log with what it shows. */
export interface Sample {
  /** Below `samples/`: `pktmon-text/<windows build>/<what it shows>.txt`. */
  readonly path: string;
  /** One sentence without a full stop. */
  readonly shows: string;
  /** Tool and command that make such a log. */
  readonly command: string;
  /** The answer a reader should get. */
  readonly expected: string;
  /** Where the loss is: the verdict of the report. */
  readonly loss: 'local' | 'remote' | 'both' | 'none' | 'undecided';
  /** The log before anything was done to its bytes: `log.written()` has the true counts. */
  readonly log: PktMonLog;
  readonly bytes: Buffer;
}

export const CAPTURE_ALL = 'pktmon start -c; pktmon stop; pktmon etl2txt PktMon.etl';
export const CAPTURE_DROPS = 'pktmon start -c --type drop; pktmon stop; pktmon etl2txt PktMon.etl';
export const CAPTURE_PORTS = 'pktmon start -c --comp 10 72 74; pktmon stop; pktmon etl2txt PktMon.etl';

/** A sample written as `etl2txt` writes it: UTF-16 with byte order mark, CRLF. */
export function sample(
  path: string,
  loss: Sample['loss'],
  log: PktMonLog,
  words: Pick<Sample, 'shows' | 'expected'> & Partial<Pick<Sample, 'command' | 'bytes'>>,
): Sample {
  return {
    path: `pktmon-text/${path}`,
    loss,
    log,
    command: CAPTURE_ALL,
    bytes: words.bytes ?? log.bytes(),
    ...words,
  };
}
