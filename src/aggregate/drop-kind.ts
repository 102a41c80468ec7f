import { Flow } from '../events/flow.js';
import type { DropEvent } from '../events/packet.js';
import { type DropReason, findDropReason } from '../knowledge/drop-reason.js';
import type { Connection } from './connection-table.js';
import type { GroupCount } from './drop-groups.js';
import { FlowFacts } from './flow-facts.js';
import { LoneVerdict } from './lone-verdict.js';
import type { PacketFacts } from './packet-facts.js';
import type { ReasonCount } from './reason-table.js';

/** Kinds that a flow remembers. It has one or two; a hostile log may have one for each line. */
const MAXIMUM_KINDS = 16;

/**
 * Drop lines of one flow with the same printed reason and direction. Such lines come again and again: every table that
 * counts drops finds here what it worked out for the first of them. Two kinds may be equal: they tell nothing apart.
 */
export class DropKind {
  readonly ends: FlowFacts;
  readonly printed: string;
  readonly direction: string;
  /** A segment with nothing but SYN. */
  readonly isSyn: boolean;
  /** Another kind of the same flow. */
  next: DropKind | null = null;
  readonly reason: DropReason;

  /** Of `DropGroups`: while there are no more groups than this, no evidence of this kind is wanted. */
  evidenceFullAt = -1;
  /** Of `DropGroups`: the two groups that such packets can be in. */
  group: GroupCount | null = null;
  noiseGroup: GroupCount | null = null;
  /** Of `ReasonTable`: the row, and the connection that was counted there last. */
  row: ReasonCount | null = null;
  countedFor: Connection | null = null;
  /** Of `DropTable`: the verdict on packets with one line. */
  readonly lone = new LoneVerdict();
  /** Of `DropTable`: the connection that has this reason among its own. */
  namedBy: Connection | null = null;
  /** Of `RowFeed`: numbers of texts; negative until they are needed. */
  reasonId = -1;
  directionId = -1;
  /** Of `DropNotes`: the same verdict as long as no broadcast address is known. */
  readonly noted = new LoneVerdict();
  /** Of `PacketStory`: whether enough of their ways are kept, and the name of such drops. */
  isToldEnough = false;
  storyKey = '';

  /** Of `DropGroups`: keys, empty until they are needed, and how many groups there were when the group was not among them. */
  groupKey = '';
  noiseKey = '';
  groupAbsentAt = -1;
  noiseGroupAbsentAt = -1;

  constructor(ends: FlowFacts, printed: string, direction: string, isSyn: boolean) {
    this.ends = ends;
    this.printed = printed;
    this.direction = direction;
    this.isSyn = isSyn;
    this.reason = findDropReason(printed);
  }
}

/** Finds the kind of a drop line. */
export class DropKinds {
  readonly #withoutHeader = new FlowFacts(new Flow('unknown', '', 0, '', 0));

  /** @param facts what follows from the header; null for a line without one */
  of({ reason, direction }: DropEvent, facts: PacketFacts | null): DropKind {
    const ends = facts === null ? this.#withoutHeader : facts.flow;
    const isSyn = facts !== null && facts.header.tcp !== null && facts.header.tcp.flags === 'S';
    let known = 0;
    for (let kind = ends.drops; kind !== null; kind = kind.next, known++)
      if (kind.printed === reason && kind.direction === direction && kind.isSyn === isSyn) return kind;
    const kind = new DropKind(ends, reason, direction, isSyn);
    if (known < MAXIMUM_KINDS) {
      kind.next = ends.drops;
      ends.drops = kind;
    }
    return kind;
  }
}
