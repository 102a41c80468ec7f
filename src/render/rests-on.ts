import type { Case } from '../aggregate/case.js';
import { formatCounted } from './number.js';

/** What the verdict rests on, in a few sentences: distinct packets, lines, what the stack states, and the folded noise. */
export function restsOn(theCase: Case): string {
  const stated = statedSentence(theCase);
  const shortly = restsOnShortly(theCase);
  return stated === null || stated === shortly ? shortly : `${shortly} ${stated}`;
}

/** The same where room is short: what the stack states only when there are no packets to speak of. */
export function restsOnShortly(theCase: Case): string {
  // A NetTrace alone has no packet lines: that there are none says nothing.
  const hasPackets = theCase.traffic.lines > 0 || theCase.drops.lines > 0;
  return (hasPackets ? null : statedSentence(theCase)) ?? packetSentence(theCase);
}

function packetSentence({ inputs, drops, traffic, side }: Case): string {
  if (side !== undefined && inputs.every(({ role }) => role === 'side')) {
    return `Rests on ${formatCounted(side.blocked.events, 'event')} of blocked packets and connections; no trace was given.`;
  }
  if (drops.lines === 0) {
    return `Rests on ${formatCounted(traffic.packets, 'distinct packet')} in ${formatCounted(traffic.lines, 'line')}; no drop line among them.`;
  }
  const lost = Math.max(0, drops.packets - drops.noisePackets - drops.benignPackets);
  const folded: string[] = [];
  if (drops.noisePackets > 0) {
    folded.push(
      `${formatCounted(drops.noisePackets, 'packet')} (${formatCounted(drops.noiseLines, 'line')}) of multicast and discovery noise`,
    );
  }
  if (drops.benignPackets > 0) {
    folded.push(`${formatCounted(drops.benignPackets, 'packet')} that are no loss (normal endings)`);
  }
  const rests = `Rests on ${formatCounted(lost, 'distinct dropped packet')} that may matter, of ${formatCounted(drops.packets, 'packet')} in ${formatCounted(drops.lines, 'drop line')}.`;
  return folded.length === 0 ? rests : `${rests} Folded: ${folded.join(' and ')}.`;
}

function statedSentence({ connections, stackDrops, stackEvents }: Case): string | null {
  if (stackEvents === undefined && stackDrops === undefined) return null;
  const stated = connections.filter((one) => one.stated !== null).length;
  const told = [formatCounted(stated, 'connection')];
  if (stackDrops !== undefined) {
    const also = stackDrops.alsoInPktMon === 0 ? '' : ` (${stackDrops.alsoInPktMon} of them also in PktMon)`;
    told.push(`${formatCounted(stackDrops.packets, 'dropped packet')}${also}`);
  }
  return `The network stack states ${told.join(' and ')}.`;
}
