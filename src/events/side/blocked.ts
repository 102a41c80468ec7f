/** A moment as a side file prints it. */
export interface SideTime {
  readonly at: bigint;
  /** `local`: the clock of the machine that showed it, which is taken for that of the trace. */
  readonly zone: 'utc' | 'local';
}

/** A packet (5152) or a connection (5157) that a filter blocked, as the audit or the filter engine states it. */
export interface BlockedFact {
  readonly kind: 'blocked';
  readonly line: number;
  /** The record as written, cut when it is long. */
  readonly text: string;
  readonly what: 'packet' | 'connection';
  readonly eventId: number | null;
  readonly time: SideTime | null;
  readonly computer: string;
  readonly direction: 'in' | 'out' | 'forward' | null;
  /** `tcp`, `udp`, `icmp`, `icmp6`, or `ip-47`. */
  readonly protocol: string;
  /** Inbound events put the remote machine here, whatever the description says: match both ways. */
  readonly source: string;
  /** 0 for protocols without ports. */
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly pid: number | null;
  /** `\device\harddiskvolume3\windows\system32\svchost.exe`; empty when the event names none. */
  readonly application: string;
  /** Run-time id of the filter, decimal; null when it is not stated (0 occurs). */
  readonly filterId: string | null;
  /** Printed by newer builds: name of a rule or of a default. */
  readonly origin: string | null;
  readonly layerId: number | null;
  readonly layerName: string;
}
