import { StatedTable } from '../../src/aggregate/stated/stated-table.js';
import type { Conversation } from '../../src/aggregate/conversation.js';
import type { TcpEvent } from '../../src/events/tcp.js';

export interface Told {
  readonly local: string | null;
  readonly remote: string | null;
  readonly conversation: Conversation;
}

/** What the table of stated connections makes of events, in the order in which connections began. */
export function tell(events: readonly TcpEvent[], maximum?: number): Told[] {
  const table = new StatedTable(() => {}, undefined, maximum);
  for (const event of events) table.add(event, () => `line ${event.line}`);
  table.settle();
  return table.finish().map(({ connection, conversation }) => {
    const [local = null, remote = null] = connection.tuple?.split(' ') ?? [];
    return { local, remote, conversation };
  });
}

/** The only connection of these events. */
export function tellOne(events: readonly TcpEvent[]): Told {
  const told = tell(events);
  if (told.length !== 1) throw new Error(`${told.length} connections instead of one`);
  return told[0] as Told;
}
