import type { ConnectionView } from './connection-view.js';

/**
 * True for a connection that did not come about, or broke, because this host dropped its packets: the finding about
 * the drop speaks for it. A local drop of the same addresses and ports is trusted more than any pattern of packets.
 */
export function isExplainedByDrop({ handshake, drops, end, retransmits }: ConnectionView): boolean {
  if (handshake?.outcome === 'dropped-here') return true;
  if (drops.length === 0) return false;
  if (handshake?.outcome === 'established' || handshake?.outcome === 'not-captured') {
    // Open connections lose single packets here and still end for another reason.
    return end?.how === 'retransmission-limit' && (retransmits?.droppedHere ?? 0) > 0;
  }
  return true;
}
