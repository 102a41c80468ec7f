import { win32 } from 'node:path';

import { InputError } from '../base/errors.js';
import { utf16Pattern } from '../base/utf16-pattern.js';
import { BINARY_KINDS } from './binary-kinds.js';

/** Control characters in a text are a slip: above this share of its bytes (NULs aside) it is no text. Random bytes have 9 %. */
const LARGEST_CONTROL_SHARE = 0.03;

/**
 * The refusal for an input that is no text, with the command that makes text of it; null for text.
 * Looks at the first bytes, never at the name. UTF-16 is full of NUL bytes and is text, and so is a log with some NULs.
 */
export function refuseBinary(head: Uint8Array, path: string): InputError | null {
  const kind = BINARY_KINDS.find((candidate) => candidate.matches(head));
  if (kind !== undefined) {
    const next = kind.next(quoted(path), quoted(textPath(path)));
    return new InputError(path, kind.code, `${path} is ${kind.what}.`, next);
  }
  if (hasUnicodeMark(head) || utf16Pattern(head) !== null) return null;
  const { nuls, controls } = count(head);
  if (nuls === head.length) {
    return new InputError(path, 'binary', `${path} holds nothing but NUL bytes: it was never written to the disk.`, [
      'Make it again: pktmon etl2txt PktMon.etl -o PktMon.txt',
    ]);
  }
  if (controls <= (head.length - nuls) * LARGEST_CONTROL_SHARE) return null;
  return new InputError(path, 'binary', `${path} is a binary file of an unknown kind, not a log.`, [
    'Pass the text of the trace: pktmon etl2txt PktMon.etl -o PktMon.txt',
  ]);
}

/** Byte order marks of UTF-16 and UTF-8; those of UTF-32 start or continue like them. */
function hasUnicodeMark(head: Uint8Array): boolean {
  const [first, second, third, fourth] = head;
  return (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (first === 0xef && second === 0xbb && third === 0xbf) ||
    (first === 0 && second === 0 && third === 0xfe && fourth === 0xff)
  );
}

function count(head: Uint8Array): { readonly nuls: number; readonly controls: number } {
  let nuls = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) nuls++;
    else if ((byte < 0x20 && !isTextControl(byte)) || byte === 0x7f) controls++;
  }
  return { nuls, controls };
}

/** Bell to carriage return, the end mark of DOS (1A) and the start of terminal colours (1B) do occur in texts. */
function isTextControl(byte: number): boolean {
  return (byte >= 0x07 && byte <= 0x0d) || byte === 0x1a || byte === 0x1b;
}

/** `C:\logs\PktMon.etl` becomes `C:\logs\PktMon.txt`; standard input has no name, so the usual one is shown. */
function textPath(path: string): string {
  if (path.startsWith('(')) return 'PktMon.txt';
  const extension = win32.extname(path);
  return `${extension === '' ? path : path.slice(0, -extension.length)}.txt`;
}

/** Quoted when a shell would take it apart; `(standard input)` is the file the user piped in. */
function quoted(path: string): string {
  if (path.startsWith('(')) return 'PktMon.etl';
  return /^[\w.:\\/-]+$/.test(path) ? path : `"${path}"`;
}
