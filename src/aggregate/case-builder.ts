import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { DropEvent, PacketEvent } from '../events/packet.js';
import { CaseClock } from './case-clock.js';
import type { Case, FilterSummary, InputSummary } from './case.js';
import { ComponentTable } from './component-table.js';
import { type Connection, ConnectionTable } from './connection-table.js';
import { DropKinds } from './drop-kind.js';
import { DropTable } from './drop-table.js';
import type { FlowFacts } from './flow-facts.js';
import { InputFacts } from './input-facts.js';
import { PacketStory } from './journey/packet-story.js';
import { StackCaseBuilder } from './joined/stack-case.js';
import { EVERYTHING, selector, type Selector } from './selection.js';
import { ObservedTable } from './observed/observed-table.js';
import { PacketFactsTable } from './packet-facts.js';
import { PacketIdentity } from './packet-identity.js';
import { lazyRows, RowFeed } from './rows/row-feed.js';
import { TimelineCounter } from './timeline.js';

const MAXIMUM_FILTERS = 1_000;
/** Broadcast addresses of nets that packet lines showed. */
const MAXIMUM_BROADCASTS = 1_000;

/** Adds up the events of all inputs of a case. Memory depends on what is different in them, not on their size. */
export class CaseBuilder {
  readonly #clock = new CaseClock();
  readonly #timeline = new TimelineCounter();
  readonly #broadcast = new Set<string>();
  readonly #rows = new RowFeed();
  readonly #drops = new DropTable(this.#clock, this.#timeline, this.#broadcast, (...packet) =>
    this.#rows.drop(...packet),
  );
  readonly #kinds = new DropKinds();
  readonly #connections = new ConnectionTable();
  readonly #story = new PacketStory(this.#clock);
  readonly #observed = new ObservedTable(this.#clock, (atNs, copy, event) => {
    this.#timeline.add('retransmits', atNs);
    if (this.#ends !== null) this.#rows.retransmission(copy, event, this.#ends);
    this.#story.resent();
  });
  readonly #stack = new StackCaseBuilder((at) => this.#timeline.add('stated', this.#clock.nsOf(at)), this.#broadcast);
  readonly #components = new ComponentTable();
  readonly #filters: FilterSummary[] = [];
  readonly #headers = new PacketFactsTable();
  /** Of the snapshot that is being added. */
  #ends: FlowFacts | null = null;
  /** The last input that the stack tables were told to have packets. */
  #packetInput = -1;
  readonly #identity = new PacketIdentity();
  readonly #selector: Selector;
  #facts = new InputFacts(this.#clock);
  #inputIndex = 0;
  #counters: number | null = null;
  #lines = 0;
  #packetLines = 0;
  #packets = 0;
  #groupIdLines = 0;
  #truncatedLines = 0;
  #withoutAddresses = 0;

  /** `select` says which events and connections the case is about. */
  constructor(select: Selector = selector(EVERYTHING)) {
    this.#selector = select;
  }

  /** Index of the input that is being read, as events name it. */
  get inputIndex(): number {
    return this.#inputIndex;
  }

  beginInput(index: number): void {
    this.#inputIndex = index;
    this.#facts = new InputFacts(this.#clock);
    this.#identity.beginInput();
    this.#drops.beginInput();
  }

  /** What the input that was read says about itself. */
  endInput(): InputFacts {
    if (this.#facts.counters !== null) this.#counters = (this.#counters ?? 0) + this.#facts.counters;
    return this.#facts;
  }

  add(event: Event, verbatim: Verbatim): void {
    if (this.#selector.asked !== null && !this.#selector.event(event)) return;
    if (event.kind === 'packet' || event.kind === 'drop') return this.#snapshot(event, verbatim);
    this.#facts.add(event, this.#clock.nsOfEvent(event));
    switch (event.kind) {
      case 'component':
        return this.#components.describe(event);
      case 'property':
        return this.#components.property(event);
      case 'counter':
        return this.#components.counter(event);
      case 'filter':
        if (this.#filters.length < MAXIMUM_FILTERS) {
          const evidence = { input: event.input, line: event.line, text: verbatim() };
          this.#filters.push({
            input: event.input,
            id: event.id,
            name: event.name,
            conditions: event.conditions,
            evidence,
          });
        }
        return;
      case 'tcp':
      case 'stack-drop':
      case 'neighbor':
      case 'route':
      case 'port':
      case 'interface':
      case 'wfp':
      case 'application':
        return this.#stack.add(event, verbatim);
      case 'trace-header':
      case 'unknown':
        return;
    }
  }

  /** @param own addresses of this host, from a file beside the trace */
  finish(inputs: readonly InputSummary[], own: ReadonlySet<string> = new Set()): Case {
    const counted = this.#drops.finish(this.#counters, (input, id) => this.#components.name(input, id));
    // Counters are of the whole capture: they cannot agree with a part of it.
    const drops =
      this.#selector.asked !== null ? { ...counted, selfCheck: { ...counted.selfCheck, agrees: null } } : counted;
    // Without drop lines only counters of zero say that there were no drops: `--type flow` logs none.
    const areDropsCaptured = drops.lines > 0 || this.#counters === 0;
    for (const { local, remote } of this.#stack.ends) this.#connections.learnLocal(local, remote);
    this.#connections.learnOwn(own);
    const observed = this.#connections.summaries(
      (connection, localIsA, localIsKnown) =>
        this.#observed.conversation(connection, { localIsA, localIsKnown }, areDropsCaptured),
      this.#clock,
    );
    const stack = this.#stack.finish(inputs, observed, areDropsCaptured);
    const connections = stack.connections.filter(({ local, remote }) => this.#selector.connection(local, remote));
    const rows = lazyRows(this.#rows, connections, this.#stack.drops);
    return {
      inputs,
      traffic: {
        lines: this.#lines,
        packets: this.#packets,
        flows: this.#connections.flows,
        identity: this.#groupIdLines > this.#lines / 2 ? 'group-id' : 'content',
        truncatedLines: this.#truncatedLines,
        withoutAddresses: this.#withoutAddresses,
        onlyDropsCaptured: drops.lines > 0 && this.#packetLines === 0 && !this.#selector.dropsOnly,
      },
      drops,
      ...stack,
      connections,
      connectionsNotKept: this.#connections.notKept + (stack.stackEvents?.connectionsNotKept ?? 0),
      components: this.#components.finish(),
      filters: this.#filters,
      timeline: this.#timeline.finish(this.#clock),
      neighbours: this.#observed.neighbours(),
      ...(this.#selector.asked !== null && { selection: this.#selector.asked }),
      get rows() {
        return rows();
      },
      ...this.#story.finish(drops.groups),
    };
  }

  #snapshot(event: PacketEvent | DropEvent, verbatim: Verbatim): void {
    const { header } = event;
    const atNs = this.#clock.ns(event);
    this.#facts.add(event, atNs);
    const facts = header === null ? null : this.#headers.of(header);
    this.#lines++;
    if (event.input !== this.#packetInput) {
      this.#packetInput = event.input;
      this.#stack.packet(event.input);
    }
    const identity = this.#identity;
    const isNew = identity.isNew(event, facts, atNs);
    if (isNew) this.#packets++;
    if (identity.isGroup) this.#groupIdLines++;
    if (
      event.loggedSizeBytes !== null &&
      event.originalSizeBytes !== null &&
      event.loggedSizeBytes < event.originalSizeBytes
    )
      this.#truncatedLines++;
    this.#components.seen(event.input, event.component, event.kind === 'drop');
    const drop = event.kind === 'drop' ? this.#kinds.of(event, facts) : null;
    let connection: Connection | null = null;
    let isNewHere = isNew;
    if (facts !== null) {
      this.#ends = facts.flow;
      if (facts.isLinkMulticast) this.#learnBroadcast(facts.flow);
      isNewHere = identity.isNewHere(event, isNew, atNs);
      connection = this.#connections.add(event, facts.flow, atNs, isNewHere, verbatim);
      this.#observed.add(event, facts, atNs, connection, verbatim);
    }
    this.#story.add(event, facts, drop, atNs, identity, connection, isNewHere);
    if (facts === null || !facts.flow.hasAddresses) this.#withoutAddresses++;
    if (event.kind === 'drop' && drop !== null) {
      this.#stack.drop(event, drop, verbatim);
      this.#drops.add(event, drop, atNs, identity, connection, verbatim);
    } else {
      this.#packetLines++;
      if (isNew) this.#timeline.add('packets', atNs);
    }
  }

  /** An IP address that is sent to a broadcast MAC is the broadcast address of its net; drop lines do not show the MAC. */
  #learnBroadcast({ flow, isMulticast }: FlowFacts): void {
    if (flow.destination === '' || isMulticast || this.#broadcast.size >= MAXIMUM_BROADCASTS) return;
    this.#broadcast.add(flow.destination);
  }
}
