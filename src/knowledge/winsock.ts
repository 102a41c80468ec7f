import type { Category } from './category.js';
import { parseCode } from './code-number.js';
import { lazy } from '../base/lazy.js';
import { lazyTable } from './lazy-table.js';

/** An error that a program gets from Winsock, from Windows itself, or from WinINet and WinHTTP. */
export interface SocketError {
  readonly code: number;
  readonly name: string;
  readonly family: 'winsock' | 'win32' | 'wininet';
  readonly category: Category;
  readonly meaning: string;
}

const rows = lazyTable<SocketError>('winsock');

const index = lazy(() => ({
  byCode: new Map(rows().map((row) => [row.code, row])),
  byName: new Map(rows().map((row) => [row.name, row])),
}));

/** An HRESULT that carries a Windows error in its low half: 0x8007274C is 10060. */
const HRESULT_FROM_WIN32 = 0x8007;

/**
 * Finds an error by name (`WSAETIMEDOUT`, also `ETIMEDOUT`, case ignored) or number (`10060`, `0x274C`, `0x8007274C`).
 * Null when it is not in the table.
 */
export function findSocketError(text: string): SocketError | null {
  const code = parseCode(text);
  if (code !== null) {
    const isWrapped = code >>> 16 === HRESULT_FROM_WIN32;
    return index().byCode.get(isWrapped ? code & 0xffff : code) ?? null;
  }
  const name = text.trim().toUpperCase();
  return index().byName.get(name) ?? index().byName.get(`WSA${name}`) ?? null;
}

/** All errors, by number. */
export function allSocketErrors(): readonly SocketError[] {
  return rows();
}
