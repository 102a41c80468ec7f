import type { Report } from '../report.js';
import { jsonDocument } from './document.js';

/**
 * One JSON object per line, each with a `type`: `report`, `input`, `verdict`, `finding`, `reason`, `dropGroup`,
 * `connection`, `component`, `filter`. The objects are those of the JSON document, for tools that read line by line.
 */
export function renderNdjson(report: Report): string {
  const document = jsonDocument(report);
  const { byReason, groups, ...drops } = document.drops;
  const rows: object[] = [
    {
      type: 'report',
      schemaVersion: document.schemaVersion,
      generator: document.generator,
      drops,
      traffic: document.traffic,
      timeline: document.timeline,
    },
    { type: 'verdict', ...document.verdict },
    ...typed('input', document.inputs),
    ...typed('finding', document.findings),
    ...typed('reason', byReason),
    ...typed('dropGroup', groups),
    ...typed('connection', document.connections),
    ...typed('component', document.components),
    ...typed('filter', document.filters),
  ];
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function typed(type: string, rows: readonly object[]): object[] {
  // Components have a `type` of their own (`NDIS`, `Protocol`): it keeps its value as `componentType`.
  return rows.map((row) => ('type' in row ? { ...row, componentType: row.type, type } : { type, ...row }));
}
