//   TCP    192.0.2.10:445    198.51.100.27:50123    ESTABLISHED    4
/** A socket of `netstat -ano`. */
export interface SocketFact {
  readonly kind: 'socket';
  readonly line: number;
  readonly text: string;
  readonly protocol: 'tcp' | 'udp';
  /** `192.0.2.10:445`, `[2001:db8::1]:445` (without zone). */
  readonly local: string;
  /** Empty for a socket without peer: one that listens, or any of UDP. */
  readonly remote: string;
  readonly listens: boolean;
  /** As printed, localised; empty for UDP. */
  readonly state: string;
  readonly pid: number | null;
  /** `sshd.exe`; empty when `-b` was not given or the owner was not told. */
  readonly program: string;
  /** Windows service within a shared process; mostly empty. */
  readonly service: string;
}

// svchost.exe                    924 Services                   0     12,345 K
/** A process of `tasklist`. */
export interface ProcessFact {
  readonly kind: 'process';
  readonly line: number;
  readonly text: string;
  readonly pid: number;
  readonly name: string;
  /** Services within it (`tasklist /svc`); empty otherwise. */
  readonly services: string;
}

/** An address that `ipconfig /all` names. */
export interface AddressFact {
  readonly kind: 'address';
  readonly line: number;
  readonly text: string;
  readonly address: string;
  readonly role: 'local' | 'gateway' | 'dns' | 'dhcp' | 'temporary';
  readonly adapter: string;
}

/** A counter that runs since Windows or the adapter started: only differences tell about a trace. */
export interface CounterFact {
  readonly kind: 'side-counter';
  readonly line: number;
  readonly text: string;
  readonly source: 'netstat-statistics' | 'adapter-statistics';
  /** `TCP IPv4`, or the name of the adapter. */
  readonly scope: string;
  readonly name: string;
  readonly value: number;
}

/** A setting of `netsh int tcp show global`. */
export interface SettingFact {
  readonly kind: 'setting';
  readonly line: number;
  readonly text: string;
  readonly setting: TcpSettingId;
  /** As printed. */
  readonly value: string;
}

export type TcpSettingId =
  | 'rss'
  | 'auto-tuning'
  | 'congestion-provider'
  | 'ecn'
  | 'timestamps'
  | 'initial-rto'
  | 'rsc'
  | 'max-syn-retransmissions'
  | 'fast-open'
  | 'hystart'
  | 'pacing';

/** A component of `pktmon comp list`. */
export interface ComponentNameFact {
  readonly kind: 'component-name';
  readonly line: number;
  readonly text: string;
  readonly id: number;
  readonly name: string;
  /** Empty in the table of adapters. */
  readonly type: string;
  readonly mac: string;
}
