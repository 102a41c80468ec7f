import type { ApplicationEvent } from './application.js';
import type { InterfaceEvent } from './interface.js';
import type { NeighborEvent } from './neighbor.js';
import type { DropEvent, PacketEvent } from './packet.js';
import type { PortEvent } from './port.js';
import type { RouteEvent } from './route.js';
import type { ComponentEvent, CounterEvent, FilterEvent, PropertyEvent, TraceHeaderEvent } from './rundown.js';
import type { StackDropEvent } from './stack-drop.js';
import type { TcpEvent } from './tcp.js';
import type { UnknownEvent } from './unknown.js';
import type { WfpEvent } from './wfp.js';

/** What a record of a log says. Nothing behind `parse` knows which front end made it. */
export type Event =
  | PacketEvent
  | DropEvent
  | ComponentEvent
  | PropertyEvent
  | CounterEvent
  | FilterEvent
  | TraceHeaderEvent
  | StackEvent
  | UnknownEvent;

/** What the network stack and the layers above it state (NetTrace.txt, and the same providers inside PktMon.txt). */
export type StackEvent =
  | TcpEvent
  | StackDropEvent
  | NeighborEvent
  | RouteEvent
  | PortEvent
  | InterfaceEvent
  | WfpEvent
  | ApplicationEvent;

/**
 * An event as an object of its own. The events of formats are valid while they are handed over: some are one object for all
 * records, whose fields are read on demand. Whoever keeps events keeps these copies.
 */
export function plainEvent(event: Event): Event {
  return 'toPlain' in event ? (event as { toPlain(): Event }).toPlain() : event;
}
