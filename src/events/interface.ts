import type { StackRecord, StatusCode } from './stack.js';

/**
 * A network interface: lost or regained its medium, changed its speed, or is described.
 *
 * `IP: Interface media disconnect. Interface = 12, Compartment = 1, Protocol = IPV4.`
 */
export interface InterfaceEvent extends StackRecord {
  readonly kind: 'interface';
  /**
   * `disconnected` 1106, `connected` 1321, `speed` 1203, `created` 1433, `rundown` 1202 and 1527, `connections-cut` 1446
   * (its TCP connections are ended), `address-preferred` 1138, `address-not-preferred` 1139, `indication` 1486.
   */
  readonly what: InterfaceWhat;
  readonly interface: number | null;
  readonly compartment: number | null;
  readonly address: string | null;
  /** Name a person gave it, `Ethernet 2`. Hostile text. */
  readonly alias: string | null;
  readonly mac: string | null;
  readonly bitsPerSecond: number | null;
  readonly status: StatusCode | null;
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

export const INTERFACE_WHATS = [
  'disconnected',
  'connected',
  'speed',
  'created',
  'rundown',
  'connections-cut',
  'address-preferred',
  'address-not-preferred',
  'indication',
] as const;
export type InterfaceWhat = (typeof INTERFACE_WHATS)[number];
