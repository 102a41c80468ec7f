/** Whole numbers below a limit that look random and are the same in every run (xorshift). */
export function randomFrom(seed) {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return {
    below(limit) {
      state ^= state << 13;
      state >>>= 0;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return Math.floor((state / 2 ** 32) * limit);
    },
  };
}
