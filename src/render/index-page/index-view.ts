import { type AssetHashes, policyOf } from '../html/content-policy.js';
import { formatBytes, formatCount, formatCounted } from '../number.js';
import { shorten, visibleText } from '../visible-text.js';
import { LOSS_WORD } from '../words.js';
import { byHarm, severityCounts } from './by-harm.js';
import type { CaseSummary } from './case-summary.js';
import { causesView } from './causes-view.js';
import { heatView } from './heat-view.js';
import type { CollectionIndex } from './index-document.js';
import { machinesView } from './machines-view.js';
import { notReadView } from './not-read-view.js';

/** The bar stays on the screen: a name of kilobytes must not fill it. */
const LONGEST_SUBJECT = 100;

/** Everything the templates of the index show, as plain data: texts ready and harmless, null where there is nothing. */
export function indexView(index: CollectionIndex, hashes: AssetHashes) {
  const cases = byHarm(index.cases);
  const subject = shorten(visibleText(index.roots.join(', ')), LONGEST_SUBJECT);
  return {
    title: `${formatCounted(cases.length, 'case')} - ${subject}`,
    policy: policyOf(hashes),
    subject,
    generator: visibleText(`${index.generator.name} ${index.generator.version}`),
    redacted: index.isRedacted,
    verdict: verdictView(cases, index),
    causes: causesView(cases),
    machines: machinesView(cases),
    heat: heatView(cases, index.top),
    notRead: notReadView(index),
  };
}

/** What a reader must know after five seconds: how many machines, how many with loss, and where it is. */
function verdictView(cases: readonly CaseSummary[], { failures, notRead }: CollectionIndex) {
  const of = (...losses: readonly string[]) => cases.filter(({ verdict }) => losses.includes(verdict.loss)).length;
  const losing = of('local', 'remote', 'both');
  const faults = cases.filter((one) => severityCounts(one).faults > 0).length;
  const read = cases.flatMap(({ inputs }) => inputs);
  const logs = read.filter(({ role }) => role === 'trace');
  const beside = read.length - logs.length;
  const parts = (['local', 'remote', 'both', 'undecided', 'none'] as const)
    .map((loss) => ({ loss, word: LOSS_WORD[loss], count: of(loss) }))
    .filter(({ count }) => count > 0);
  return {
    loss: losing > 0 ? 'both' : of('undecided') > 0 ? 'undecided' : 'none',
    sentence: `${formatCount(losing)} of ${formatCounted(cases.length, 'case')} lost packets; ${formatCount(faults)} ${faults === 1 ? 'has' : 'have'} a fault to repair`,
    parts: parts.map(({ loss, word, count }) => ({ loss, word, count: formatCount(count) })),
    figures: [
      { label: 'Machines', value: formatCount(machines(cases)), note: `in ${formatCounted(cases.length, 'case')}` },
      {
        label: 'Dropped packets that may matter',
        value: formatCount(sum(cases.map(({ drops }) => drops.mattering))),
        note: `of ${formatCounted(sum(cases.map(({ drops }) => drops.packets)), 'dropped packet')}`,
      },
      {
        label: 'Logs read',
        value: formatCount(logs.length),
        note: `${formatBytes(sum(logs.map(({ sizeBytes }) => sizeBytes)))}, ${formatCounted(sum(logs.map(({ lines }) => lines)), 'line')}${beside === 0 ? '' : `; ${formatCounted(beside, 'file')} beside them`}`,
      },
      {
        label: 'Not read',
        value: formatCounted(failures.length, 'error'),
        note: `and ${formatCounted(notRead.length, 'file')} of other kinds`,
      },
    ],
  };
}

/** Two runs of one host are two cases and one machine; a case without a host is a machine of its own. */
function machines(cases: readonly CaseSummary[]): number {
  return new Set(cases.map(({ host, name }) => (host === null ? `case ${name}` : `host ${host.toLowerCase()}`))).size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
