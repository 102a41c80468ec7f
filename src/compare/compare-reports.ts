import { VERSION } from '../base/version.js';
import { formatCounted } from '../render/number.js';
import { captureMinutes } from './capture-minutes.js';
import { compareConnections } from './compare-connections.js';
import { compareFindings } from './compare-findings.js';
import { compareReasons, retransmissionsOf } from './compare-reasons.js';
import type { Change, Comparison, SideSummary } from './comparison.js';
import type { SavedReport } from './saved-report.js';
import { weaknesses } from './weaknesses.js';

/** Compares a capture of the healthy state with one of the problem. Pure: the same reports give the same comparison. */
export function compareReports(good: SavedReport, bad: SavedReport): Comparison {
  const times = [captureMinutes(good.inputs), captureMinutes(bad.inputs)] as const;
  const findings = compareFindings(good, bad, ...times);
  const reasons = compareReasons(good, bad, ...times);
  const connections = compareConnections(good, bad, ...times);
  const changed = { findings, reasons, connections };
  return {
    comparisonVersion: 1,
    generator: { name: 'etlreport', version: VERSION },
    redacted: (good.redacted ?? false) && (bad.redacted ?? false),
    sentence: sentenceOf(changed),
    good: sideSummary(good, times[0]),
    bad: sideSummary(bad, times[1]),
    weaknesses: [...weaknesses(good, bad, ...times)],
    ...changed,
  };
}

function sideSummary(report: SavedReport, minutes: number | null): SideSummary {
  return {
    inputs: report.inputs.map(({ path }) => path),
    verdict: report.verdict.sentence,
    minutes: minutes === null ? null : Number(minutes.toPrecision(4)),
    dropPackets: report.drops.packets + (report.stackDrops?.packets ?? 0) - (report.stackDrops?.alsoInPktMon ?? 0),
    noisePackets: report.drops.noisePackets,
    retransmissions: retransmissionsOf(report),
    connections: report.connections.length,
  };
}

function sentenceOf({
  findings,
  reasons,
  connections,
}: Pick<Comparison, 'findings' | 'reasons' | 'connections'>): string {
  const count = (rows: readonly { readonly change: Change }[], change: Change) =>
    rows.filter((row) => row.change === change).length;
  const parts = (['new', 'more'] as const).flatMap((change) => {
    const words = [
      [count(findings.changed, change), 'finding', 'findings'],
      [count(reasons.changed, change), 'reason', 'reasons'],
      [count(connections.changed, change), 'conversation', 'conversations'],
    ] as const;
    const told = words.flatMap(([number, one, many]) => (number === 0 ? [] : [formatCounted(number, one, many)]));
    return told.length === 0 ? [] : [`${change === 'new' ? 'New' : 'More frequent'} in bad: ${told.join(', ')}.`];
  });
  if (parts.length > 0) return parts.join(' ');
  const isBetter = [findings, reasons, connections].some(({ changed }) => changed.length > 0);
  return isBetter ? 'Nothing is new or more frequent in bad; some of good is gone.' : 'No difference beyond chance.';
}
