import { SPARE_BYTES } from '../../base/spare-bytes.js';
import type { SideDocumentFormat, SideFormat, SideTextFormat } from '../../formats/side-format.js';
import type { Line } from '../../formats/log-format.js';
import { RecordStarts } from '../first-of-record.js';
import { SideTextRouter } from './text-router.js';

/** What a file beside the trace is: one document, or text of commands. */
export type SideKind =
  | { readonly kind: 'document'; readonly format: SideDocumentFormat }
  | { readonly kind: 'text'; readonly formats: readonly SideTextFormat[] };

/**
 * What the first characters of a text are; null for a trace and for everything unknown. A record of a trace anywhere in them
 * makes it a trace, so a log that quotes a command stays a log.
 */
export function sideKind(head: string, formats: readonly SideFormat[]): SideKind | null {
  if (holdsRecord(head)) return null;
  for (const format of formats) {
    if (format.kind === 'document' && format.sniff(head)) return { kind: 'document', format };
  }
  const texts = formats.filter((format) => format.kind === 'text');
  const router = new SideTextRouter(texts, { fact: () => {}, problem: () => {}, note: () => {} });
  router.write(head);
  router.end();
  return router.formats.length === 0 ? null : { kind: 'text', formats: texts };
}

function holdsRecord(head: string): boolean {
  const buffer = Buffer.from(head + ' '.repeat(SPARE_BYTES));
  const last = buffer.length - SPARE_BYTES;
  const starts = new RecordStarts();
  for (let start = 0, number = 1; start < last; number++) {
    const at = buffer.indexOf(10, start);
    const end = at === -1 || at > last ? last : at;
    const line: Line = { buffer, start, end, bytes: '', number, terminated: true, isCut: false };
    if (starts.provider(line) !== null) return true;
    start = end + 1;
  }
  return false;
}
