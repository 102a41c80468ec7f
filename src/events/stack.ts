import type { Nanoseconds } from '../base/time.js';
import type { Evidence } from './evidence.js';

/** What every message of the network stack has in common (NetTrace.txt, and the same providers inside PktMon.txt). */
export interface StackRecord extends Evidence {
  readonly at: Nanoseconds;
  /** The same in two parts where the event has them: midnight, and nanoseconds since then. */
  readonly day?: Nanoseconds;
  readonly ofDayNs?: number;
  /**
   * Process in whose context the message was written, from the prefix `[2]0A1C.2B3C::…` (hexadecimal there).
   * Not the owner of the connection: 0 is the receive path, 4 is System. Null when the line has no prefix.
   */
  readonly contextPid: number | null;
}

/** `192.0.2.5:443`: the port is 0 when none was printed, as Windows does for an address without a port. */
export interface StackEndpoint {
  /** IPv4 or IPv6 text, with a zone (`fe80::1%12`) when printed. */
  readonly address: string;
  readonly port: number;
}

/**
 * A number with a name. netsh prints `9(Inspection drop)`, or `0` when the table of that build has no name;
 * pktmon prints `Inspection drop ` and no number. What was not printed is null.
 */
export interface NamedNumber {
  readonly value: number | null;
  readonly name: string | null;
}

/**
 * An NTSTATUS: `0xC0000236(NT=The transport-connection attempt was refused by the remote system.)`.
 * pktmon and old netsh print the text alone, in the language of the converting machine.
 */
export interface StatusCode {
  /** Unsigned, 0xC0000236 as a number; 0 is success. Null when only a text was printed that is not STATUS_SUCCESS. */
  readonly code: number | null;
  /** Text as printed; empty when there was none. May hold line breaks. Hostile text. */
  readonly text: string;
}
