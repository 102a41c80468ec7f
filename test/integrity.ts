import { expect } from 'vitest';
import type { Report } from '../src/render/report.js';

/** What must hold for every report of every input, however broken: run after every sample and every mutated log. */
export function expectIntegrity(report: Report): void {
  const { inputs, drops, traffic } = report.case;
  for (const input of inputs) {
    const { event, detail, rundown, otherProvider, blank, unparsed, leftOut = 0 } = input.ledger;
    expect(event + detail + rundown + otherProvider + blank + unparsed + leftOut, `ledger of ${input.path}`).toBe(
      input.lines,
    );
    expect(input.unparsedReasons.reduce((sum, { lines }) => sum + lines, 0)).toBe(unparsed);
    if (input.firstTime !== null && input.lastTime !== null) expect(input.firstTime <= input.lastTime).toBe(true);
  }
  expect(drops.byReason.reduce((sum, { lines }) => sum + lines, 0)).toBe(drops.lines);
  expect(drops.byReason.reduce((sum, { packets }) => sum + packets, 0)).toBe(drops.packets);
  expect(drops.packets).toBeLessThanOrEqual(drops.lines);
  expect(drops.noisePackets + drops.benignPackets).toBeLessThanOrEqual(drops.packets);
  if (drops.groupsNotKept === 0) {
    expect(drops.groups.reduce((sum, { packets }) => sum + packets, 0)).toBe(drops.packets);
    expect(drops.groups.reduce((sum, { lines }) => sum + lines, 0)).toBe(drops.lines);
  }
  expect(traffic.packets).toBeLessThanOrEqual(traffic.lines);
  expectEvidenceInside(report);
}

/** No claim may point to a line that is not there. */
function expectEvidenceInside(report: Report): void {
  const { inputs, drops, connections } = report.case;
  const evidence = [
    ...report.diagnosis.findings.flatMap((finding) => finding.evidence),
    ...drops.byReason.flatMap((reason) => reason.evidence),
    ...drops.groups.flatMap((group) => group.evidence),
    ...connections.flatMap((connection) => connection.evidence),
  ];
  for (const { input, line } of evidence) {
    expect(inputs[input], `input ${input}`).toBeDefined();
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(inputs[input]?.lines ?? 0);
  }
}
