import type { NamedNumber, StackEndpoint, StackRecord, StatusCode } from './stack.js';

/**
 * What the layers above TCP/IP say of loss and delay: sockets (AFD), name resolution, the SMB client, ping.
 *
 * `connection aborted: 0: Process 0xFFFFA98C30405060, Endpoint 0xFFFFA98C30406070, Seq 5012, Reason 3(Transport indicated abortive disconnect)`
 */
export interface ApplicationEvent extends StackRecord {
  readonly kind: 'application';
  readonly layer: 'afd' | 'name-resolution' | 'smb' | 'icmp';
  /**
   * AFD: `connect`, `accept`, `bind`, `listen`, `close`, `abort`, `disconnected`, `backlog` (the transport cannot take more).
   * Name resolution: `asked`, `answered` (status 0 or why not). SMB: `connect-failed`, `disconnected`, `session-lost`,
   * `share-lost`, `recovered`, `timeout`, `terminated`. ICMP: `timeout`, an echo that nobody answered.
   */
  readonly what: ApplicationWhat;
  /** AFD: 0 the call begins, 1 it is complete. */
  readonly phase: number | null;
  /** Kernel pointers of process and socket, upper-case hexadecimal without `0x`: no pid, and no TCB. */
  readonly process: string | null;
  readonly endpoint: string | null;
  readonly address: StackEndpoint | null;
  readonly status: StatusCode | null;
  readonly reason: NamedNumber | null;
  /** Host, server or share. Hostile text. */
  readonly name: string | null;
  readonly elapsedMs: number | null;
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

export const APPLICATION_WHATS = [
  'connect',
  'accept',
  'bind',
  'listen',
  'close',
  'abort',
  'disconnected',
  'backlog',
  'asked',
  'answered',
  'connect-failed',
  'session-lost',
  'share-lost',
  'recovered',
  'timeout',
  'terminated',
] as const;
export type ApplicationWhat = (typeof APPLICATION_WHATS)[number];
