import type { Finding } from '../../../diagnose/diagnosis.js';
import { formatCount, formatCounted } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { connectionAnchor, journeyAnchor, reasonAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';

/** Enough to go on from here; the tables have all. */
const SHOWN = 4;

/** From a finding to what it counts: its drop reasons, connections and ways of packets, as far as its records name them. */
export function relatedView(finding: Finding, anchor: string, { report, links }: Scope) {
  const { drops, connections } = report.case;
  const found = links.related(finding.evidence);
  const reasons = found.reasons.slice(0, SHOWN).map((index) => ({
    href: `#${reasonAnchor(index)}`,
    text: visibleText(drops.byReason[index]?.reason ?? ''),
  }));
  const shown = found.connections.slice(0, SHOWN).map((index) => ({
    href: `#${connectionAnchor(index)}`,
    text: visibleText(`${connections[index]?.local} to ${connections[index]?.remote}`),
  }));
  const ways = found.journeys.slice(0, SHOWN).map((index) => ({
    href: `#${journeyAnchor(index)}`,
    text: `packet ${index + 1}`,
  }));
  const evidence = `#${anchor}-evidence`;
  const packetsHref = reasons[0]?.href ?? (finding.evidence.length > 0 ? evidence : '#reasons');
  return {
    /** What the finding counts; a remark on the capture counts nothing. */
    counts: [
      ...(finding.packets === 0
        ? []
        : [{ text: formatCounted(finding.packets, 'distinct packet'), href: packetsHref }]),
      ...(finding.connections === 0
        ? []
        : [{ text: formatCounted(finding.connections, 'connection'), href: shown[0]?.href ?? '#connections' }]),
    ],
    related: [
      { label: 'Drop reasons', links: reasons, note: leftText(found.reasons.length) },
      { label: 'Connections', links: shown, note: leftText(found.connections.length) },
      { label: 'Packet journeys', links: ways, note: leftText(found.journeys.length) },
    ].filter((one) => one.links.length > 0),
  };
}

function leftText(all: number): string | null {
  return all > SHOWN ? `and ${formatCount(all - SHOWN)} more` : null;
}
