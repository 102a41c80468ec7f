import { NANOSECONDS_PER_MILLISECOND, NANOSECONDS_PER_SECOND, type Nanoseconds } from '../../base/time.js';
import type { StackEndpoint } from '../../events/stack.js';
import type { TcpEvent } from '../../events/tcp.js';
import { birthOf, isDeath, provesLife, type Birth } from './life-lines.js';
import type { StatedConnection } from './stated-connection.js';
import { endText, isDifferentEnd, statedEnd } from './stated-end.js';

/** Lines of several processors may stand a little behind the death of their connection. */
const LATE_LINES: Nanoseconds = 5n * NANOSECONDS_PER_MILLISECOND;
/** Longest handshake: Windows gives up after 21 s, others after about 130 s. A second birth line within it is the same birth. */
const LONGEST_HANDSHAKE: Nanoseconds = 130n * NANOSECONDS_PER_SECOND;

/** Makes a connection when a pointer begins a new life; `generation` is 1 for the first. */
export type NewConnection = (event: TcpEvent, generation: number) => StatedConnection;

/**
 * Which connection a line speaks of. The pointer is the kernel address of the connection: it is freed when the connection
 * ends and often given to the next one within milliseconds, so a connection is a pointer and its generation.
 */
export class Generations {
  readonly #current = new Map<string, StatedConnection>();
  readonly #byTuple = new Map<string, StatedConnection[]>();
  readonly #create: NewConnection;

  constructor(create: NewConnection) {
    this.#create = create;
  }

  /**
   * The connection of this line, a new one if the line opens it; null when none can be told.
   * @param isMiddle the line is neither a birth nor a death, as `isMidLife` says
   */
  of(event: TcpEvent, isMiddle: boolean): StatedConnection | null {
    if (event.tcb === null) return this.#onlyOne(event.local, event.remote, event.at);
    const current = this.#current.get(event.tcb);
    const isKnown = current?.knowsEnds(event.local, event.remote) === true;
    if (current !== undefined && isMiddle && isKnown && current.diedAt === null) return current;
    const birth = birthOf(event);
    if (current !== undefined && !opensNew(event, birth, current)) return this.#applied(event, birth, current);
    // The object that holds the ports in TIME-WAIT has a pointer of its own: its removal is the end of an older connection.
    if (event.what === 'tuple' && event.step === 'removed') return this.#onlyOne(event.local, event.remote, event.at);
    const created = this.#create(event, (current?.generation ?? 0) + 1);
    this.#current.set(event.tcb, created);
    return this.#applied(event, birth, created);
  }

  /** The connections with these ends, oldest first. */
  withEnds(local: string, remote: string): readonly StatedConnection[] {
    return this.#byTuple.get(`${local} ${remote}`) ?? [];
  }

  forget(connection: StatedConnection): void {
    if (connection.tcb !== null && this.#current.get(connection.tcb) === connection)
      this.#current.delete(connection.tcb);
    const { tuple } = connection;
    const same = tuple === null ? undefined : this.#byTuple.get(tuple);
    if (same === undefined || tuple === null) return;
    const others = same.filter((other) => other !== connection);
    if (others.length === 0) this.#byTuple.delete(tuple);
    else this.#byTuple.set(tuple, others);
  }

  #applied(event: TcpEvent, birth: Birth | null, connection: StatedConnection): StatedConnection {
    if (birth !== null && !connection.births.includes(birth)) connection.births.push(birth);
    if (!connection.knowsEnds(event.local, event.remote)) {
      connection.learnEnds(event.local, event.remote);
      this.#index(connection);
    }
    if (isDeath(event) && connection.diedAt === null) connection.diedAt = event.at;
    return connection;
  }

  #index(connection: StatedConnection): void {
    if (connection.tuple !== null) return;
    const local = endText(connection.local);
    const remote = endText(connection.remote);
    if (local === null || remote === null) return;
    connection.tuple = `${local} ${remote}`;
    const same = this.#byTuple.get(connection.tuple);
    if (same === undefined) this.#byTuple.set(connection.tuple, [connection]);
    else same.push(connection);
  }

  /** A line without pointer: only if exactly one connection with these ends lives at this time. */
  #onlyOne(local: StackEndpoint | null, remote: StackEndpoint | null, at: Nanoseconds): StatedConnection | null {
    if (local === null || remote === null) return null;
    const from = endText(statedEnd(local));
    const to = endText(statedEnd(remote));
    if (from === null || to === null) return null;
    const living = this.withEnds(from, to).filter(({ diedAt }) => diedAt === null || at <= diedAt + LATE_LINES);
    return living.length === 1 ? (living[0] ?? null) : null;
  }
}

function opensNew(event: TcpEvent, birth: Birth | null, current: StatedConnection): boolean {
  if (isDifferentEnd(current.local, event.local) || isDifferentEnd(current.remote, event.remote)) return true;
  const { diedAt } = current;
  if (birth !== null && birth !== 'rundown') {
    return diedAt !== null ? !isLate(event, birth, current) : isSecondBirth(event, birth, current);
  }
  return diedAt !== null && event.at > diedAt + LATE_LINES && (birth === 'rundown' || provesLife(event));
}

/** A stamp before the death belongs to the life before it. */
function isLate(event: TcpEvent, birth: Birth, current: StatedConnection): boolean {
  return current.diedAt !== null && event.at < current.diedAt && !current.births.includes(birth);
}

/** One connect gives several birth lines, each kind once: the same kind again, or a birth in the middle of a life, is another. */
function isSecondBirth(event: TcpEvent, birth: Birth, current: StatedConnection): boolean {
  if (birth === 'inserted') return current.births.includes('inserted') && current.isRunning;
  // A passive connection is accepted after it is established, which is the end of its handshake.
  if (birth === 'accepted')
    return current.births.includes('accepted') || (current.births.includes('requested') && current.isRunning);
  if (current.isRunning) return true;
  return current.births.includes(birth) && event.at - current.firstTime > LONGEST_HANDSHAKE;
}
