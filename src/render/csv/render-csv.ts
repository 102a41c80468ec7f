import type { DropGroup } from '../../aggregate/case.js';
import { caseClock, type Clock } from '../clock.js';
import type { Report } from '../report.js';
import { csvRow } from './csv-row.js';

const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'verdict',
  'reason code',
  'reason',
  'category',
  'packets',
  'lines',
  'protocol',
  'direction',
  'source',
  'source port',
  'destination',
  'destination port',
  'tcp flags',
  'component',
  'component name',
  'location',
  'first time',
  'last time',
  'noise',
  'why',
  'input',
  'line',
] as const;

/**
 * One table for a spreadsheet: a row for each reason on each conversation, most harmful first, all of them.
 * RFC 4180 with a byte order mark, because Excel takes a file without one for the ANSI code page.
 */
export function renderCsv(report: Report): string {
  const clock = caseClock(report.case.inputs);
  const rows = report.case.drops.groups.map((group) => csvRow(groupCells(group, report, clock)));
  return BYTE_ORDER_MARK + csvRow(COLUMNS) + rows.join('');
}

function groupCells(group: DropGroup, report: Report, clock: Clock): (string | number | null)[] {
  const first = group.evidence[0];
  const input = first?.input;
  return [
    group.verdict,
    group.code,
    group.reason,
    group.category,
    group.packets,
    group.lines,
    group.protocol,
    group.direction,
    group.source,
    portOf(group.sourcePort),
    group.destination,
    portOf(group.destinationPort),
    group.tcpFlags,
    group.component,
    componentName(report, input, group.component),
    group.location === null ? null : `0x${group.location.toString(16).toUpperCase()}`,
    clock.iso(group.firstTime),
    clock.iso(group.lastTime),
    group.noise ? 'yes' : 'no',
    group.why,
    input === undefined ? null : (report.case.inputs[input]?.path ?? null),
    first?.line ?? null,
  ];
}

/** Ports are 0 where the protocol has none. */
function portOf(port: number): number | null {
  return port === 0 ? null : port;
}

/** Component ids repeat between inputs; without evidence only a single input is certain. */
function componentName(report: Report, input: number | undefined, id: number): string | null {
  const index = input ?? (report.case.inputs.length === 1 ? 0 : -1);
  const found = report.case.components.find((component) => component.input === index && component.id === id);
  return found?.name ?? null;
}
