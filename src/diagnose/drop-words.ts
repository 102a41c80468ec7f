import type { Case, DropGroup } from '../aggregate/case.js';
import { STACK_COMPONENT } from './all-drop-groups.js';
import { endpoint } from '../base/endpoint.js';
import { findDropLocation } from '../knowledge/drop-location.js';
import { discoveryService } from '../knowledge/noise.js';
import { counted, listed, shortName } from './words.js';

/** Drivers that are not Microsoft's number their reasons from here (WDK, PktMonClntNblDrop). */
export const FIRST_VENDOR_CODE = 0x8000_0000;

/** Ports that a reader knows by the name of their service. */
const SERVICES: Readonly<Record<string, string>> = {
  'udp 53': 'DNS',
  'tcp 53': 'DNS over TCP',
  'udp 123': 'NTP',
  'tcp 80': 'HTTP',
  'tcp 88': 'Kerberos',
  'udp 88': 'Kerberos',
  'tcp 135': 'RPC',
  'tcp 389': 'LDAP',
  'tcp 443': 'HTTPS',
  'udp 443': 'QUIC',
  'tcp 445': 'SMB',
  'udp 514': 'syslog',
  'tcp 1433': 'SQL Server',
  'tcp 3389': 'RDP',
  'udp 3389': 'RDP',
  'tcp 5985': 'WinRM',
};

/** `TCP port 445 (SMB)`, `UDP port 50005`; `ICMP` when there is no port. */
export function serviceWords(protocol: string, port: number): string {
  const name = shortName(protocol).toUpperCase();
  if (port === 0) return name;
  const service = SERVICES[`${protocol} ${port}`] ?? discoveryService(protocol, port);
  return service === null || service === undefined ? `${name} port ${port}` : `${name} port ${port} (${service})`;
}

/** True when the packets came in. A virtual switch sees both ways, so `Ingress` and `Egress` are neither. */
export function isInbound({ direction }: DropGroup): boolean {
  return direction === 'Rx' || direction === 'In';
}

export function isOutbound({ direction }: DropGroup): boolean {
  return direction === 'Tx' || direction === 'Out';
}

/** SYN without ACK: somebody opens a connection. */
export function isOpeningSyn({ tcpFlags }: DropGroup): boolean {
  return tcpFlags.includes('S') && !tcpFlags.includes('.');
}

/** The port of the service, which is the one that does not change: 0 when both do. */
export function servicePort({
  sourcePort,
  destinationPort,
}: Pick<DropGroup, 'sourcePort' | 'destinationPort'>): number {
  if (sourcePort === 0 || destinationPort === 0) return sourcePort + destinationPort;
  return Math.min(sourcePort, destinationPort);
}

/** `922 "Address resolution timeout" and 923 "Address resolution failure"`; a vendor's number as it is printed. */
export function reasonWords(groups: readonly DropGroup[]): string {
  return listed(
    groups.map(({ reason, code }) =>
      code !== null && (String(code) === reason || code >= FIRST_VENDOR_CODE)
        ? shortName(reason)
        : `${code === null ? '' : `${code} `}"${shortName(reason)}"`,
    ),
  );
}

/** ` (192.0.2.5 to 198.51.100.7:443)`: the ends of the groups, to be put behind a title; empty when the log names none. */
export function pathSuffix(groups: readonly DropGroup[]): string {
  const paths = listed(groups.map(pathOf));
  return paths === '' ? '' : ` (${paths})`;
}

function pathOf({ source, destination, destinationPort }: DropGroup): string {
  const to = destination === '' ? '' : `to ${endpoint(destination, destinationPort)}`;
  if (source === '') return to;
  return to === '' ? `from ${source}` : `${source} ${to}`;
}

/** `Dropped in tcpip.sys (component 49) at 0xE000460A PMLOC_TCPIP_…`: who did it, for the explanation. */
export function dropperWords(groups: readonly DropGroup[], { components }: Case): string {
  if (groups.every(({ component }) => component === STACK_COMPONENT)) {
    return `Stated by the network stack itself (NetTrace); reason ${reasonWords(groups)}.`;
  }
  const names = groups.map(({ component, evidence }) => {
    if (component === STACK_COMPONENT) return 'the network stack';
    const input = evidence[0]?.input ?? 0;
    const known =
      components.find((one) => one.id === component && one.input === input) ??
      components.find((one) => one.id === component);
    return known === undefined ? `component ${component}` : `${shortName(known.name)} (component ${component})`;
  });
  const places = groups.flatMap(({ location }) => {
    if (location === null) return [];
    const { hex, symbol, layer } = findDropLocation(location);
    return [`${hex} ${symbol ?? layer}`];
  });
  return `Dropped in ${listed(names, 2)}${places.length === 0 ? '' : ` at ${listed(places, 2)}`}; reason ${reasonWords(groups)}.`;
}

/** `59 packets`, distinct ones. */
export function packetWords(groups: readonly DropGroup[]): string {
  return counted(
    groups.reduce((sum, { packets }) => sum + packets, 0),
    'packet',
  );
}
