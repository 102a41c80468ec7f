/** Of the first batch, in numbers or bytes. */
const FIRST_ROOM = 1 << 16;
/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/**
 * Numbers that come one by one, in memory that both threads see and that is written again for a later batch: memory that
 * came with each batch would have to be collected with each batch.
 */
export class SharedNumbers {
  #values = new Float64Array(new SharedArrayBuffer(FIRST_ROOM * Float64Array.BYTES_PER_ELEMENT));
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow();
    this.#values[this.length++] = value;
  }

  /** What came since it was empty. */
  get written(): Float64Array {
    return this.#values.subarray(0, this.length);
  }

  #grow(): void {
    const larger = new Float64Array(new SharedArrayBuffer(this.#values.byteLength * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}

/** The same for bytes that come in pieces. */
export class SharedBytes {
  #bytes = Buffer.from(new SharedArrayBuffer(FIRST_ROOM));
  length = 0;

  /** Adds `[start, end)` of a buffer. */
  copy(from: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start);
    from.copy(this.#bytes, this.length, start, end);
    this.length += end - start;
  }

  /** Adds a text as UTF-8. */
  write(text: string): void {
    this.#makeRoom(text.length * MOST_BYTES);
    this.length += this.#bytes.write(text, this.length, 'utf8');
  }

  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #makeRoom(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return;
    const larger = Buffer.from(new SharedArrayBuffer(Math.max(this.#bytes.length * 2, this.length + bytes)));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}

/** Room for one batch. */
export class BatchRoom {
  readonly events = new SharedNumbers();
  readonly headers = new SharedNumbers();
  readonly lines = new SharedBytes();
  readonly texts = new SharedBytes();

  clear(): void {
    for (const part of [this.events, this.headers, this.lines, this.texts]) part.length = 0;
  }
}
