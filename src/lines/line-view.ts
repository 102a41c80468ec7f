import type { InputLine } from './read-lines.js';

/** The line that is being handed over: one reused object, so that no line costs an allocation. */
export class LineView implements InputLine {
  buffer: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  number = 0;
  terminated = true;
  isCut = false;

  get bytes(): string {
    return this.buffer.toString('latin1', this.start, this.end);
  }
}
