import type { StackEndpoint, StackRecord, StatusCode } from './stack.js';

/**
 * Ports: bound, released, reserved, or none left.
 *
 * `TCP: endpoint (sockaddr=192.0.2.5:443) bind failed: port-acquisition status = 0xC0000043(NT=A file cannot be opened because the share access flags are incompatible.).`
 */
export interface PortEvent extends StackRecord {
  readonly kind: 'port';
  /**
   * `bound` 1008, 1396; `closed` 1009, 1397, 1398; `bind-failed` 1005-1007, 1393-1395, 1470, 1471; `acquired` 1191, 1192, 1194,
   * `released` 1193; `exhausted` 1195 (weak references because no port was free); `reserved` 1052, 1054, 1519, `reserve-failed`
   * 1053; `wake` 1472. A failed connect for want of a port is a TCP event (1050, 1034 with 0xC0000209).
   */
  readonly what: PortWhat;
  readonly protocol: 'tcp' | 'udp' | null;
  /** Pointer of the endpoint or the connection, upper-case hexadecimal without `0x`; another id space than TCBs, except for 1191-1194. */
  readonly endpoint: string | null;
  readonly local: StackEndpoint | null;
  readonly port: number | null;
  /** Number of ports of a reservation. */
  readonly ports: number | null;
  readonly pid: number | null;
  readonly status: StatusCode | null;
  /** Why a bind failed: `address-resolution`, `port-acquisition`, `inspection`, `wake`; null for others. */
  readonly cause: string | null;
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

export const PORT_WHATS = [
  'bound',
  'closed',
  'bind-failed',
  'acquired',
  'released',
  'exhausted',
  'reserved',
  'reserve-failed',
  'wake',
] as const;
export type PortWhat = (typeof PORT_WHATS)[number];
