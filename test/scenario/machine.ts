export type Medium = 'Ethernet' | 'WiFi' | 'IP';
export type NetworkKind = 'IPv4' | 'IPv6' | 'ARP' | 'other';

/** One pktmon component: something in the stack that can see or drop packets. */
export interface Component {
  readonly id: number;
  /** With the blank of the value map (`Miniport `); a type that the map does not know is a bare number (`11`). */
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** Edges with flow counters, in the order of the rundown. */
  readonly edges: readonly { readonly name: string; readonly id: number }[];
  readonly directionIn: string;
  readonly directionOut: string;
}

/** A place where a packet is logged on its way up. On the way down the order is reversed. */
export interface Hop {
  readonly component: number;
  readonly edge: number;
  readonly medium: Medium;
  /** Only packets of these kinds pass here; all when absent. */
  readonly only?: readonly NetworkKind[];
  /** `Ingress`/`Egress` at a virtual switch instead of Rx/Tx. */
  readonly received?: string;
  readonly sent?: string;
}

/** The machine that captures. */
export interface Machine {
  readonly mac: string;
  readonly gatewayMac: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly gateway: string;
  readonly linkLocal: string;
  readonly components: readonly Component[];
  /** From the wire upwards. */
  readonly path: readonly Hop[];
  /** Components that drop packets of the network and transport layer (`Type 11`). */
  readonly tcpip4: number;
  readonly tcpip6: number;
  readonly nic: number;
  readonly processors: number;
}

/** What `pktmon start -c --comp ids…` sees of a machine. */
export function onlyComponents(machine: Machine, ids: readonly number[]): Machine {
  return {
    ...machine,
    components: machine.components.filter((part) => ids.includes(part.id)),
    path: machine.path.filter((hop) => ids.includes(hop.component)),
  };
}
