import { isIP } from 'node:net';
import type { ConnectionSummary } from '../aggregate/case.js';

/** Filters that show one connection in other tools, ready to paste. */
export interface CaptureFilters {
  readonly wireshark: string;
  readonly pktmon: string;
}

/** Null when the ends are not plain addresses: nothing but addresses and numbers may get into a command. */
export function captureFilters(connection: ConnectionSummary): CaptureFilters | null {
  const local = endpoint(connection.local);
  const remote = endpoint(connection.remote);
  if (local === null || remote === null || local.family !== remote.family) return null;
  const transport = ['tcp', 'udp'].find((name) => name === connection.protocol) ?? null;
  const ports = transport === null ? [] : [local.port, remote.port].filter((port) => port !== null);
  const field = local.family === 6 ? 'ipv6.addr' : 'ip.addr';
  return {
    wireshark: [
      `${field} == ${local.address}`,
      `${field} == ${remote.address}`,
      ...ports.map((port) => `${transport}.port == ${port}`),
    ].join(' && '),
    pktmon: [
      'pktmon filter add',
      ...(transport === null ? [] : [`-t ${transport.toUpperCase()}`]),
      `-i ${local.address} ${remote.address}`,
      ...(ports.length === 0 ? [] : [`-p ${ports.join(' ')}`]),
    ].join(' '),
  };
}

interface Endpoint {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number | null;
}

/** `192.0.2.5:55330`, `[2001:db8::5]:443`, or an address alone. */
const WITH_PORT = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/;

function endpoint(text: string): Endpoint | null {
  const match = WITH_PORT.exec(text);
  const address = (match?.[1] ?? match?.[2] ?? text).replace(/%.*$/, '');
  const family = isIP(address);
  if (family !== 4 && family !== 6) return null;
  return { address, family, port: match?.[3] === undefined ? null : Number(match[3]) };
}
