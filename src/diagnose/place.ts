import ipaddr from 'ipaddr.js';

/** One end of a connection. */
export interface Place {
  readonly address: string;
  /** 0 when the protocol has no ports. */
  readonly port: number;
}

/** Takes `a.b.c.d:port`, `[v6]:port` or a bare address apart, as `endpoint` of `base` put them together. */
export function placeOf(endpoint: string): Place {
  const bracketed = /^\[(.*)\]:(\d+)$/.exec(endpoint);
  if (bracketed !== null) return { address: bracketed[1] ?? '', port: Number(bracketed[2]) };
  const dotted = /^([^:]*):(\d+)$/.exec(endpoint);
  if (dotted !== null) return { address: dotted[1] ?? '', port: Number(dotted[2]) };
  return { address: endpoint, port: 0 };
}

/**
 * The address if it is one, else a placeholder to fill in. Log text is hostile: this is the only way
 * by which an address gets from a log into a command.
 */
export function addressForCommand(address: string, placeholder = '<address>'): string {
  const isPlain = /^[0-9a-f.:]{2,45}$/i.test(address);
  if (isPlain && (ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))) return address;
  return placeholder;
}

/** The port if it is one, else a placeholder to fill in. */
export function portForCommand(port: number): string {
  return Number.isInteger(port) && port > 0 && port < 65_536 ? String(port) : '<port>';
}

/** This machine speaking to itself: nothing leaves it, so no network can be at fault. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/**
 * The name of a firewall rule if it holds nothing but letters, digits and marks that mean nothing within double quotes of
 * PowerShell, else a placeholder. Rules are named by GUIDs, ids and paths of programs.
 */
export function ruleNameForCommand(name: string, placeholder = '<name of the rule>'): string {
  return /^[\p{L}\p{N} _{}().,:;\\/@&+#=[\]-]{1,200}$/u.test(name) ? name : placeholder;
}
