import { readFileSync } from 'node:fs';
import { type Event, plainEvent } from '../src/events/event.js';
import { Flow } from '../src/events/flow.js';
import type { DropEvent, PacketEvent } from '../src/events/packet.js';
import { RecordRouter, type RoutedLines } from '../src/classify/record-router.js';
import { formats } from '../src/formats/registry.js';
import { SPARE_BYTES } from '../src/base/spare-bytes.js';
import { LineView } from '../src/lines/line-view.js';

/** One case of a file in `test/cases/`: a name, lines of a log, and what they become. */
export interface Case {
  readonly name: string;
  readonly lines: readonly string[];
  readonly expected: string;
}

/** A case begins with `# name`; `==>` stands between the lines and the expectation; `<TAB>` is a tab. */
export function readCases(path: string): Case[] {
  const blocks = readFileSync(path, 'utf8').split(/^# /m).slice(1);
  return blocks.map((block) => {
    const [name = '', ...rest] = block.split('\n');
    const [lines = '', expected = ''] = rest.join('\n').split('\n==>\n');
    return { name: name.trim(), lines: lines.replaceAll('<TAB>', '\t').split('\n'), expected: expected.trim() };
  });
}

/** A line as the readers get it: in a buffer, with readable bytes behind it. */
export function inputLine(text: Buffer, number: number): LineView {
  const line = new LineView();
  line.buffer = Buffer.concat([text, Buffer.alloc(SPARE_BYTES)]);
  line.end = text.length;
  line.number = number;
  return line;
}

/** Sends lines through the router, as the pipeline does, and collects the events. */
export function route(lines: readonly string[]): {
  readonly events: Event[];
  readonly texts: string[];
  readonly routed: RoutedLines;
} {
  const events: Event[] = [];
  const texts: string[] = [];
  const router = new RecordRouter(formats, 0, (event, verbatim) => {
    events.push(plainEvent(event));
    texts.push(verbatim());
  });
  lines.forEach((line, i) => router.line(inputLine(Buffer.from(line), i + 1)));
  return { events, texts, routed: router.end() };
}

/** The event without what every event has and without what is null, one field per line, nested ones with dots. */
export function describeEvent(event: Event): string {
  const rows: string[] = [];
  const walk = (path: string, value: unknown): void => {
    if (value === null || value === '' || value === undefined || value === false) return;
    if (Array.isArray(value)) {
      if (value.length > 0) rows.push(`${path}: ${JSON.stringify(value)}`);
    } else if (value instanceof Flow) {
      // Repeats the header it is in.
    } else if (typeof value === 'object') {
      for (const [key, child] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, child);
    } else if (!['input', 'line', 'header.content'].includes(path)) rows.push(`${path}: ${String(value)}`);
  };
  walk('', event.kind === 'packet' || event.kind === 'drop' ? printedSnapshot(event) : event);
  return rows.join('\n');
}

/** A snapshot with its time and its id as the line prints them. */
function printedSnapshot(event: PacketEvent | DropEvent) {
  const { kind, input, line, groupHigh, groupLow, ...fields } = event;
  const { at, day: _, ofDayNs: __, ...rest } = { ...fields, at: event.at };
  const groupId = groupHigh === null ? null : BigInt(groupHigh) * 1_000_000_000n + BigInt(groupLow ?? 0);
  return { kind, input, line, at, groupId, ...rest };
}

/** Everything a case shows: its events, and what was not read. */
export function describeCase(lines: readonly string[]): string {
  const { events, routed } = route(lines);
  const unparsed = routed.unparsed.map(({ reason, lines: count }) => `unparsed: ${reason} ${count}`);
  const others = routed.otherProviders.map(({ provider, lines: count }) => `other provider: ${provider} ${count}`);
  return [...events.map(describeEvent), ...unparsed, ...others].join('\n\n');
}
