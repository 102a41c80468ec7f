import { type Language, TEMPLATES } from '../../scenario/language.js';

/** `Drop: `, `丢弃： `, `Abandon : ` */
const MARK = /^[^%]*?[:：] /;
/** The comma of packets and the one of drops differ in Chinese. */
const SEPARATOR = /, |，|、/;

/** A body of an English event line with the labels, the mark and the commas of another language. */
export function inLanguage(body: string, language: Language): string {
  const kind = body.startsWith('Drop: ') ? 'drop' : 'packet';
  const { [kind]: template } = TEMPLATES[language];
  const separator = SEPARATOR.exec(template)?.[0] ?? ', ';
  const mark = MARK.exec(template)?.[0] ?? '';
  const labels = new Map(labelsOf(TEMPLATES.en[kind]).map((label, i) => [label, labelsOf(template)[i] ?? label]));
  const pieces = body
    .replace(MARK, '')
    .split(', ')
    .map((piece) => withLabel(piece, labels));
  return mark + pieces.join(separator);
}

function labelsOf(template: string): string[] {
  return template
    .replace(MARK, '')
    .split(SEPARATOR)
    .map((piece) => piece.replace(/ %\d+ *$/, ''));
}

function withLabel(piece: string, labels: ReadonlyMap<string, string>): string {
  for (const [label, translated] of labels)
    if (piece.startsWith(`${label} `)) return translated + piece.slice(label.length);
  return piece;
}
