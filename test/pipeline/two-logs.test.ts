import path from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import { expectIntegrity } from '../integrity.js';

const CASE = path.resolve(import.meta.dirname, '../../samples/nettrace-text/26100/one-case');

test('each retransmission that NetTrace states is explained by the drop of the copy before it in PktMon', async () => {
  const paths = ['PktMon.txt', 'NetTrace.txt'].map((name) => ({ path: path.join(CASE, name) }));
  const { report, failures } = await analyze(paths);
  expect(failures).toEqual([]);
  expectIntegrity(report);
  const told = report.case.connections.flatMap(({ stated }) => stated?.retransmissions ?? []);
  expect(told.map(({ copy, afterMs, droppedHere }) => [copy, Math.round(afterMs ?? -1), droppedHere])).toEqual([
    [1, 300, true],
    [2, 600, true],
  ]);
  const drops = told.map(({ explainedBy }) => explainedBy?.evidence.line ?? 0);
  expect(drops[0]).toBeLessThan(drops[1] as number);
  // The order in which the logs are given does not matter.
  const { report: reversed } = await analyze(paths.toReversed());
  expect(reversed.diagnosis.verdict).toEqual(report.diagnosis.verdict);
  expect(reversed.case.connections.map(({ retransmits }) => retransmits)).toEqual(
    report.case.connections.map(({ retransmits }) => retransmits),
  );
});

test('drops of another day do not explain a retransmission', async () => {
  const other = path.resolve(CASE, '../../../pktmon-text/26100/firewall-inbound.txt');
  const { report } = await analyze([{ path: other }, { path: path.join(CASE, 'NetTrace.txt') }]);
  const told = report.case.connections.flatMap(({ stated }) => stated?.retransmissions ?? []);
  expect(told.length).toBe(2);
  expect(told.every(({ explainedBy }) => (explainedBy ?? null) === null)).toBe(true);
  expect(report.case.clockNotes?.join(' ')).not.toBe('');
});
