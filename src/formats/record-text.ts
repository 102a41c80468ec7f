import type { Verbatim } from '../events/evidence.js';
import type { Line } from './log-format.js';

/** The lines of the record that is being read: places in the block, and copies of them once the block goes. */
export class RecordText {
  readonly #lines: string[] = [];
  /** Start and end of each line in the buffer. */
  readonly #places: number[] = [];
  #placed = 0;
  #buffer: Buffer = Buffer.alloc(0);
  /** The lines as they were printed, each below the other. */
  readonly verbatim: Verbatim = Object.assign(
    () => {
      this.keep();
      return this.#lines.join('\n');
    },
    { write: (target: Buffer, at: number) => this.#write(target, at) },
  );

  /** Number of lines. */
  get length(): number {
    return this.#lines.length + this.#placed / 2;
  }

  add(line: Line): void {
    this.#buffer = line.buffer;
    this.#places[this.#placed++] = line.start;
    this.#places[this.#placed++] = line.end;
  }

  clear(): void {
    if (this.#lines.length > 0) this.#lines.length = 0;
    this.#placed = 0;
  }

  /** The other lines turned out not to belong to it. */
  keepFirst(): void {
    this.keep();
    this.#lines.length = 1;
  }

  /** Copies what was not copied yet. */
  keep(): void {
    for (let i = 0; i < this.#placed; i += 2)
      this.#lines.push(this.#buffer.toString('utf8', this.#places[i], this.#places[i + 1]));
    this.#placed = 0;
  }

  #write(target: Buffer, at: number): number {
    let end = at;
    for (const line of this.#lines) {
      if (end + line.length * 3 + 1 > target.length) return -1;
      if (end > at) target[end++] = LINE_FEED;
      end += target.write(line, end, 'utf8');
    }
    for (let i = 0; i < this.#placed; i += 2) {
      const [from, to] = [this.#places[i] as number, this.#places[i + 1] as number];
      if (end + to - from + 1 > target.length) return -1;
      if (end > at) target[end++] = LINE_FEED;
      end += this.#buffer.copy(target, end, from, to);
    }
    return end;
  }
}

const LINE_FEED = 10;
