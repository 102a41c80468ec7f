import type { StackRecord } from './stack.js';

/**
 * The Windows Filtering Platform discarded a packet, or held everything up. Its messages name no addresses: they can only be
 * joined to a stack drop by time (`Inspection drop` at the network or transport layer).
 *
 * `WFP: Packet Dropped - Filter Run-Time ID: 67890, Layer Run-Time ID: 13`
 */
export interface WfpEvent extends StackRecord {
  readonly kind: 'wfp';
  /** `drop` 1001, 1029; `ipsec-drop` 1003; `dos-drop` 1011; `watchdog` 1030, the engine was too slow, network outages follow. */
  readonly what: WfpWhat;
  /** Run-time id as `netsh wfp show state` lists it (decimal text: 64 bits). */
  readonly filter: string | null;
  readonly layer: string | null;
  /** Error code of IPsec. */
  readonly error: string | null;
  /** Everything else the message prints, by name, as printed. */
  readonly words: Readonly<Record<string, string>>;
}

export const WFP_WHATS = ['drop', 'ipsec-drop', 'dos-drop', 'watchdog'] as const;
export type WfpWhat = (typeof WFP_WHATS)[number];
