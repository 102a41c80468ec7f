/** The same blocks, each asked for only when whoever takes their results is ready for more: a slow reader must not fill the memory. */
export async function* pacedBlocks(
  blocks: AsyncIterable<Uint8Array>,
  ready: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    yield block;
    await ready();
  }
}
