import type { NamedNumber, StackRecord, StatusCode } from './stack.js';

/**
 * Routes and which of them was chosen.
 *
 * `IP: Route change notification. DestinationPrefix = 2001:db8::5/128, NextHop = fe80::1, Interface = 9, Compartment = 1, NotifyFlags = 0x2.`
 */
export interface RouteEvent extends StackRecord {
  readonly kind: 'route';
  /**
   * `created` 1145, `deleted` 1146, `changed` 1147, `notified` 1442, `rundown` 1452, `dead-gateway` 1445, `lookup` 1370,
   * `source-lookup` 1371, `source-chosen` 1326, `source-constrained` 1465, `preferred` 1383, `blocked` 1384, `policy-failed`
   * 1600, `gateway-lost` 1501 (default gateway not reached after reconnect), `redirect-hijack` 1504.
   */
  readonly what: RouteWhat;
  /** `192.0.2.0/24`: prefix of the route; null when the message speaks of none. */
  readonly prefix: string | null;
  readonly nextHop: string | null;
  readonly interface: number | null;
  readonly compartment: number | null;
  /** Address that was looked up or is concerned. */
  readonly destination: string | null;
  /** Source address that was chosen or demanded. */
  readonly source: string | null;
  readonly metric: number | null;
  /** `Alive`, `Dead`, `Probe` and the like; a number where the build had no name. */
  readonly state: string | null;
  readonly oldState: string | null;
  readonly reason: NamedNumber | null;
  readonly status: StatusCode | null;
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

export const ROUTE_WHATS = [
  'created',
  'deleted',
  'changed',
  'notified',
  'rundown',
  'dead-gateway',
  'lookup',
  'source-lookup',
  'source-chosen',
  'source-constrained',
  'preferred',
  'blocked',
  'policy-failed',
  'gateway-lost',
  'redirect-hijack',
] as const;
export type RouteWhat = (typeof ROUTE_WHATS)[number];
