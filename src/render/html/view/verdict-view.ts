import type { Case } from '../../../aggregate/case.js';
import type { Finding } from '../../../diagnose/diagnosis.js';
import type { Report } from '../../report.js';
import { formatCount, formatCounted, formatDuration, formatShare } from '../../number.js';
import { droppedHereWords, retransmissionTotals } from '../../retransmission-totals.js';
import { restsOn } from '../../rests-on.js';
import { selfCheckSentence } from '../../self-check.js';
import { visibleText } from '../../visible-text.js';
import {
  CONFIDENCE_WORD,
  LOSS_MEANING,
  LOSS_WORD,
  SEVERITY_WORD,
  categoryWords,
  sentenceAfterWord,
} from '../../words.js';
import { limitsOf } from '../../limits.js';
import { findingAnchor } from './finding-anchor.js';
import type { Scope } from './scope.js';
import { stepView } from './step-view.js';

/** What a reader must know after five seconds: verdict, what it rests on, the cause, the next step. */
export function verdictView(scope: Scope) {
  const { report } = scope;
  const { verdict } = report.diagnosis;
  const gaps = limitsOf(report.case).filter(({ weight }) => weight === 'gap');
  return {
    loss: verdict.loss,
    word: LOSS_WORD[verdict.loss],
    meaning: LOSS_MEANING[verdict.loss],
    confidence: CONFIDENCE_WORD[verdict.confidence],
    sentence: visibleText(sentenceAfterWord(verdict)),
    restsOn: restsOn(report.case),
    cause: causeView(scope),
    figures: figures(scope),
    gaps: gaps.map(({ fact }) => ({ fact: visibleText(fact) })),
  };
}

/** The first finding that is more than a remark. */
function causeView({ report }: Scope) {
  const index = report.diagnosis.findings.findIndex(({ severity }) => severity !== 'info');
  const finding = report.diagnosis.findings[index];
  if (finding === undefined) return null;
  const [step] = finding.next;
  return {
    href: `#${findingAnchor(index)}`,
    severity: finding.severity,
    severityWord: SEVERITY_WORD[finding.severity],
    text: causeText(finding, report),
    step: step === undefined ? null : stepView(step),
  };
}

/** The sentence above often is the title of the finding: then this says what kind of cause it is. */
function causeText(finding: Finding, { diagnosis }: Report): string {
  const isAbove = diagnosis.verdict.sentence.toLowerCase().includes(finding.title.toLowerCase().replace(/\.$/, ''));
  return isAbove
    ? `${visibleText(categoryWords(finding.category))}: evidence and all steps`
    : visibleText(finding.title);
}

function figures({ report, clock }: Scope) {
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
            value: formatCounted(stackDrops.packets, 'packet'),
            note: `${formatCounted(stackDrops.lines, 'line')}, ${formatCount(stackDrops.alsoInPktMon)} also in PktMon`,
          },
        ]),
    ...(resent === null || (resent.events === 0 && hasPackets)
      ? []
      : [
          {
            label: 'Retransmissions',
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
            value: formatCount(stated),
            note: `of ${formatCounted(report.case.connections.length, 'connection')} in all`,
          },
        ]),
    {
      label: 'Capture',
      value: first === null || last === null ? 'no times' : formatDuration(last - first),
      note:
        first === null
          ? 'no record carries a time'
          : `from ${clock.shown(first)}${clock.zone === null ? '' : ` ${clock.zone}`}`,
    },
    ...(hasPackets ? [selfCheckFigure(drops)] : []),
  ];
}

function packetFigures({ drops, traffic }: Case) {
  const mattering = Math.max(0, drops.packets - drops.noisePackets - drops.benignPackets);
  return [
    {
      label: 'Dropped packets that may matter',
      value: formatCount(mattering),
      note: `of ${formatCounted(drops.packets, 'dropped packet')} in ${formatCounted(drops.lines, 'line')}`,
    },
    {
      label: 'Folded noise',
      value: formatCounted(drops.noisePackets, 'packet'),
      note: `${formatCounted(drops.noiseLines, 'line')}, ${formatShare(drops.noiseLines, drops.lines)} of the drop lines`,
    },
    {
      label: 'Traffic',
      value: formatCounted(traffic.packets, 'packet'),
      note: `${formatCounted(traffic.lines, 'line')}, ${formatCounted(traffic.flows, 'flow')}`,
    },
  ];
}

function selfCheckFigure(drops: Case['drops']) {
  return {
    label: 'Self-check',
    value: selfCheckWord(drops.selfCheck.agrees),
    note: selfCheckSentence(drops.selfCheck),
  };
}

function selfCheckWord(agrees: boolean | null): string {
  if (agrees === null) return 'not possible';
  return agrees ? 'agrees' : 'differs';
}
