import { diagnose } from '../diagnose/diagnose.js';
import type { Pseudonyms } from '../redact/pseudonyms.js';
import { redactData } from '../redact/redact-data.js';
import type { EventRow } from './json/event-line.js';
import type { Report } from './report.js';

/**
 * The same report for other eyes. What was read is redacted field by field, and judged again: so every sentence, command and
 * title is made of pseudonyms, and none of them has to be searched for names. See `src/redact/README.md` for what stays.
 */
export function redact(report: Report, pseudonyms: Pseudonyms): Report {
  const { diagnosis: _, generator, top, ...read } = report;
  const paths = read.case.inputs.map(({ path }) => path);
  const redacted = redactData(read, pseudonyms, paths);
  return { ...redacted, generator, top, diagnosis: diagnose(redacted.case), redacted: true };
}

/** The same event with pseudonyms. */
export function redactEvent(row: EventRow, pseudonyms: Pseudonyms): EventRow {
  return redactData(row, pseudonyms, [], row.kind);
}
