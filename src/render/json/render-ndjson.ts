import type { Report } from '../report.js';
import { jsonDocument } from './document.js';

/**
 * The lines of the report behind the events (`event-line.ts`). One JSON object per line, each with a `type`: `report`, `input`, `verdict`, `finding`, `reason`, `dropGroup`,
 * `stackDropReason`, `stackDropGroup`, `stackEvent`, `connection`, `packetJourney`, `neighbour`, `component`, `filter`. The objects are those of the JSON document, for tools that read line by line.
 */
export function renderNdjson(report: Report): string {
  const document = jsonDocument(report);
  const { byReason, groups, ...drops } = document.drops;
  const { byReason: stackReasons, groups: stackGroups, ...stackDrops } = document.stackDrops ?? NO_STACK_DROPS;
  const rows: object[] = [
    {
      type: 'report',
      schemaVersion: document.schemaVersion,
      generator: document.generator,
      redacted: document.redacted,
      selection: document.selection,
      drops,
      stackDrops: document.stackDrops && stackDrops,
      traffic: document.traffic,
      stackEvents: document.stackEvents && stackEventTotals(document.stackEvents),
      connectionsNotKept: document.connectionsNotKept,
      clockNotes: document.clockNotes,
      timeline: document.timeline,
    },
    { type: 'verdict', ...document.verdict },
    ...typed('input', document.inputs),
    ...typed('finding', document.findings),
    ...typed('reason', byReason),
    ...typed('dropGroup', groups),
    ...typed('stackDropReason', stackReasons),
    ...typed('stackDropGroup', stackGroups),
    ...stackEventRows(document.stackEvents),
    ...typed('connection', document.connections),
    ...typed('packetJourney', document.packetJourneys ?? []),
    ...typed('neighbour', document.neighbours ?? []),
    ...typed('component', document.components),
    ...typed('filter', document.filters),
    ...sideRows(document.side),
  ];
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function typed(type: string, rows: readonly object[]): object[] {
  // Components have a `type` of their own (`NDIS`, `Protocol`): it keeps its value as `componentType`.
  return rows.map((row) => ('type' in row ? { ...row, componentType: row.type, type } : { type, ...row }));
}

/** What the files beside the trace say, one fact each. */
function sideRows(side: ReturnType<typeof jsonDocument>['side']): object[] {
  if (side === null) return [];
  return [
    ...typed('sideSource', side.sources),
    ...typed('blockedFlow', side.blocked.flows),
    ...typed('statedFilter', side.statedFilters),
    ...typed('processHint', side.processes),
    ...typed('listener', side.listeners),
    ...typed('address', side.addresses),
    ...typed('sideCounter', side.counters),
    ...typed('setting', side.settings),
  ];
}

type StackEvents = ReturnType<typeof jsonDocument>['stackEvents'];

const NO_STACK_DROPS = { byReason: [], groups: [] };

/** The tables of events, one row each, named by their table. */
function stackEventRows(events: StackEvents): object[] {
  return Object.entries(events ?? {}).flatMap(([table, rows]) =>
    Array.isArray(rows) && table !== 'notSeen'
      ? rows.map((row: object) => ({ type: 'stackEvent', table, ...row }))
      : [],
  );
}

function stackEventTotals({ notKept, unattached, connectionsNotKept, notSeen }: NonNullable<StackEvents>) {
  return { notKept, unattached, connectionsNotKept, notSeen };
}
