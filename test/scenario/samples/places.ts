import { onlyComponents } from '../machine.js';
import { wiredMachine } from '../machines.js';

/** Machines of the samples; documentation addresses only. */
export const HOST = wiredMachine();
/** The adapter and the two TCP/IP components: short logs with every drop of the stack. */
export const HOST_ENDS = onlyComponents(HOST, [10, 72, 74]);
export const WEB = { address: '198.51.100.27', port: 443 } as const;
export const DATABASE = { address: '203.0.113.40', port: 1433 } as const;
export const DNS_SERVER = '192.0.2.53';
export const NEIGHBOR = {
  address: '192.0.2.20',
  mac: '00-00-5E-00-53-20',
  linkLocal: 'fe80::20',
} as const;
/** Router that does not answer any more. */
export const SILENT_ROUTER = 'fe80::5efe:ff:fe00:fe';

export const client = (port: number) => ({ address: HOST.ipv4, port });

/** Reasons with the places where Windows prints them. */
export const DROPS = {
  acceptInspection: { reason: 'INET: accept inspection', location: '0xE0004503' },
  receiveInspection: { reason: 'INET: receive inspection', location: '0xE0004600' },
  inspection: { reason: 'Inspection drop', location: '0xE0004134' },
  sessionState: { reason: 'INET: session state error', location: '0xE0004602' },
  noUdpSocket: { reason: 'INET: transport endpoint was not found', location: '0xE000460A' },
  noTcpSocket: { reason: 'INET: transport endpoint was not found', location: '0xE0004500' },
  noRawSocket: { reason: 'INET: transport endpoint was not found', location: '0xE0004704' },
  arbitration: { reason: 'Arbitration unhandled', location: '0xE0004134' },
  portUnreachable: { reason: 'Port unreachable', location: '0xE0004134' },
  notForUs: { reason: 'Not locally destined', location: '0xE0004138' },
  resolutionTimeout: { reason: 'Address resolution timeout', location: '0xE000413A' },
  resolutionFailure: { reason: 'Address resolution failure', location: '0xE000413B' },
  resolutionQueueFull: { reason: 'Address resolution timeout', location: '0xE000413C' },
  receivedReset: { reason: 'INET: received RST', location: '0xE0004516' },
  outsideWindow: { reason: 'INET: outside receive window', location: '0xE0004512' },
  lowResources: { reason: 'Insufficient resources', location: '0xE0004158' },
  noRoute: { reason: 'No route available', location: '0xE0004160' },
  duplicateSegment: { reason: 'INET: duplicate segment', location: '0xE0004513' },
  finWait: { reason: 'INET: FIN-WAIT2', location: '0xE000451E' },
} as const;
