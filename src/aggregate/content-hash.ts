import type { PacketHeader } from '../events/packet.js';

/** Longer than the first word of any datagram that tcpdump decodes. */
const LONGEST_WORD = 16;
const BLANK = 32;
const NOT_PRINTED = -1;

/**
 * A hash for what makes a packet: the same for equal content, and for content that is cut differently. Numbers that were
 * read already tell nearly all packets apart; a text of 100 characters takes fifty times as long to hash.
 *
 * @param endsHash of the ends of its flow, as `FlowFacts` has it
 */
export function contentHash(header: PacketHeader, endsHash: number): number {
  const { tcp } = header;
  if (tcp !== null) {
    let hash = mix(endsHash, tcp.sequence ?? NOT_PRINTED);
    hash = mix(hash, tcp.acknowledgement ?? NOT_PRINTED);
    hash = mix(hash, tcp.sequenceEnd ?? NOT_PRINTED);
    hash = mix(hash, (tcp.window ?? NOT_PRINTED) ^ (tcp.timestampValue ?? NOT_PRINTED));
    // Acknowledgements of a gap differ in nothing else.
    const { sackBlocks } = tcp;
    return sackBlocks.length === 0 ? hash : mix(hash, sackBlocks[0]![1]);
  }
  if (header.sourcePort === 0 && header.destinationPort === 0) return textHash(endsHash, header.content);
  return datagramHash(header, endsHash);
}

/** The same for what `packetContent` gives: what is left of datagrams without ports is less than all of their content. */
export function cutContentHash(header: PacketHeader, endsHash: number): number {
  return header.tcp === null && header.protocol === 'udp'
    ? datagramHash(header, endsHash)
    : contentHash(header, endsHash);
}

export function textHash(hash: number, text: string): number {
  let result = hash;
  for (let at = 0; at < text.length; at++) result = mix(result, text.charCodeAt(at));
  return result;
}

function datagramHash({ payloadBytes, info }: PacketHeader, endsHash: number): number {
  if (payloadBytes !== null) return mix(endsHash, payloadBytes);
  let hash = endsHash;
  for (let at = 0; at < info.length && at < LONGEST_WORD; at++) {
    const code = info.charCodeAt(at);
    if (code === BLANK) break;
    hash = mix(hash, code);
  }
  return hash;
}

function mix(hash: number, number: number): number {
  const mixed = Math.imul(hash ^ number, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
