import type { NamedNumber, StackEndpoint, StatusCode } from '../../events/stack.js';

/** `1460`, `0x5B4`, `1(TRUE)` as a number; null for what is none, or more than a double holds exactly. */
export function readNumber(text: string): number | null {
  // Number reads `0x5B4`, parseInt stops at the parenthesis.
  const number = text.startsWith('0x') ? Number(text) : Number.parseInt(text, 10);
  return Number.isSafeInteger(number) ? number : null;
}

/** `9(Inspection drop)` of netsh, `Inspection drop` of pktmon, `9` when the map of that build had no name for it. */
export function readNamedNumber(text: string): NamedNumber | null {
  if (text === '') return null;
  const named = /^(\d+)\((.*)\)$/s.exec(text);
  if (named !== null) return { value: Number(named[1]), name: (named[2] as string).trim() };
  if (/^(?:\d+|0x[0-9A-Fa-f]+)$/.test(text)) return { value: Number(text), name: null };
  return { value: null, name: text };
}

/** The name alone, `EstablishedState` of `4(EstablishedState)`; the number where there is no name, null for nothing. */
export function readName(text: string): string | null {
  const named = readNamedNumber(text);
  return named === null ? null : (named.name ?? text);
}

/** `0xC0000236(NT=The transport-connection attempt was refused by the remote system.)`, or its text alone. */
export function readStatus(text: string): StatusCode | null {
  if (text === '') return null;
  const coded = /^(0x[0-9A-Fa-f]+|\d+)\((?:NT|WIN)=(.*)\)$/s.exec(text);
  if (coded !== null) return { code: Number(coded[1]), text: (coded[2] as string).trim() };
  if (/^(?:0x[0-9A-Fa-f]+|\d+)$/.test(text)) return { code: Number(text), text: '' };
  if (text === 'STATUS_SUCCESS') return { code: 0, text };
  // What pktmon prints when the system has no text for it: `Unknown NTSTATUS Error code: 0xC0000240`.
  const unknown = /^Unknown NTSTATUS Error code: (0x[0-9A-Fa-f]+)$/.exec(text);
  return { code: unknown === null ? null : Number(unknown[1]), text };
}

/** `192.0.2.5:443`, `[2001:db8::1]:443`, `fe80::1%12`; null for a blob of bytes or nothing. */
export function readEndpoint(text: string): StackEndpoint | null {
  const parts = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::(\d+))?$/.exec(text);
  if (parts !== null) return { address: (parts[1] ?? parts[2]) as string, port: Number(parts[3] ?? 0) };
  return text.includes(':') ? { address: text, port: 0 } : null;
}

/** The address without its port. */
export function readAddress(text: string): string | null {
  return readEndpoint(text)?.address ?? null;
}

/**
 * Builds before 15063 print both families, with a mark which one counts: `192.0.2.5 4( ) ::`, `192.0.2.5  ::`,
 * `0.0.0.0 6((Ignore IPv4 address), IPv6 address =) 2001:db8::5`. The mark may be missing (1507): then the one that is set.
 */
export function readTriple(text: string): string | null {
  const v4 = /^\d+\.\d+\.\d+\.\d+(?=\s)/.exec(text)?.[0];
  const v6 = /\S+$/.exec(text)?.[0];
  if (v4 === undefined || v6 === undefined) return readAddress(text);
  const isV6 = text.includes('Ignore') || (!text.includes('4(') && v4 === '0.0.0.0' && v6 !== '::');
  return isV6 ? v6 : v4;
}

/** `2001:db8::5/128`; the long form has an address of both families in front of the length. */
export function readPrefix(text: string): string | null {
  const parts = /^(.*?)\s*\/\s*(\d+)$/s.exec(text);
  if (parts === null) return null;
  const [, addresses = '', length = ''] = parts;
  return `${/\s/.test(addresses) ? readTriple(addresses) : addresses}/${length}`;
}

/** `0xFFFFA98C1E2D4050` as `FFFFA98C1E2D4050`; null for none and for `0x0`, which names nothing. */
export function readPointer(text: string): string | null {
  const digits = /^0x0*([0-9A-Fa-f]*)$/.exec(text)?.[1];
  return digits === undefined || digits === '' ? null : digits.toUpperCase();
}

/** MAC in upper-case hexadecimal; unlike a pointer it keeps its leading zeros. */
export function readMac(text: string): string | null {
  const digits = text.replace(/^0x/, '').replaceAll(/[-:]/g, '').toUpperCase();
  return digits === '' ? null : digits;
}

/** 0 and 4294967295 say that the owner is not known. */
export function readPid(text: string): number | null {
  const pid = readNumber(text);
  return pid === null || pid === 0 || pid === 0xffffffff ? null : pid;
}

const FAMILIES: ReadonlyMap<string, 'ipv4' | 'ipv6'> = new Map([
  ['IPV4', 'ipv4'],
  ['2', 'ipv4'],
  ['IPV6', 'ipv6'],
  ['23', 'ipv6'],
]);

export function readFamily(text: string): 'ipv4' | 'ipv6' | null {
  return FAMILIES.get((readName(text) ?? '').toUpperCase()) ?? null;
}

/** `1(Receive)`, `Send`, `0`. */
export function readDirection(text: string): 'send' | 'receive' | null {
  const named = readNamedNumber(text);
  const word = named?.name?.toLowerCase();
  if (word === 'send' || word === 'receive') return word;
  return named?.value === 0 ? 'send' : named?.value === 1 ? 'receive' : null;
}

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['2', 'igmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmp6'],
  ['icmpv6', 'icmp6'],
]);

/** `6(TCP)`, `TCP`, `17` as packet events name protocols; `Unknown (Header corrupt / not parsed)` is `unknown`. */
export function readProtocol(text: string): string | null {
  const name = readName(text)?.toLowerCase();
  if (name === undefined) return null;
  if (name.startsWith('unknown')) return 'unknown';
  return PROTOCOLS.get(name) ?? (/^\d+$/.test(name) ? `ip-${name}` : name);
}

/** ARP drops print addresses as dotted text or as the four bytes read as one little-endian number. */
export function readIp4(text: string): string | null {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return text;
  const number = readNumber(text);
  if (number === null || number < 0 || number > 0xffffffff) return null;
  return [0, 8, 16, 24].map((shift) => (number >>> shift) & 0xff).join('.');
}
