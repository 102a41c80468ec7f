import ipaddr from 'ipaddr.js';
import { endpoint } from '../../base/endpoint.js';
import type { StackEndpoint } from '../../events/stack.js';

/** One end of a connection as far as it was stated: the address may be unspecified and the port 0 until the connect proceeds. */
export interface StatedEnd {
  /** As printed, to compare without parsing. */
  readonly printed: string;
  /** Without zone, without IPv4-mapping, IPv6 in its shortest form: as packet lines print it. Empty when unspecified. */
  readonly address: string;
  readonly port: number;
}

/** `0.0.0.0:55330` has no address yet, `192.0.2.5` no port. */
export function statedEnd({ address, port }: StackEndpoint): StatedEnd {
  const bare = bareAddress(address);
  return { printed: address, address: bare === '0.0.0.0' || bare === '::' ? '' : bare, port };
}

/** `fe80::1%12` without its zone, `::ffff:192.0.2.5` as IPv4, IPv6 in its shortest form; what is no address stays as it is. */
export function bareAddress(address: string): string {
  if (!address.includes(':')) return address;
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  if (!ipaddr.IPv6.isValid(bare)) return bare;
  const parsed = ipaddr.IPv6.parse(bare);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toString();
}

/** True when both are stated and are not the same. What one of them leaves open is no difference. */
export function isDifferentEnd(known: StatedEnd | null, stated: StackEndpoint | null): boolean {
  if (known === null || stated === null) return false;
  if (known.printed === stated.address) return known.port !== 0 && stated.port !== 0 && known.port !== stated.port;
  const other = statedEnd(stated);
  const isOtherAddress = known.address !== '' && other.address !== '' && known.address !== other.address;
  return isOtherAddress || (known.port !== 0 && other.port !== 0 && known.port !== other.port);
}

/** The end with what the new statement adds; the same object when it adds nothing. */
export function completedEnd(known: StatedEnd | null, stated: StackEndpoint | null): StatedEnd | null {
  if (stated === null) return known;
  if (known !== null && known.printed === stated.address && (known.port !== 0 || stated.port === 0)) return known;
  const other = statedEnd(stated);
  if (known === null) return other;
  if (known.address !== '' && known.port !== 0) return known;
  return {
    printed: known.address === '' ? other.printed : known.printed,
    address: known.address === '' ? other.address : known.address,
    port: known.port === 0 ? other.port : known.port,
  };
}

/** `192.0.2.5:443`; null while address or port are not stated. */
export function endText(end: StatedEnd | null): string | null {
  return end === null || end.address === '' || end.port === 0 ? null : endpoint(end.address, end.port);
}
