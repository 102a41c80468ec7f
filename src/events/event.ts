import type { DropEvent, PacketEvent } from './packet.js';
import type { ComponentEvent, CounterEvent, FilterEvent, PropertyEvent, TraceHeaderEvent } from './rundown.js';
import type { UnknownEvent } from './unknown.js';

/** What a record of a log says. Nothing behind `parse` knows which front end made it. */
export type Event =
  | PacketEvent
  | DropEvent
  | ComponentEvent
  | PropertyEvent
  | CounterEvent
  | FilterEvent
  | TraceHeaderEvent
  | UnknownEvent;
