import { logClock } from '../scenario/clock.js';
import { encodeLog, type Encoding } from '../scenario/encode.js';

export interface NetTraceOptions {
  /** Local time of the first line, with seven fraction digits. */
  readonly startedAt: string;
  /** Verbose events (level 5) are captured: timers, the send tracker, tuples. */
  readonly verbose: boolean;
  /** Build whose wording is written: 26100 prints the ends in send events, 19041 does not. */
  readonly build: 19041 | 26100;
}

export const DEFAULT_OPTIONS: NetTraceOptions = {
  startedAt: '2026-03-02T09:15:00.2242602',
  verbose: true,
  build: 26100,
};

/** Where a line comes from: processor, and process and thread in whose context it was written (decimal). */
export interface Origin {
  readonly cpu?: number;
  readonly pid?: number;
}

interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** A NetTrace.txt as `netsh trace convert` of Windows 10 2004 and later writes it: prefix, provider, message, sorted by time. */
export class NetTraceLog {
  readonly options: NetTraceOptions;
  readonly #lines: Line[] = [];
  readonly #stamp: (atMs: number) => string;

  constructor(options: Partial<NetTraceOptions> = {}) {
    this.options = { ...DEFAULT_OPTIONS, ...options };
    this.#stamp = logClock(this.options.startedAt, 0).stamp;
  }

  /** `[2]06B0.2DE4::2026/03/02-09:15:00.224260200 [Microsoft-Windows-TCPIP]TCP: …` */
  tcpip(atMs: number, message: string, origin?: Origin): this {
    return this.line(atMs, 'Microsoft-Windows-TCPIP', message, origin);
  }

  line(atMs: number, provider: string, message: string, { cpu = 2, pid = 0 }: Origin = {}): this {
    const [date = '', time = ''] = this.#stamp(atMs).split(' ');
    const process = pid.toString(16).toUpperCase().padStart(4, '0');
    const thread = pid === 0 ? '0000' : '1F40';
    this.#lines.push({
      atMs,
      text: `[${cpu}]${process}.${thread}::${date.replaceAll('-', '/')}-${time} [${provider}]${message}`,
    });
    return this;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  text(): string {
    return this.#lines
      .toSorted((a, b) => a.atMs - b.atMs)
      .map(({ text }) => `${text}\r\n`)
      .join('');
  }

  bytes(encoding: Encoding = 'utf-8'): Buffer {
    return encodeLog(this.text(), encoding);
  }
}
