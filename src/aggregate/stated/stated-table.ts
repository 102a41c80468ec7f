import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { TcpEvent } from '../../events/tcp.js';
import type { Conversation } from '../conversation.js';
import { CaptureLevel } from './capture-level.js';
import { PointBudget } from './congestion-course.js';
import { Generations } from './generations.js';
import { isAboutAnother, isMidLife } from './life-lines.js';
import { ResendBudget } from './resend-log.js';
import type { StatedBudgets } from './stated-budgets.js';
import { StatedConnection } from './stated-connection.js';
import { TextBudget } from './text-budget.js';
import { toConversation } from './to-conversation.js';

/** Connections kept one by one (3 to 5 KB each, 100 MB in all); when there are more, uneventful ones that ended make room. */
export const MAXIMUM_STATED = 20_000;
/** So many leave at once, for looking for them costs a walk over all. */
const SHARE_TO_FORGET = 0.1;

/** One connection as stated, for joining it with what packets show. */
export interface StatedStory {
  readonly connection: StatedConnection;
  readonly conversation: Conversation;
}

/** Connections as the events of the TCP layer tell them, each generation of a pointer for itself. Bounded. */
export class StatedTable {
  readonly #budgets: StatedBudgets;
  readonly #connections = new Set<StatedConnection>();
  readonly #generations = new Generations((event, generation) => this.#create(event, generation));
  readonly #level = new CaptureLevel();
  readonly #maximum: number;
  /** The line that is being added; one function for all, because most lines are never asked for. */
  #event: TcpEvent | null = null;
  #verbatim: Verbatim = () => '';
  readonly #text = (): EvidenceText | null =>
    this.#event === null ? null : this.#budgets.texts.take(this.#event, this.#verbatim);
  #notKept = 0;
  #unattached = 0;

  /** `onRetransmission` is told the time of each retransmission, once. */
  constructor(
    onRetransmission: (at: Nanoseconds) => void = () => {},
    texts = new TextBudget(),
    maximum = MAXIMUM_STATED,
  ) {
    this.#budgets = { texts, points: new PointBudget(), resends: new ResendBudget(), onRetransmission };
    this.#maximum = maximum;
  }

  get notKept(): number {
    return this.#notKept;
  }

  /** Events that belong to no connection or to more than one. */
  get unattached(): number {
    return this.#unattached;
  }

  /** What the level of the capture could not show, in sentences. */
  get notSeen(): readonly string[] {
    return this.#level.notSeen();
  }

  get connections(): ReadonlySet<StatedConnection> {
    return this.#connections;
  }

  add(event: TcpEvent, verbatim: Verbatim): void {
    this.#level.add(event);
    if (event.what === 'global' || isAboutAnother(event)) return;
    const isMiddle = isMidLife(event);
    const connection = this.#generations.of(event, isMiddle);
    if (connection === null) this.#unattached++;
    else {
      this.#event = event;
      this.#verbatim = verbatim;
      connection.add(event, isMiddle, this.#text);
    }
  }

  /** The lines of the last sends are complete: call before drops are linked. */
  settle(): void {
    for (const connection of this.#connections) connection.loss.story.finish();
  }

  /** In the order in which they began. */
  finish(): StatedStory[] {
    return [...this.#connections].map((connection) => ({
      connection,
      conversation: toConversation(connection, this.#level),
    }));
  }

  #create(event: TcpEvent, generation: number): StatedConnection {
    if (this.#connections.size >= this.#maximum) this.#makeRoom();
    const connection = new StatedConnection(event, generation, this.#budgets);
    this.#connections.add(connection);
    return connection;
  }

  /** First those that ended without anything to tell, oldest first; if all have a story, the oldest. */
  #makeRoom(): void {
    const wanted = Math.max(1, Math.floor(this.#maximum * SHARE_TO_FORGET));
    const uneventful: StatedConnection[] = [];
    for (const connection of this.#connections) {
      if (uneventful.length === wanted) break;
      if (isUneventful(connection)) uneventful.push(connection);
    }
    const leaving = uneventful.length > 0 ? uneventful : [...this.#connections].slice(0, wanted);
    for (const connection of leaving) {
      connection.loss.story.finish();
      this.#connections.delete(connection);
      this.#generations.forget(connection);
      this.#notKept++;
    }
  }
}

function isUneventful({ diedAt, loss, handshake, zeroWindows, blackHole }: StatedConnection): boolean {
  if (diedAt === null) return false;
  // The lines of its last send may still be open.
  loss.story.finish();
  const isEstablished = handshake.outcome === null || handshake.outcome === 'established';
  return isEstablished && loss.resends.events === 0 && zeroWindows === 0 && blackHole === null;
}
