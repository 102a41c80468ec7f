import type { StackDropSummary } from '../../aggregate/joined/stack-drop-summary.js';
import { foldReasons } from '../fold-reasons.js';
import { formatCount, formatCounted } from '../number.js';
import { markdownText } from './markdown-text.js';

/** Drops that the network stack states, by reason, at most `top` rows; harmless ones are counted below. */
export function stackDropTable(drops: StackDropSummary, top: number): string {
  const { shown, folded } = foldReasons(drops.byReason);
  const also = drops.alsoInPktMon === 0 ? '' : `, ${formatCount(drops.alsoInPktMon)} of them also in PktMon`;
  const harmless = folded.reduce((sum, { packets }) => sum + packets, 0);
  const total = `${formatCounted(drops.packets, 'packet')} in ${formatCounted(drops.lines, 'line')}${also}${harmless === 0 ? '' : `; ${formatCount(harmless)} harmless`}.`;
  if (shown.length === 0) return total;
  const rows = shown
    .slice(0, top)
    .map(
      ({ reason, value, layer, packets, alsoInPktMon, verdict }) =>
        `| ${markdownText(reason)}${value === null ? '' : ` (${value})`} | ${markdownText(layer)} | ${formatCount(packets)} | ${formatCount(alsoInPktMon)} | ${verdict} |`,
    );
  const left =
    shown.length > top
      ? `\n\nShowing ${formatCount(top)} of ${formatCount(shown.length)} - use --format json for all.`
      : '';
  return `${total}\n\n| Reason | Layer | Packets | Also in PktMon | Verdict |\n| --- | --- | ---: | ---: | --- |\n${rows.join('\n')}${left}`;
}
