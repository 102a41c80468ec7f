import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../base/time.js';
import type { StackEvent } from '../../events/event.js';
import type { Verbatim } from '../../events/evidence.js';
import type { DropEvent } from '../../events/packet.js';
import type { Case, ConnectionSummary, InputSummary } from '../case.js';
import type { DropKind } from '../drop-kind.js';
import { StatedTable, type StatedStory } from '../stated/stated-table.js';
import { TextBudget } from '../stated/text-budget.js';
import { clocksOf } from './clock-notes.js';
import { DropNotes } from './drop-notes.js';
import { explainResends } from './explain-resends.js';
import { joinConnections } from './join-connections.js';
import { OwnDrops } from './own-drops.js';
import { StackDropTable } from './stack-drop-table.js';
import { StackEventTable } from './stack-event-table.js';

/** The parts of a case that the stack states, joined with what PktMon shows. */
export type StackCase = Pick<Case, 'connections' | 'stackDrops' | 'stackEvents' | 'clockNotes'>;

/** Collects what the network stack states, and joins it with the packets when all inputs were read. */
export class StackCaseBuilder {
  readonly #texts = new TextBudget();
  readonly #stated: StatedTable;
  readonly #drops: StackDropTable;
  readonly #events = new StackEventTable(this.#texts);
  readonly #pktmon = new DropNotes();
  readonly #packetInputs = new Set<number>();
  readonly #stackInputs = new Set<number>();
  #lastInput = -1;

  /** `onRetransmission` is told the time of each stated retransmission; `broadcast` as in `StackDropTable`. */
  constructor(onRetransmission: (at: Nanoseconds) => void, broadcast: ReadonlySet<string>) {
    this.#stated = new StatedTable(onRetransmission, this.#texts);
    this.#drops = new StackDropTable(this.#texts, broadcast);
  }

  /** Ends of TCP connections as the stack states them: packets do not always show which end is this host. */
  get ends(): { readonly local: string; readonly remote: string }[] {
    return [...this.#stated.connections].flatMap(({ tuple }) => {
      const [local, remote] = tuple?.split(' ') ?? [];
      return local === undefined || remote === undefined ? [] : [{ local, remote }];
    });
  }

  /** Drops that the stack states, one by one as far as they are remembered. */
  get drops(): StackDropTable {
    return this.#drops;
  }

  packet(input: number): void {
    this.#packetInputs.add(input);
  }

  drop(event: DropEvent, kind: DropKind, verbatim: Verbatim): void {
    this.#pktmon.add(event, kind, verbatim);
  }

  add(event: StackEvent, verbatim: Verbatim): void {
    if (event.input !== this.#lastInput) this.#stackInputs.add(event.input);
    this.#lastInput = event.input;
    switch (event.kind) {
      case 'tcp':
        if (!this.#events.tcp(event, verbatim)) this.#stated.add(event, verbatim);
        return;
      case 'stack-drop':
        if (event.counts === 'packets' && event.layer !== 'land-attack') this.#drops.add(event, verbatim);
        else this.#events.counter(event, verbatim);
        return;
      case 'neighbor':
        return this.#events.neighbor(event, verbatim);
      case 'route':
        return this.#events.route(event, verbatim);
      case 'port':
        return this.#events.port(event, verbatim);
      case 'interface':
        return this.#events.interface(event, verbatim);
      case 'wfp':
        return this.#events.wfp(event, verbatim);
      case 'application':
        return this.#events.application(event, verbatim);
    }
  }

  /** `observed`: connections as the packets show them; `areDropsCaptured`: the PktMon inputs would show drops. */
  finish(
    inputs: readonly InputSummary[],
    observed: readonly ConnectionSummary[],
    areDropsCaptured: boolean,
  ): StackCase {
    if (this.#stackInputs.size === 0) return { connections: observed };
    const clocks = clocksOf(inputs, this.#packetInputs, this.#stackInputs);
    this.#stated.settle();
    const alsoInPktMon = this.#drops.compare(this.#pktmon, (one, other) => clocks.areComparable(one, other));
    const own = new OwnDrops(this.#drops.notes, this.#stated.connections);
    for (const connection of this.#stated.connections) {
      explainResends(connection, {
        drops: this.#pktmon,
        stackDrops: own.of(connection),
        areComparable: (one, other) => clocks.areComparable(one, other),
        wereDropsCaptured: (input, at) =>
          areDropsCaptured && this.#wereDropsCaptured(inputs, at, (other) => clocks.areComparable(input, other)),
      });
    }
    const stackDropsOf = ({ connection }: StatedStory) => own.summary(connection);
    return {
      connections: joinConnections(observed, this.#stated.finish(), stackDropsOf),
      ...(this.#drops.lines > 0 ? { stackDrops: this.#drops.finish(alsoInPktMon) } : {}),
      stackEvents: this.#events.finish({
        unattached: this.#stated.unattached,
        connectionsNotKept: this.#stated.notKept,
        notSeen: this.#stated.notSeen,
      }),
      clockNotes: clocks.notes,
    };
  }

  /** Does an input with packets on the same clock cover this moment? */
  #wereDropsCaptured(
    inputs: readonly InputSummary[],
    at: Nanoseconds,
    isComparable: (input: number) => boolean,
  ): boolean {
    return [...this.#packetInputs].some((index) => {
      const { firstTime = null, lastTime = null } = inputs[index] ?? {};
      return (
        firstTime !== null && lastTime !== null && firstTime <= at && at <= lastTime + AROUND && isComparable(index)
      );
    });
  }
}

/** The last packet of a capture and the end of it are not the same moment. */
const AROUND: Nanoseconds = 1000n * NANOSECONDS_PER_MILLISECOND;
