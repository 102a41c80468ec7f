import type { EvidenceText } from '../events/evidence.js';
import { visibleText } from './visible-text.js';

/** Stamp and provider that start every record: `[30]0000.0000::2026-03-27 16:10:34.123456500 [Microsoft-Windows-PktMon] `. */
const RECORD_PREFIX = /^\[\w+\][0-9A-Fa-f]+\.[0-9A-Fa-f]+::(?:\S+ )?\S+ \[[^\]]*\]\s*/;

/**
 * The most telling line of a record, on one line: the packet itself when the record has a detail line
 * (`192.0.2.5.137 > 192.0.2.255.137: UDP, length 50`), else the record without its stamp.
 */
export function evidenceLine(evidence: EvidenceText): string {
  const lines = evidence.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const telling = lines.length > 1 ? lines[lines.length - 1] : lines[0];
  return visibleText((telling ?? '').replace(RECORD_PREFIX, '').trim());
}

/** `PktMon.txt:1234`; only the file name of the path. */
export function evidencePlace(evidence: EvidenceText, paths: readonly string[]): string {
  return `${visibleText(fileName(paths[evidence.input] ?? `input ${evidence.input + 1}`))}:${evidence.line}`;
}

/** Last part of a path of Windows or anything else. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
