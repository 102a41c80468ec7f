import { win32 } from 'node:path';

/** Devices of DOS. They stay reserved with an ending, so `CON.html` cannot be written, either. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
// eslint-disable-next-line no-control-regex -- Windows forbids exactly these.
const FORBIDDEN = /[<>:"|?*\u0000-\u001f]/;
// eslint-disable-next-line no-control-regex
const FORBIDDEN_ALL = /[<>:"|?*/\\\u0000-\u001f]/g;

/**
 * Why Windows cannot have a file of this path, as a sentence without its subject; null when it can.
 * Checks every part of the path below its drive, share or `\\?\` prefix.
 */
export function windowsPathProblem(path: string): string | null {
  const { root } = win32.parse(path.replace(/^\\\\[?.]\\/, ''));
  const below = path.replace(/^\\\\[?.]\\/, '').slice(root.length);
  for (const part of below.split(/[\\/]+/)) {
    if (part === '' || part === '.' || part === '..') continue;
    if (FORBIDDEN.test(part)) return `"${part}" holds a character that file names cannot have: < > : " | ? *`;
    if (isReserved(part)) return `"${part}" is the name of a device`;
    if (/[. ]$/.test(part)) return `"${part}" ends with a dot or blank, which Windows drops`;
  }
  return null;
}

/** A name that every Windows can have, as near to `name` as possible: for names that are made, not given. */
export function safeFileName(name: string): string {
  const clean = name.replace(FORBIDDEN_ALL, '_').replace(/[. ]+$/, '');
  if (clean === '') return '_';
  return isReserved(clean) ? `_${clean}` : clean;
}

function isReserved(name: string): boolean {
  return RESERVED.test(name.replace(/[. ].*$/, '').trimEnd());
}
