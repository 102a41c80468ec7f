/** `530074006500610…0000`: hex of UTF-16LE with a NUL at the end, as WFP prints binary data. Empty for anything else. */
export function textOfHex(hex: string): string {
  const digits = hex.replace(/\s/g, '');
  if (digits.length < 4 || digits.length % 4 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return '';
  const text = Buffer.from(digits, 'hex').toString('utf16le');
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}
