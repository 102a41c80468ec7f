import type { Case } from '../../../aggregate/case.js';
import { formatCount, formatCounted, formatDuration, formatShare } from '../../number.js';
import type { Report } from '../../report.js';
import { droppedHereWords, retransmissionTotals } from '../../retransmission-totals.js';
import { selfCheckSentence } from '../../self-check.js';
import { connectionAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';

/** The numbers of the case, each with a link to the place that counts it. */
export function verdictFigures({ report, clock }: Scope) {
  const { drops, traffic, inputs, stackDrops } = report.case;
  const resent = retransmissionTotals(report.case);
  const stated = report.case.connections.filter((one) => one.stated !== null).length;
  // What a NetTrace alone cannot have is no figure of it.
  const hasPackets = traffic.lines > 0 || drops.lines > 0 || (stated === 0 && stackDrops === undefined);
  const times = inputs.flatMap(({ firstTime, lastTime }) =>
    firstTime === null || lastTime === null ? [] : [{ firstTime, lastTime }],
  );
  const first = times.reduce<bigint | null>(
    (least, { firstTime }) => (least === null || firstTime < least ? firstTime : least),
    null,
  );
  const last = times.reduce<bigint | null>(
    (most, { lastTime }) => (most === null || lastTime > most ? lastTime : most),
    null,
  );
  return [
    ...(hasPackets ? packetFigures(report.case) : []),
    ...(stackDrops === undefined
      ? []
      : [
          {
            label: 'Drops stated by the stack',
            href: '#reasons',
            value: formatCounted(stackDrops.packets, 'packet'),
            note: `${formatCounted(stackDrops.lines, 'line')}, ${formatCount(stackDrops.alsoInPktMon)} also in PktMon`,
          },
        ]),
    ...(resent === null || (resent.events === 0 && hasPackets)
      ? []
      : [
          {
            label: 'Retransmissions',
            href: resendingHref(report),
            value: formatCount(resent.events),
            note:
              resent.events === 0
                ? `on ${formatCounted(report.case.connections.length, 'connection')}`
                : `on ${formatCounted(resent.connections, 'connection')}; ${droppedHereWords(resent)}`,
          },
        ]),
    ...(stated === 0
      ? []
      : [
          {
            label: 'Connections stated by the stack',
            href: '#connections',
            value: formatCount(stated),
            note: `of ${formatCounted(report.case.connections.length, 'connection')} in all`,
          },
        ]),
    {
      label: 'Capture',
      href: '#coverage',
      value: first === null || last === null ? 'no times' : formatDuration(last - first),
      note:
        first === null
          ? 'no record carries a time'
          : `from ${clock.shown(first)}${clock.zone === null ? '' : ` ${clock.zone}`}`,
    },
    ...(hasPackets ? [selfCheckFigure(drops)] : []),
  ];
}

/** The one connection that sent again; the table when there are several, or when it is not on the page. */
function resendingHref({ case: theCase, top }: Report): string {
  const resending = theCase.connections.flatMap(({ retransmits }, index) =>
    (retransmits?.events ?? 0) > 0 ? [index] : [],
  );
  const [only] = resending;
  return resending.length === 1 && only !== undefined && only < top ? `#${connectionAnchor(only)}` : '#connections';
}

function packetFigures({ drops, traffic }: Case) {
  const mattering = Math.max(0, drops.packets - drops.noisePackets - drops.benignPackets);
  const noise = {
    label: 'Folded noise',
    href: drops.byReason.some(({ verdict }) => verdict === 'benign') ? '#harmless' : '#reasons',
    value: formatCounted(drops.noisePackets, 'packet'),
    note: `${formatCounted(drops.noiseLines, 'line')}, ${formatShare(drops.noiseLines, drops.lines)} of the drop lines`,
  };
  return [
    {
      label: 'Dropped packets that may matter',
      href: '#reasons',
      value: formatCount(mattering),
      note: `of ${formatCounted(drops.packets, 'dropped packet')} in ${formatCounted(drops.lines, 'line')}`,
    },
    ...(drops.noisePackets === 0 ? [] : [noise]),
    {
      label: 'Traffic',
      href: '#connections',
      value: formatCounted(traffic.packets, 'packet'),
      note: `${formatCounted(traffic.lines, 'line')}, ${formatCounted(traffic.flows, 'flow')}`,
    },
  ];
}

function selfCheckFigure(drops: Case['drops']) {
  return {
    label: 'Self-check',
    href: '#components',
    value: selfCheckWord(drops.selfCheck.agrees),
    note: selfCheckSentence(drops.selfCheck),
  };
}

function selfCheckWord(agrees: boolean | null): string {
  if (agrees === null) return 'not possible';
  return agrees ? 'agrees' : 'differs';
}
