import type { DropGroup } from '../../aggregate/case.js';
import type { StackDropGroup } from '../../aggregate/joined/stack-drop-summary.js';
import type { Clock } from '../clock.js';
import type { Report } from '../report.js';
import type { CsvRecord } from './csv-columns.js';

/** A row for each reason on each conversation, most harmful first: those of PktMon, then those that the stack states. */
export function dropRows(report: Report, clock: Clock): readonly CsvRecord[] {
  return [
    ...report.case.drops.groups.map((group) => dropRow(group, report, clock)),
    ...(report.case.stackDrops?.groups ?? []).map((group) => statedRow(group, report, clock)),
  ];
}

function dropRow(group: DropGroup, report: Report, clock: Clock): CsvRecord {
  return {
    ...shared(group, report, clock),
    record: 'drop',
    'told by': 'observed',
    'tcp flags': group.tcpFlags,
    component: group.component,
    'component name': componentName(report, group.evidence[0]?.input, group.component),
    location: group.location === null ? null : `0x${group.location.toString(16).toUpperCase()}`,
  };
}

function statedRow(group: StackDropGroup, report: Report, clock: Clock): CsvRecord {
  return {
    ...shared(group, report, clock),
    record: 'stated drop',
    'told by': 'stated',
    layer: group.layer,
    interface: group.interface,
    status: group.status,
    'also in pktmon': group.alsoInPktMon,
  };
}

function shared(group: DropGroup | StackDropGroup, report: Report, clock: Clock): CsvRecord {
  const first = group.evidence[0];
  return {
    verdict: group.verdict,
    'reason code': group.code,
    reason: group.reason,
    category: group.category,
    packets: group.packets,
    lines: group.lines,
    protocol: group.protocol,
    direction: group.direction,
    source: group.source,
    'source port': portOf(group.sourcePort),
    destination: group.destination,
    'destination port': portOf(group.destinationPort),
    'first time': clock.iso(group.firstTime),
    'last time': clock.iso(group.lastTime),
    noise: group.noise ? 'yes' : 'no',
    why: group.why,
    input: first === undefined ? null : (report.case.inputs[first.input]?.path ?? null),
    line: first?.line ?? null,
  };
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
