/** Readable bytes behind the end of every line and record: readers compare and convert up to 8 bytes at a time. */
export const SPARE_BYTES = 64;
