import type { ConversationContext } from './conversation-context.js';
import type { ObservedFlow } from './observed-flow.js';
import type { TcpFlow } from './tcp-flow.js';

/** What packet lines cannot show of one TCP connection, in sentences. */
export function tcpNotSeen(flow: ObservedFlow, tcp: TcpFlow, context: ConversationContext): string[] {
  const [a, b] = [tcp.direction(0), tcp.direction(1)];
  if (a.packets + b.packets === 0) {
    if (flow.packetLines === 0)
      return ['Only drop lines show this connection: volumes, round trips, retransmissions and its end are not seen.'];
    return [
      'No line shows a complete TCP header of this connection (cut packets, or a form of the log without TCP fields).',
    ];
  }
  const unseenBytes = a.unseenBytes + b.unseenBytes;
  const sentences: string[] = [];
  if (!tcp.handshake.isCaptured)
    sentences.push(
      'The capture begins in the middle of this connection: its handshake, window scale and earlier losses are not seen.',
    );
  else if (!(a.isSynSeen && b.isSynSeen) && tcp.handshake.isEstablished)
    sentences.push('One half of the handshake is not in the capture: its window scale and options are not seen.');
  if ((a.packets === 0 || b.packets === 0) && !tcp.handshake.isOpening)
    sentences.push(
      'Only one direction was captured: acknowledgements, round trips and the reason of retransmissions are not seen.',
    );
  if (unseenBytes > 0)
    sentences.push(
      `${unseenBytes} bytes were acknowledged that no packet line shows: packets are missing in the capture.`,
    );
  if (flow.headerlessLines > 0)
    sentences.push(
      `${flow.headerlessLines} lines of this connection show no complete TCP header; other lines of the same packets may.`,
    );
  if (tcp.lives > 1)
    sentences.push(
      `${tcp.lives} connections used these ports one after the other: counts are sums, handshake and end are those of the last.`,
    );
  if (!context.localIsKnown)
    sentences.push('The log does not tell which end is this host: sent and received may be exchanged.');
  if (context.captures > 1)
    sentences.push(
      'Several inputs show this connection at the same time: these figures come from the one with the most lines.',
    );
  return sentences;
}
