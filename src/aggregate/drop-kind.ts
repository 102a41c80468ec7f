import { Flow } from '../events/flow.js';
import type { DropEvent } from '../events/packet.js';
import { type DropReason, findDropReason } from '../knowledge/drop-reason.js';
import type { Connection } from './connection-table.js';
import type { GroupCount } from './drop-groups.js';
import { FlowFacts } from './flow-facts.js';
import type { PacketFacts } from './packet-facts.js';
import type { ReasonCount } from './reason-table.js';

/** Kinds that a flow remembers. It has one or two; a hostile log may have one for each line. */
const MAXIMUM_KINDS = 16;

/** Where a kind finds its group. */
export class GroupPlace {
  /** Empty until it is needed. */
  key = '';
  group: GroupCount | null = null;
  /** How many groups there were when this one was not among them. */
  absentAt = -1;
}

/**
 * Drop lines of one flow with the same printed reason and direction. Such lines come again and again: every table that
 * counts drops finds here what it worked out for the first of them. Two kinds may be equal: they tell nothing apart.
 */
export class DropKind {
  readonly drops: FlowDrops;
  readonly printed: string;
  readonly reason: DropReason;
  readonly direction: string;
  /** A segment with nothing but SYN. */
  readonly isSyn: boolean;

  /** Of `DropGroups`: the two groups that such packets can be in. */
  readonly place = new GroupPlace();
  readonly noisePlace = new GroupPlace();
  /** Of `ReasonTable`: the row, and the connection that was counted there last. */
  row: ReasonCount | null = null;
  countedFor: Connection | null = null;
  /** Of `DropTable`: the connection that has this reason among its own. */
  namedBy: Connection | null = null;
  /** Of `RowFeed`: numbers of texts; negative until they are needed. */
  reasonId = -1;
  directionId = -1;
  /** Of `PacketStory`: the name of such drops, and whether enough of their ways are kept. */
  storyKey = '';
  isToldEnough = false;

  constructor(drops: FlowDrops, printed: string, direction: string, isSyn: boolean) {
    this.drops = drops;
    this.printed = printed;
    this.reason = findDropReason(printed);
    this.direction = direction;
    this.isSyn = isSyn;
  }
}

/** The drops of one flow. */
export class FlowDrops {
  readonly ends: FlowFacts;
  /** Of `DropNotes`: its pair of addresses; negative until it is needed. */
  pair = -1;
  /** Of `DropTable`: the connection that was counted last. */
  countedFor: Connection | null = null;
  readonly #kinds: DropKind[] = [];

  constructor(ends: FlowFacts) {
    this.ends = ends;
  }

  get flow(): Flow {
    return this.ends.flow;
  }

  kind(printed: string, direction: string, isSyn: boolean): DropKind {
    const kinds = this.#kinds;
    for (let index = 0; index < kinds.length; index++) {
      const kind = kinds[index] as DropKind;
      if (kind.printed === printed && kind.direction === direction && kind.isSyn === isSyn) return kind;
    }
    const kind = new DropKind(this, printed, direction, isSyn);
    if (kinds.length < MAXIMUM_KINDS) kinds.push(kind);
    return kind;
  }
}

/** Finds the kind of a drop line. */
export class DropKinds {
  readonly #withoutHeader = new FlowDrops(new FlowFacts(new Flow('unknown', '', 0, '', 0)));

  /** @param facts what follows from the header; null for a line without one */
  of(event: DropEvent, facts: PacketFacts | null): DropKind {
    if (facts === null) return this.#withoutHeader.kind(event.reason, event.direction, false);
    const { flow } = facts;
    flow.drops ??= new FlowDrops(flow);
    return flow.drops.kind(event.reason, event.direction, facts.header.tcp?.flags === 'S');
  }
}
