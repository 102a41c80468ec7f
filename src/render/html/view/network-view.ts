import type { Case } from '../../../aggregate/case.js';
import type { Occurrences } from '../../../aggregate/joined/stack-event-summary.js';
import type { EvidenceText } from '../../../events/evidence.js';
import type { Nanoseconds } from '../../../base/time.js';
import { evidencePlace } from '../../evidence-text.js';
import { formatCount } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { capped } from './capped.js';
import { pageTime } from './page-time.js';
import type { Scope } from './scope.js';

type Cell = string | number | null;
interface Row {
  readonly cells: readonly Cell[];
  readonly count: number;
  readonly firstTime: Nanoseconds;
  readonly lastTime: Nanoseconds;
  readonly evidence: readonly EvidenceText[];
}
interface Table {
  readonly title: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const STATED = 'stated by the stack';

/** Everything around the connections: neighbours, routes, ports, interfaces, filters, applications, counters. */
export function networkView(scope: Scope) {
  const tables = tablesOf(scope.report.case).filter(({ rows }) => rows.length > 0);
  return {
    none: tables.length === 0,
    tables: tables.map((table, index) => tableView(table, index, scope)),
  };
}

function tablesOf({ neighbours = [], stackEvents }: Case): readonly Table[] {
  const asked: Table = {
    title: 'Neighbours asked for',
    source: 'seen in the packets',
    columns: ['Address', 'Protocol', 'Asked by', 'Replies', 'Unanswered at the end'],
    rows: neighbours.map((one) => ({
      ...one,
      cells: [one.target, one.protocol.toUpperCase(), one.askedBy, one.replies, one.unansweredAtEnd],
      count: one.requests,
    })),
  };
  if (stackEvents === undefined) return [asked];
  const { neighbors, routes, ports, interfaces, wfp, applications, tcp, counters } = stackEvents;
  const stated = <One extends Occurrences>(
    title: string,
    columns: readonly string[],
    rows: readonly One[],
    cells: (one: One) => readonly Cell[],
  ): Table => ({
    title,
    source: STATED,
    columns,
    rows: rows.map((one) => ({ ...occurrences(one), cells: cells(one) })),
  });
  return [
    asked,
    stated(
      'Neighbours',
      ['Address', 'Interface', 'MAC', 'State', 'Unreachable', 'Reachable', 'Asked', 'Answers', 'Duplicate'],
      neighbors,
      (one) => [
        one.address,
        one.interface,
        one.mac,
        one.state,
        one.unreachable,
        one.reachable,
        one.solicitations,
        one.answers,
        one.duplicate,
      ],
    ),
    stated(
      'Routes',
      ['What', 'Prefix', 'Next hop', 'Destination', 'Interface', 'State', 'Reason', 'Status'],
      routes,
      (one) => [
        words(one.what),
        one.prefix,
        one.nextHop,
        one.destination,
        one.interface,
        one.state,
        one.reason,
        one.status,
      ],
    ),
    stated('Ports', ['What', 'Protocol', 'Local', 'Cause', 'Status', 'Process id'], ports, (one) => [
      words(one.what),
      one.protocol,
      one.local,
      one.cause,
      one.status,
      one.pid,
    ]),
    stated('Interfaces', ['What', 'Interface', 'Name', 'Address', 'Bits per second', 'Status'], interfaces, (one) => [
      words(one.what),
      one.interface,
      one.alias,
      one.address,
      one.bitsPerSecond,
      one.status,
    ]),
    stated('Filtering platform', ['What', 'Filter', 'Layer', 'Error'], wfp, (one) => [
      words(one.what),
      one.filter,
      one.layer,
      one.error,
    ]),
    stated('Applications', ['Layer', 'What', 'Name', 'Address', 'Status', 'Reason'], applications, (one) => [
      one.layer,
      words(one.what),
      one.name,
      one.address,
      one.status,
      one.reason,
    ]),
    stated('TCP without a connection', ['What', 'Local', 'Remote', 'Reason'], tcp, (one) => [
      words(one.what),
      one.local,
      one.remote,
      one.reason,
    ]),
    stated('Counters', ['Layer', 'Counts', 'Reason', 'Last value'], counters, (one) => [
      one.layer,
      words(one.counts),
      one.reason,
      one.packets,
    ]),
  ];
}

function occurrences({ count, firstTime, lastTime, evidence }: Occurrences): Omit<Row, 'cells'> {
  return { count, firstTime, lastTime, evidence };
}

function words(id: string): string {
  return id.replaceAll('-', ' ');
}

/** Columns in which no row has anything are left out: most messages fill only some of them. */
function tableView({ title, source, columns, rows }: Table, index: number, scope: Scope) {
  const used = columns.map((_, column) => rows.some(({ cells }) => !isNothing(cells[column])));
  const { rows: shown, note } = capped(rows, scope.report.top);
  const paths = scope.report.case.inputs.map(({ path }) => path);
  const time = pageTime(scope);
  const key = `network-${index + 1}`;
  return {
    headingId: `${key}-title`,
    title,
    source,
    label: `Table: ${title.toLowerCase()}, ${source}`,
    note,
    columns: columns.filter((_, column) => used[column]).map((name) => ({ name })),
    rows: shown.map(({ cells, count, firstTime, lastTime, evidence }) => ({
      cells: cells.filter((_, column) => used[column]).map((cell) => ({ text: cellText(cell) })),
      count: formatCount(count),
      first: scope.clock.timeOfDay(firstTime),
      last: scope.clock.timeOfDay(lastTime),
      from: time(firstTime),
      to: time(lastTime),
      place: evidence[0] === undefined ? '-' : evidencePlace(evidence[0], paths),
    })),
  };
}

function isNothing(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || cell === '' || cell === 0;
}

function cellText(cell: Cell): string {
  if (cell === null || cell === '') return '-';
  return typeof cell === 'number' ? formatCount(cell) : visibleText(cell);
}
