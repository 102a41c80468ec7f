import { Connections } from './connections.mjs';
import { header, rundown } from './frame-of-log.mjs';

const BLOCK_BYTES = 8 << 20;
/** All lines of one packet are shorter than this in any encoding. */
const LONGEST_PACKET_BYTES = 16 << 10;

/**
 * The blocks of bytes of a PktMon.txt: header, packets until it has its size, rundown. A block is valid until the next one.
 *
 * How it is fast: each connection has its packets as ready bytes (`packet-template.mjs`), in the encoding of the log; what
 * differs between two packets (time, PktGroupId, sequence numbers) is written over in place, digit by digit.
 *
 * @param options `{ wide, old, language, hops, connections, sizeBytes, dropShare }`
 */
export function* pktMonLog(options) {
  const encode = (text) => Buffer.from(text, options.wide ? 'utf16le' : 'utf8');
  yield encode(header(options));
  const traffic = new Connections({ ...options, packetDropShare: packetDropShare(options) });
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  let written = 0;
  let used = 0;
  // The rundown is small: it is enough when the packets alone have the size.
  while (written + used < options.sizeBytes) {
    if (used + LONGEST_PACKET_BYTES > block.length) {
      yield block.subarray(0, used);
      written += used;
      used = 0;
    }
    used += traffic.next(block, used);
  }
  yield block.subarray(0, used);
  yield encode(rundown(options, traffic.counts(), traffic.stamp()));
}

/** A dropped packet has its snapshots too, so drops are a share x / (hops + x) of the event lines when x packets are dropped. */
function packetDropShare({ dropShare, hops }) {
  if (hops === 0) return 1;
  const share = (dropShare * hops) / (1 - dropShare);
  if (share > 1) throw new Error(`with ${hops} hops at most ${1 / (hops + 1)} of the event lines are drops`);
  return share;
}
