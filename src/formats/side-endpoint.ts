import ipaddr from 'ipaddr.js';

const PROTOCOLS: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmp6' };

/** Name of an IP protocol by its number, as traces name it; `ip-47` for the others, empty without a number. */
export function protocolOf(number: string): string {
  const digits = number.trim();
  return PROTOCOLS[digits] ?? (/^\d{1,3}$/.test(digits) ? `ip-${digits}` : '');
}

/** A port; 0 for ICMP, whose "ports" are type and code, and for what is no port. */
export function portOf(printed: string, protocol: string): number {
  const port = Number(/^\s*(\d{1,5})\s*$/.exec(printed)?.[1] ?? 0);
  return protocol.startsWith('icmp') || port > 65_535 ? 0 : port;
}

/**
 * An address as traces write it: without zone, IPv6 compressed, `::ffff:192.0.2.1` and 32 hex digits resolved.
 * Null for what is no address.
 */
export function addressOf(printed: string): string | null {
  let text = printed.trim().replace(/%.*$/, '');
  if (/^[0-9a-f]{32}$/i.test(text)) text = (text.match(/.{4}/g) ?? []).join(':');
  if (text.length > 45) return null;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toString();
}

/** `192.0.2.10:445`, `[2001:db8::1%12]:445` taken apart; null for what is no endpoint. */
export function endpointOf(printed: string): { readonly address: string; readonly port: number } | null {
  const match = /^(?:\[([^\]]{2,60})\]|([\d.]{7,15})):(\d{1,5})$/.exec(printed);
  const address = match === null ? null : addressOf(match[1] ?? match[2] ?? '');
  return address === null || match === null ? null : { address, port: Number(match[3]) };
}
