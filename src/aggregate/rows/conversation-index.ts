import type { Nanoseconds } from '../../base/time.js';
import type { ConnectionSummary } from '../case.js';
import type { RowConversation } from './case-rows.js';
import { Dictionary } from './dictionary.js';

/** As many as connections are kept, and room for packets that belong to none. */
const MAXIMUM_CONVERSATIONS = 120_000;
/** Cannot be in an address. */
const SEPARATOR = '\t';

/** Pairs of ends by number while the log is read; which connections they were is known at its end. */
export class ConversationIndex {
  readonly #keys = new Dictionary<string>(MAXIMUM_CONVERSATIONS, keyOf('', '', ''));

  /** The number of a conversation; the order of its ends does not matter, since which one is local is not known yet. */
  id(protocol: string, one: string, other: string): number {
    return this.#keys.id(keyOf(protocol, one, other));
  }

  /** `resolve` gives the index into `conversations` for a number and a time: connections may follow one another on the same ends. */
  finish(connections: readonly ConnectionSummary[]): {
    readonly conversations: readonly RowConversation[];
    readonly resolve: (id: number, at: Nanoseconds) => number;
  } {
    const lives = new Map<string, number[]>();
    connections.forEach(({ protocol, local, remote }, index) => {
      const key = keyOf(protocol, local, remote);
      const same = lives.get(key);
      if (same === undefined) lives.set(key, [index]);
      else same.push(index);
    });
    const conversations: RowConversation[] = [];
    const places = new Map<string, number>();
    /** Places that do not depend on the time. */
    const settled = new Map<number, number>();
    const placeOf = (name: string, make: () => RowConversation) => {
      const known = places.get(name);
      if (known !== undefined) return known;
      conversations.push(make());
      places.set(name, conversations.length - 1);
      return conversations.length - 1;
    };
    return {
      conversations,
      resolve: (id, at) => {
        const known = settled.get(id);
        if (known !== undefined) return known;
        const key = this.#keys.values[id] ?? keyOf('', '', '');
        const connection = lifeAt(lives.get(key) ?? [], connections, at);
        const place =
          connection === null
            ? placeOf(key, () => unnamed(key))
            : placeOf(String(connection), () => named(connection, connections));
        if ((lives.get(key)?.length ?? 0) < 2) settled.set(id, place);
        return place;
      },
    };
  }
}

function keyOf(protocol: string, one: string, other: string): string {
  return one < other
    ? `${protocol}${SEPARATOR}${one}${SEPARATOR}${other}`
    : `${protocol}${SEPARATOR}${other}${SEPARATOR}${one}`;
}

function lifeAt(lives: readonly number[], connections: readonly ConnectionSummary[], at: Nanoseconds): number | null {
  if (lives.length < 2) return lives[0] ?? null;
  const living = lives.find((index) => {
    const connection = connections[index];
    return connection !== undefined && connection.firstTime <= at && at <= connection.lastTime;
  });
  return living ?? lives[0] ?? null;
}

function named(index: number, connections: readonly ConnectionSummary[]): RowConversation {
  const { protocol = '', local = '', remote = '' } = connections[index] ?? {};
  return { connection: index, protocol, local, remote };
}

function unnamed(key: string): RowConversation {
  const [protocol = '', local = '', remote = ''] = key.split(SEPARATOR);
  return { connection: null, protocol, local, remote };
}
