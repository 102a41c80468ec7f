import { type CaseRows, ROW_KINDS, type RowGrade, type RowKind } from '../../../aggregate/rows/case-rows.js';
import { findDropLocation } from '../../../knowledge/drop-location.js';
import { visibleText } from '../../visible-text.js';
import { KIND_WORD } from '../view/retransmission-view.js';
import type { Scope } from '../view/scope.js';

/** How a row is marked: a word for everybody, and a tone for those who see colours. */
export const GRADE_WORD: Readonly<Record<RowGrade, { readonly word: string; readonly tone: string }>> = {
  fault: { word: 'fault', tone: 'fault' },
  'resent-dropped-here': { word: 'dropped here', tone: 'fault' },
  suspect: { word: 'suspect', tone: 'suspect' },
  resent: { word: 'unexplained', tone: 'suspect' },
  'resent-needless': { word: 'not needed', tone: 'benign' },
  'follow-up': { word: 'follow-up', tone: 'benign' },
  benign: { word: 'benign', tone: 'benign' },
  noise: { word: 'noise', tone: 'benign' },
};

/** What a row is, short, for a narrow column. */
export const EVENT_WORD: Readonly<Record<RowKind, string>> = {
  drop: 'drop',
  retransmission: 'resent',
  'stated-drop': 'drop (stated)',
  'stated-retransmission': 'resent (stated)',
};

/** Drop reason, or kind of retransmission. */
export function reasonText(rows: CaseRows, kind: number, reason: number): string {
  const text = rows.reasons[reason] ?? '';
  const isResend = ROW_KINDS[kind] === 'retransmission' || ROW_KINDS[kind] === 'stated-retransmission';
  if (isResend && Object.hasOwn(KIND_WORD, text)) return KIND_WORD[text as keyof typeof KIND_WORD];
  return visibleText(text);
}

/** `tcpip.sys (49)`; empty when no component was printed. Ids are only valid within one input. */
export function componentText(input: number, id: number, { report }: Scope): string {
  if (id < 0) return '';
  const found = report.case.components.find((one) => one.input === input && one.id === id);
  return found === undefined || found.name === '' ? `component ${id}` : `${visibleText(found.name)} (${id})`;
}

/** Symbol of a place in the code, or its number; empty when none was printed. */
export function locationText(code: number | null): string {
  if (code === null) return '';
  const { hex, symbol } = findDropLocation(code);
  return visibleText(symbol ?? hex);
}
