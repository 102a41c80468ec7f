/** Numbers that come one by one. */
export class GrowingNumbers {
  #values: Float64Array;
  length = 0;

  constructor(room: number) {
    this.#values = new Float64Array(room);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** What came so far, and gives it away. */
  take(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

/** Bytes that come in pieces. */
export class GrowingBytes {
  #bytes: Buffer;
  length = 0;

  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafeSlow(room);
  }

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

  /** What came so far, and gives it away. */
  take(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #makeRoom(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.length + bytes));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}

/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;
