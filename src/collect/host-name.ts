// `ipconfig /all`, in any language: a heading that is not indented, a blank line, and then the host name comes first.
//   Windows IP Configuration
//
//      Host Name . . . . . . . . . . . . : WEB01
const FIRST_SETTING = /^[^\s].*\r?\n(?:\s*\r?\n)+ {3}\S[^\r\n]*?(?: \.){2,} ?: ([A-Za-z0-9][\w-]{0,62})[ \t]*\r?$/m;

/** Name of the machine that a text of `ipconfig /all` is of; null for other texts. */
export function hostNameIn(text: string): string | null {
  return FIRST_SETTING.exec(text)?.[1] ?? null;
}
