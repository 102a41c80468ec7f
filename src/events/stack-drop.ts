import type { NamedNumber, StackEndpoint, StackRecord, StatusCode } from './stack.js';

/**
 * The network stack says that it discarded packets. Not PktMon's drop (`DropEvent`): the two may speak of the same packet.
 *
 * `TCPIP: Network layer (Protocol 1(ICMP), AddressFamily = 2(IPV4)) dropped 1 packet(s) on interface 13. SourceAddress = 192.0.2.68. DestAddress = 192.0.2.88. Reason = 9(Inspection drop). Direction = 0(Send). NBL = 0xFFFFA98C22334450.`
 */
export interface StackDropEvent extends StackRecord {
  readonly kind: 'stack-drop';
  /** Where. `network`, `transport`, `framing`, `icmp`, `arp` and `afd-datagram` are also the names of the tables in `knowledge/tcpip-reason.ts`. */
  readonly layer: StackDropLayer;
  /**
   * Why. For network, transport, ICMP and AFD drops as printed; a send that failed for a cause that the message says in words
   * has that cause as `name` (`address-resolution`, `send-context-allocation`).
   */
  readonly reason: NamedNumber | null;
  readonly status: StatusCode | null;
  /** Packets in this one line: add it, do not count lines. Null when the line speaks of data, not packets. */
  readonly packets: number | null;
  /** Lower-case, as in packet events: `tcp`, `udp`, `icmp`, `icmp6`, `arp`, `ip-47`, …; null when not printed. */
  readonly protocol: string | null;
  readonly family: 'ipv4' | 'ipv6' | null;
  readonly direction: 'send' | 'receive' | null;
  /** Interface index. */
  readonly interface: number | null;
  readonly compartment: number | null;
  /**
   * The end at this host and the other one, where the line says so (1214, send failures) or its direction tells (1215).
   * `source` and `destination` as the line calls them; null where it speaks of local and remote ends only.
   */
  readonly local: StackEndpoint | null;
  readonly remote: StackEndpoint | null;
  readonly source: StackEndpoint | null;
  readonly destination: StackEndpoint | null;
  /** Pointer of the packet, of the connection or of the endpoint, upper-case hexadecimal without `0x`. */
  readonly nbl: string | null;
  readonly tcb: string | null;
  readonly endpoint: string | null;
  readonly pid: number | null;
  readonly bytes: number | null;
  /** `since-boot`: a counter that runs since the start of Windows, not a drop of this trace. `statistics`: totals of a period. */
  readonly counts: 'packets' | 'since-boot' | 'statistics';
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * `network` 1215; `transport` 1214; `icmp` 1423; `framing` 1478; `arp` 1538, 1539, 1543; `afd-datagram` AFD 1033; `udp-send`
 * 1399-1414; `raw-send` 1530; `tcp-receive` 1190; `silent` 1304; `low-power` 1357; `reassembly` 1493-1496, 1506, 1507;
 * `options` 1508, 1509, 1511; `upper-layer` 1540, 1541; `clone` 1361; `filtered` 1582; `flsnpi` 1633-1635; `land-attack` 1058.
 */
export const STACK_DROP_LAYERS = [
  'network',
  'transport',
  'icmp',
  'framing',
  'arp',
  'afd-datagram',
  'udp-send',
  'raw-send',
  'tcp-receive',
  'silent',
  'low-power',
  'reassembly',
  'options',
  'upper-layer',
  'clone',
  'filtered',
  'flsnpi',
  'land-attack',
] as const;
export type StackDropLayer = (typeof STACK_DROP_LAYERS)[number];
