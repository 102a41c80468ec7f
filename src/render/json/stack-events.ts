import type { NeighbourSummary } from '../../aggregate/case.js';
import type { Occurrences, StackEventSummary } from '../../aggregate/joined/stack-event-summary.js';
import type { Clock } from '../clock.js';
import { jsonEvidence } from './evidence.js';

/** Neighbours, routes, ports, filters, applications as the stack states them; null when no such event was read. */
export function jsonStackEvents(events: StackEventSummary | undefined, clock: Clock) {
  if (events === undefined) return null;
  const rows = <Row extends Occurrences>(table: readonly Row[]) => table.map((row) => timesAndEvidence(row, clock));
  return {
    neighbors: rows(events.neighbors),
    routes: rows(events.routes),
    ports: rows(events.ports),
    interfaces: rows(events.interfaces),
    wfp: rows(events.wfp),
    applications: rows(events.applications),
    tcp: rows(events.tcp),
    counters: rows(events.counters),
    notKept: events.notKept,
    unattached: events.unattached,
    connectionsNotKept: events.connectionsNotKept,
    notSeen: events.notSeen,
  };
}

/** Addresses that this host asked for on its links, as packets show them; null when packets were not followed. */
export function jsonNeighbours(neighbours: readonly NeighbourSummary[] | undefined, clock: Clock) {
  return neighbours === undefined ? null : neighbours.map((one) => timesAndEvidence(one, clock));
}

/** All other fields of these rows are plain already, in the order of their builder. */
function timesAndEvidence<Row extends Omit<Occurrences, 'count'>>(row: Row, clock: Clock) {
  return {
    ...row,
    firstTime: clock.iso(row.firstTime),
    lastTime: clock.iso(row.lastTime),
    evidence: jsonEvidence(row.evidence),
  };
}
