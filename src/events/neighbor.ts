import type { StackRecord } from './stack.js';

/**
 * ARP and neighbour discovery: who answered on the link, and which addresses are in use.
 *
 * `IP: Neighbor state change. IPAddress = 192.0.2.1, DLAddress = 0x00005E005301, Interface = 12, Compartment = 1, OldState = 2(Probe), NewState = 0(Unreachable), Event = 10(Timeout).`
 */
export interface NeighborEvent extends StackRecord {
  readonly kind: 'neighbor';
  /**
   * `state` 1324; `unreachable` 1148; `reachable` 1149; `discovery` 1325 (a solicitation or an answer); `notified` 1443;
   * `rundown` 1542; `reset` 1592; duplicate address detection: `dad-started` 1116, `dad-successful` 1114, `dad-failed` 1115.
   */
  readonly what: NeighborWhat;
  readonly address: string;
  /** MAC as printed, upper-case hexadecimal without `0x`; null when not printed or empty. */
  readonly mac: string | null;
  /** Interface index. */
  readonly interface: number | null;
  readonly compartment: number | null;
  /** `Unreachable`, `Incomplete`, `Probe`, `Delay`, `Stale`, `Reachable`, `Permanent`; the number where the build had no name. */
  readonly oldState: string | null;
  readonly state: string | null;
  /** `Timeout`, `Resolve`, `Sending neighbor solicitation` (1324, 1325); the reason of 1443 and 1592. */
  readonly event: string | null;
  /** Source address of a solicitation or advertisement (1325); `address` is its target. */
  readonly source: string | null;
  /** 1542: since the neighbour was last known to answer. */
  readonly lastReachableMs: number | null;
  readonly protocol: string | null;
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

export const NEIGHBOR_WHATS = [
  'state',
  'unreachable',
  'reachable',
  'discovery',
  'notified',
  'rundown',
  'reset',
  'dad-started',
  'dad-successful',
  'dad-failed',
] as const;
export type NeighborWhat = (typeof NEIGHBOR_WHATS)[number];
