import type { PacketHeader } from '../../events/packet.js';

/**
 * What makes a packet, without what is cut differently at different components: below the Wi-Fi filter the header of
 * the link is longer, so less of the payload is left for tcpdump to decode.
 *
 * @param ends of its flow, as `FlowFacts` has them
 */
export function packetContent(header: PacketHeader, ends: string): string {
  if (header.tcp !== null) {
    // `192.0.2.5.63086 > 198.51.100.7.443: Flags [P.], seq 5:9, ack 1, win 2042, length 4: HTTP: …`
    const end = header.content.indexOf(', length ');
    return end === -1 ? header.content : header.content.slice(0, end);
  }
  if (header.protocol !== 'udp') return header.content;
  // `28031 4/0/0 A 198.51.100.7, A[|domain]`: the first word of DNS is its id.
  const what = header.payloadBytes === null ? (header.info.split(' ', 1)[0] ?? '') : header.payloadBytes;
  return `${ends} ${what}`;
}
