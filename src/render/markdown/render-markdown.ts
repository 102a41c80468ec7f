import { caseClock, type Clock } from '../clock.js';
import { limitsOf } from '../limits.js';
import { formatCount, formatCounted } from '../number.js';
import { redactionNote } from '../redaction-note.js';
import type { Report } from '../report.js';
import { restsOn } from '../rests-on.js';
import { selfCheckSentence } from '../self-check.js';
import { CONFIDENCE_WORD, LOSS_WORD, sentenceAfterWord } from '../words.js';
import { connectionTable } from './connection-table.js';
import { findingMarkdown } from './finding-markdown.js';
import { markdownText } from './markdown-text.js';
import { reasonTable } from './reason-table.js';
import { sidePart } from './side-part.js';
import { stackDropTable } from './stack-drop-table.js';

/** The report for case notes: verdict, findings with steps and evidence, reasons, coverage. */
export function renderMarkdown(report: Report): string {
  const { diagnosis, case: theCase } = report;
  const clock = caseClock(theCase.inputs);
  const { verdict } = diagnosis;
  const note = redactionNote(report);
  const blocks = [
    `# ${LOSS_WORD[verdict.loss]} (${CONFIDENCE_WORD[verdict.confidence]})`,
    `**${markdownText(sentenceAfterWord(verdict))}**`,
    ...(note === null ? [] : [`*${note}*`]),
    restsOn(theCase),
    '## Findings',
    ...findings(report, clock),
    '## Drops by first cause',
    reasonTable(theCase.drops, report.top),
    ...(theCase.stackDrops === undefined
      ? []
      : ['## Drops stated by the network stack', stackDropTable(theCase.stackDrops, report.top)]),
    '## Connections',
    connectionTable(report),
    ...(theCase.side === undefined
      ? []
      : [
          '## Beside the trace',
          ...sidePart(
            theCase.side,
            theCase.inputs.map(({ path }) => path),
            clock,
            report.top,
          ),
        ]),
    '## Coverage',
    ...coverage(report, clock),
    `Written by ${report.generator.name} ${markdownText(report.generator.version)}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function findings(report: Report, clock: Clock): readonly string[] {
  const all = report.diagnosis.findings;
  if (all.length === 0) return ['None.'];
  const paths = report.case.inputs.map(({ path }) => path);
  const shown = all.slice(0, report.top);
  const blocks = shown.map((finding, index) => findingMarkdown(finding, index + 1, paths, clock));
  return shown.length === all.length ? blocks : [...blocks, left(shown.length, all.length)];
}

function coverage(report: Report, clock: Clock): readonly string[] {
  const { inputs, drops, traffic } = report.case;
  const files = inputs.map((input) => {
    const span =
      input.firstTime === null || input.lastTime === null
        ? 'no times'
        : `${clock.shown(input.firstTime)} to ${clock.shown(input.lastTime)}`;
    const build = input.captureBuild === null ? 'build unknown' : `build ${input.captureBuild}`;
    const notes = input.notes.map((note) => ` ${markdownText(note)}`).join('');
    return `- ${markdownText(input.path)}: ${formatCounted(input.lines, 'line')}, ${markdownText(input.encoding)}, ${build}, ${span}, ${formatCounted(input.ledger.unparsed, 'unparsed line')}.${notes}`;
  });
  const limits = limitsOf(report.case).map(
    ({ fact, consequence }) => `- ${markdownText(fact)}. ${markdownText(consequence)}`,
  );
  return [
    files.length === 0 ? 'No input.' : files.join('\n'),
    `Traffic: ${formatCounted(traffic.packets, 'distinct packet')} in ${formatCounted(traffic.lines, 'line')}, ${formatCounted(traffic.flows, 'flow')}. ${selfCheckSentence(drops.selfCheck)}`,
    ...(limits.length === 0 ? [] : [`What cannot be concluded:\n\n${limits.join('\n')}`]),
  ];
}

function left(shown: number, all: number): string {
  return `Showing ${formatCount(shown)} of ${formatCount(all)} - use --format json for all.`;
}
