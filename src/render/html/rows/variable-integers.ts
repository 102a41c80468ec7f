const GROUP = 128;

/** Non-negative integers up to 2^53 as LEB128: seven bits in a byte, the lowest first, the top bit says that more follow. */
export class VariableIntegers {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  add(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest >= GROUP) {
      // Not `& 127`: bit operators see 32 bits only.
      this.#bytes[this.#length++] = (rest % GROUP) + GROUP;
      rest = Math.floor(rest / GROUP);
    }
    this.#bytes[this.#length++] = rest;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
