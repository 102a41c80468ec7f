import type { Case } from '../aggregate/case.js';
import { formatCounted } from './number.js';

/** What the verdict rests on, in one or two sentences: distinct packets, lines, and the noise that was folded. */
export function restsOn(theCase: Case): string {
  const { drops, traffic } = theCase;
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
