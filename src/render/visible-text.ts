/**
 * Log text comes from the wire. Here it becomes harmless to look at: every character that would act instead of being
 * seen (controls, escape sequences, bidi overrides, zero-width characters, lone surrogates) turns into a visible sign.
 * This is not the escaping of an output language: HTML, Markdown and CSV add their own on top.
 */

/** Categories Cc, Cf, Cs, Zl, Zp: controls, invisible formatting, lone surrogates, line and paragraph separators. */
const ACTING_CHARACTER = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ACTING_CHARACTER_BUT_LINE_BREAK = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const CONTROL_PICTURES = 0x2400;
const DELETE_PICTURE = '\u2421';
const REPLACEMENT_CHARACTER = '\ufffd';

/** One line of text: a line break is shown as `␊`, a tab as one blank. */
export function visibleText(text: string): string {
  return text.replace(/\t/g, ' ').replace(ACTING_CHARACTER, visibleSign);
}

/** Text of several lines: CRLF and LF break lines, everything else that acts is made visible. */
export function visibleLines(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '    ').replace(ACTING_CHARACTER_BUT_LINE_BREAK, visibleSign);
}

function visibleSign(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === 0x7f) return DELETE_PICTURE;
  if (code >= 0xd800 && code <= 0xdfff) return REPLACEMENT_CHARACTER;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Shortens to at most `length` characters, the last one `…`; surrogate pairs stay whole. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
