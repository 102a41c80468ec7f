import type { StackEvent } from '../../src/events/event.js';
import { route } from '../read-cases.js';

/** A line of netsh and one of pktmon around the same message. */
export const netshLine = (message: string): string =>
  `[2]0A1C.2B3C::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]${message}`;
export const pktmonLine = (message: string): string =>
  `[02]0A1C.2B3C::2026-03-27 12:30:13.500003800 [Microsoft-Windows-TCPIP] ${message}`;

/** The only event of a log; fails with what was not read when there is none or more than one. */
export function onlyEvent(lines: readonly string[]): StackEvent {
  const { events, routed } = route(lines);
  if (events.length !== 1) {
    throw new Error(
      `${events.length} events of:\n${lines.join('\n')}\n${JSON.stringify({ ...routed.ledger, unparsed: routed.unparsed })}`,
    );
  }
  return events[0] as StackEvent;
}
