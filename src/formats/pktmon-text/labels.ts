/**
 * Words that PktMon translates. Tables only help to name the language and to normalise values; records are recognised by
 * position and shape, so a language that is not here reads just as well.
 * Source: message tables embedded in captures (en, de, ko, zh-CN), pasted lines (fr, ja).
 */

/** The label before the appearance number, the one before the direction, and the word before a property name the language. */
const LANGUAGE_OF_LABEL: ReadonlyMap<string, string> = new Map([
  ['Appearance', 'en'],
  ['Darstellung', 'de'],
  ['出现', 'zh-CN'],
  ['外观', 'zh-CN'],
  ['모양', 'ko'],
  ['Apparence', 'fr'],
  ['外観', 'ja'],
  ['Richtung', 'de'],
  ['Richtung eingehend', 'de'],
  ['传入方向', 'zh-CN'],
  ['방향', 'ko'],
  ['Property', 'en'],
  ['Eigenschaft', 'de'],
  ['属性', 'zh-CN'],
  ['속성', 'ko'],
]);

/** Labels that several languages share, so they say nothing. */
const SHARED_LABELS: ReadonlySet<string> = new Set(['Direction', '方向']);

/** `de` for `Darstellung`; null for a label that several languages share; `unknown` for one in no table. */
export function languageOf(label: string): string | null {
  if (SHARED_LABELS.has(label)) return null;
  return LANGUAGE_OF_LABEL.get(label) ?? 'unknown';
}

/** `Duplicate Drop:` is event 240. Other languages were not seen; there a duplicate reads as a drop of the same packet. */
const DUPLICATE_MARKS: ReadonlySet<string> = new Set(['Duplicate Drop']);

export function isDuplicateMark(mark: string): boolean {
  return DUPLICATE_MARKS.has(mark);
}

/** Values are English in every map seen, but one Chinese log has `类型 以太网`. */
const MEDIUM: ReadonlyMap<string, string> = new Map([
  ['以太网', 'Ethernet'],
  ['이더넷', 'Ethernet'],
  ['イーサネット', 'Ethernet'],
  ['无线', 'WiFi'],
]);

export function normalMedium(printed: string): string {
  return MEDIUM.get(printed) ?? printed;
}

const DIRECTIONS: ReadonlyMap<string, string> = new Map(
  ['Rx', 'Tx', 'In', 'Out', 'Ingress', 'Egress', 'None'].map((direction) => [direction, direction]),
);

/** The direction as a constant of the program: those are compared by identity, and every snapshot is asked for its own. */
export function constantDirection(printed: string): string {
  return DIRECTIONS.get(printed) ?? printed;
}
