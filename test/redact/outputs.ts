import { readFileSync } from 'node:fs';

import { DEFAULT_OPTIONS } from '../../src/analysis.js';
import type { Event } from '../../src/events/event.js';
import { analyze } from '../../src/pipeline.js';
import { Pseudonyms } from '../../src/redact/pseudonyms.js';
import {
  type Report,
  eventLine,
  eventRow,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderNdjson,
  renderVerdict,
} from '../../src/render/index.js';
import { redact, redactEvent } from '../../src/render/redact.js';
import { type Originals, leaks } from './originals.js';
import { unpacked } from './unpacked.js';

const KEY = Buffer.alloc(32, 7);

/** Every kind of output. */
export const OUTPUTS: Readonly<Record<string, (report: Report) => string>> = {
  html: renderHtml,
  json: renderJson,
  ndjson: renderNdjson,
  csv: renderCsv,
  md: renderMarkdown,
  terminal: (report) => renderVerdict(report, { columns: 400, color: false }),
};

/** The text of a log, decoded without the program. */
export function textOf(file: string): string {
  const bytes = readFileSync(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes).swap16().toString('utf16le');
  const isUtf16 = bytes.subarray(0, 200).filter((byte) => byte === 0).length > 50;
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
}

/** One case of the files, redacted and as it is, and its redacted events. */
export async function redacted(files: readonly string[]) {
  const pseudonyms = new Pseudonyms(KEY);
  const events: string[] = [];
  const onEvent = (event: Event) => void events.push(eventLine(redactEvent(eventRow(event), pseudonyms)));
  const { report } = await analyze(
    files.map((path) => ({ path })),
    { ...DEFAULT_OPTIONS, onEvent },
  );
  return { report: redact(report, pseudonyms), plain: report, events: events.join('') };
}

/** By output: the originals that stand in it. */
export function found(report: Report, originals: Originals): Record<string, readonly string[]> {
  const perOutput = Object.entries(OUTPUTS).map(([name, render]) => [name, leaks(unpacked(render(report)), originals)]);
  return Object.fromEntries(perOutput.filter(([, leaked]) => (leaked?.length ?? 0) > 0));
}
