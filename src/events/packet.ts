import type { Nanoseconds } from '../base/time.js';
import type { Evidence } from './evidence.js';
import type { Flow } from './flow.js';
import type { Point } from './point.js';

/** Direction at a component. `In`/`Out` for filters, `Ingress`/`Egress` at a virtual switch; text as printed otherwise. */
export type Direction = 'Rx' | 'Tx' | 'In' | 'Out' | 'Ingress' | 'Egress' | 'None' | (string & {});

/**
 * One snapshot of a packet at one component.
 *
 * `[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] PktGroupId 562949953421313, PktNumber 1, Appearance 1, Direction Rx , Type WiFi , Component 11, Edge 1, Filter 0, OriginalSize 197, LoggedSize 128 `
 */
export interface PacketEvent extends Snapshot {
  readonly kind: 'packet';
}

/**
 * The network stack discarded a packet.
 *
 * `[30]0000.0000::2026-03-27 16:10:34.123456500 [Microsoft-Windows-PktMon] Drop: PktGroupId 9007199254741993, PktNumber 1, Appearance 0, Direction Rx , Type IP , Component 49, Filter 1, DropReason INET: transport endpoint was not found , DropLocation 0xE000460A, OriginalSize 402, LoggedSize 148 `
 */
export interface DropEvent extends Snapshot {
  readonly kind: 'drop';
  /** Reason as printed, trimmed: a text, or a decimal number when the map of that build did not know it. */
  readonly reason: string;
  /** Code of the place in the code, for example 0xE000460A as a number; null when not printed. */
  readonly location: number | null;
  /** pktmon's own mark of a second report of the same drop (`Duplicate Drop:`, event 240). */
  readonly duplicate: boolean;
}

/** What packet and drop lines have in common. Fields that a form of the line does not print are null. */
export interface Snapshot extends Evidence, Omit<Point, 'reason' | 'location'> {
  readonly at: Nanoseconds;
  /** `at` in two parts that are cheap to calculate with: midnight, and nanoseconds since then. */
  readonly day: Nanoseconds;
  readonly ofDayNs: number;
  /** PktGroupId, which exceeds 2^53, as `groupHigh` × 10^9 + `groupLow`. Null for forms without ids. */
  readonly groupHigh: number | null;
  readonly groupLow: number | null;
  /** PktNumber (PktCount in the MAC and NBL forms). */
  readonly packetNumber: number | null;
  readonly originalSizeBytes: number | null;
  readonly loggedSizeBytes: number | null;
  /** What the detail line said; null when there was none or it had no packet in it. */
  readonly header: PacketHeader | null;
}

/** Lower-case protocol name: `tcp`, `udp`, `icmp`, `icmp6`, `igmp`, `arp`, or `ip` with a number (`ip-89`), `unknown`. */
export type Protocol = 'tcp' | 'udp' | 'icmp' | 'icmp6' | 'igmp' | 'arp' | 'unknown' | (string & {});

/** A packet as tcpdump text describes it. */
export interface PacketHeader {
  /** Protocol and ends once more; the same object for packets that have them in common, as long as it is remembered. */
  readonly flow: Flow;
  readonly protocol: Protocol;
  /** Address text without port as printed (IPv4 dotted or IPv6); empty when the packet names none. */
  readonly source: string;
  readonly destination: string;
  /** 0 when the protocol has no ports or the packet was cut. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Payload length in bytes as tcpdump prints it; null when not printed. */
  readonly payloadBytes: number | null;
  readonly tcp: TcpHeader | null;
  readonly icmp: IcmpHeader | null;
  readonly arp: ArpHeader | null;
  readonly link: LinkHeader | null;
  readonly ip: IpHeader | null;
  /** Decoded payload or whatever could not be decoded further (DNS, HTTP, `[|tcp]`). Hostile text. */
  readonly info: string;
  /** The packet inside a tunnel (GRE, VXLAN, IP in IP), if one was printed. */
  readonly inner: PacketHeader | null;
  /** Everything from the addresses on as printed: two snapshots with equal content are the same packet. */
  readonly content: string;
}

export interface TcpHeader {
  /** tcpdump letters: `S`, `F`, `P`, `R`, `.` for ACK, `U`, `E`, `W`; `none` is empty. */
  readonly flags: string;
  /** First sequence number, modulo 2^32; null when not printed. */
  readonly sequence: number | null;
  /** Sequence number after the last payload byte; equals `sequence` for an empty segment. */
  readonly sequenceEnd: number | null;
  readonly acknowledgement: number | null;
  readonly window: number | null;
  readonly maximumSegmentSize: number | null;
  readonly windowScale: number | null;
  readonly sackPermitted: boolean;
  /** Selective acknowledgement blocks, [left, right) modulo 2^32. */
  readonly sackBlocks: readonly (readonly [number, number])[];
  readonly timestampValue: number | null;
  readonly timestampEcho: number | null;
}

export interface IcmpHeader {
  /** `echo-request`, `echo-reply`, `port-unreachable`, `host-unreachable`, `net-unreachable`, `protocol-unreachable`, `admin-prohibited`, `packet-too-big`, `time-exceeded`, `redirect`, `neighbor-solicitation`, `neighbor-advertisement`, `router-solicitation`, `router-advertisement`, `multicast-listener`, `other`. */
  readonly type: string;
  readonly id: number | null;
  readonly sequence: number | null;
  /** Address, protocol and port the message speaks of (the unreachable one, the neighbour that is sought). */
  readonly target: string | null;
  readonly targetProtocol: string | null;
  readonly targetPort: number | null;
  /** Next-hop MTU in bytes of `need to frag` or `packet too big`. */
  readonly mtuBytes: number | null;
}

export interface ArpHeader {
  readonly operation: 'request' | 'reply';
  /** Address that is asked for or answered. */
  readonly target: string;
  /** Who asks; empty in replies. */
  readonly sender: string;
  readonly mac: string | null;
}

export interface LinkHeader {
  readonly source: string;
  readonly destination: string;
  /** As printed: `IPv4`, `ARP`, `802.1Q`, `Unknown`. */
  readonly etherType: string;
  readonly vlan: number | null;
}

/** Only printed with `--verbose`. Transport-level IPv4 drop lines carry a rebuilt header here (TTL 1, id 0). */
export interface IpHeader {
  readonly ttl: number | null;
  readonly id: number | null;
  readonly flags: string | null;
}
