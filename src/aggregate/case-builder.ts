import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../events/packet.js';
import { isMulticastMac, isMulticastOrBroadcast } from '../knowledge/noise.js';
import type { Case, FilterSummary, InputSummary } from './case.js';
import { ComponentTable } from './component-table.js';
import { ConnectionTable } from './connection-table.js';
import { DropTable } from './drop-table.js';
import { InputFacts } from './input-facts.js';
import { PacketStory } from './journey/packet-story.js';
import { StackCaseBuilder } from './joined/stack-case.js';
import { EVERYTHING, selector, type Selector } from './selection.js';
import { ObservedTable } from './observed/observed-table.js';
import { packetKey } from './packet-key.js';
import { RowFeed } from './rows/row-feed.js';
import { PacketWindow, SAME_CONTENT_WINDOW, SAME_GROUP_WINDOW } from './packet-window.js';
import { TimelineCounter } from './timeline.js';

const MAXIMUM_FILTERS = 1_000;
/** Broadcast addresses of nets that packet lines showed. */
const MAXIMUM_BROADCASTS = 1_000;

/** Adds up the events of all inputs of a case. Memory depends on what is different in them, not on their size. */
export class CaseBuilder {
  readonly #timeline = new TimelineCounter();
  readonly #broadcast = new Set<string>();
  readonly #rows = new RowFeed();
  readonly #drops = new DropTable(this.#timeline, this.#broadcast, (...packet) => this.#rows.drop(...packet));
  readonly #connections = new ConnectionTable();
  readonly #story = new PacketStory();
  readonly #observed = new ObservedTable((at, copy, event) => {
    this.#timeline.add('retransmits', at);
    this.#rows.retransmission(copy, event);
    this.#story.resent();
  });
  readonly #stack = new StackCaseBuilder((at) => this.#timeline.add('stated', at), this.#broadcast);
  readonly #components = new ComponentTable();
  readonly #filters: FilterSummary[] = [];
  readonly #byContent = new PacketWindow(SAME_CONTENT_WINDOW);
  readonly #byGroupId = new PacketWindow(SAME_GROUP_WINDOW);
  readonly #selector: Selector;
  #facts = new InputFacts();
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
    this.#facts = new InputFacts();
  }

  /** What the input that was read says about itself. */
  endInput(): InputFacts {
    if (this.#facts.counters !== null) this.#counters = (this.#counters ?? 0) + this.#facts.counters;
    return this.#facts;
  }

  add(event: Event, verbatim: Verbatim): void {
    if (!this.#selector.event(event)) return;
    this.#facts.add(event);
    switch (event.kind) {
      case 'packet':
      case 'drop':
        return this.#snapshot(event, verbatim);
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

  finish(inputs: readonly InputSummary[]): Case {
    const counted = this.#drops.finish(this.#counters, (key) => this.#components.name(key));
    // Counters are of the whole capture: they cannot agree with a part of it.
    const drops = this.#selector.isPartial
      ? { ...counted, selfCheck: { ...counted.selfCheck, agrees: null } }
      : counted;
    // Without drop lines only counters of zero say that there were no drops: `--type flow` logs none.
    const areDropsCaptured = drops.lines > 0 || this.#counters === 0;
    for (const { local, remote } of this.#stack.ends) this.#connections.learnLocal(local, remote);
    const observed = this.#connections.summaries((connection, localIsA, localIsKnown) =>
      this.#observed.conversation(connection, { localIsA, localIsKnown }, areDropsCaptured),
    );
    const stack = this.#stack.finish(inputs, observed, areDropsCaptured);
    const connections = stack.connections.filter(({ local, remote }) => this.#selector.connection(local, remote));
    const rows = this.#rows.finish(connections, this.#stack.drops);
    return {
      inputs,
      traffic: {
        lines: this.#lines,
        packets: this.#packets,
        flows: this.#connections.flows,
        identity: this.#groupIdLines > this.#lines / 2 ? 'group-id' : 'content',
        truncatedLines: this.#truncatedLines,
        withoutAddresses: this.#withoutAddresses,
        onlyDropsCaptured: drops.lines > 0 && this.#packetLines === 0,
      },
      drops,
      ...stack,
      connections,
      connectionsNotKept: this.#connections.notKept + (stack.stackEvents?.connectionsNotKept ?? 0),
      components: this.#components.finish(),
      filters: this.#filters,
      timeline: this.#timeline.finish(),
      neighbours: this.#observed.neighbours(),
      ...(rows === null ? {} : { rows }),
      ...this.#story.finish(drops.groups),
    };
  }

  #snapshot(event: PacketEvent | DropEvent, verbatim: Verbatim): void {
    const { header } = event;
    this.#lines++;
    const { key, identity } = packetKey(event);
    const window = identity === 'group-id' ? this.#byGroupId : this.#byContent;
    const isNew = window.isNew(`${event.input} ${key}`, event.at);
    // The first snapshot of a packet may be one that was decoded as noise, so those with addresses count on their own.
    const isNewHere =
      identity === 'group-id' && header !== null
        ? window.isNew(`${event.input} ${key} ${header.protocol}`, event.at)
        : isNew;
    if (isNew) this.#packets++;
    if (identity === 'group-id') this.#groupIdLines++;
    if (
      event.loggedSizeBytes !== null &&
      event.originalSizeBytes !== null &&
      event.loggedSizeBytes < event.originalSizeBytes
    )
      this.#truncatedLines++;
    if (header !== null) this.#learnBroadcast(header);
    this.#components.seen(event.input, event.component, event.kind === 'drop');
    const connection = header === null ? null : this.#connections.add(event, header, isNewHere, verbatim);
    this.#observed.add(event, connection, verbatim);
    this.#story.add(event, `${event.input} ${key}`, identity, connection, isNewHere);
    if (header === null || header.source === '' || header.destination === '') this.#withoutAddresses++;
    this.#stack.packet(event.input);
    if (event.kind === 'drop') this.#stack.drop(event, verbatim);
    if (event.kind === 'drop') this.#drops.add(event, connection, verbatim);
    else {
      this.#packetLines++;
      if (isNew) this.#timeline.add('packets', event.at);
    }
  }

  /** An IP address that is sent to a broadcast MAC is the broadcast address of its net; drop lines do not show the MAC. */
  #learnBroadcast(header: PacketHeader): void {
    if (header.link === null || header.destination === '' || !isMulticastMac(header.link.destination)) return;
    if (isMulticastOrBroadcast(header.destination) || this.#broadcast.size >= MAXIMUM_BROADCASTS) return;
    this.#broadcast.add(header.destination);
  }
}
