import { endpoint } from '../../base/endpoint.js';
import type { PacketEvent, PacketHeader } from '../../events/packet.js';
import type { Verdict } from '../../knowledge/verdict.js';
import type { ConnectionSummary } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { DropCluster, DropLine } from '../drop-cluster.js';
import { ExactTime } from '../exact-time.js';
import type { FlowFacts } from '../flow-facts.js';
import type { StackDropNote } from '../joined/stack-drop-table.js';
import type { Copy } from '../observed/retransmission-log.js';
import { type CaseRows, ROW_GRADES, ROW_KINDS, type RowGrade } from './case-rows.js';
import { resendGrade, settleResends, statedResends } from './resend-rows.js';
import { type Ends, endsOf, shortName } from './row-packet.js';
import type { RowValues } from './row-columns.js';
import { RowTable } from './row-table.js';

const NOT_PRINTED = -1;
/** A line without one is entry 0 of the locations. */
const NO_LOCATION = 0;
const DROP = ROW_KINDS.indexOf('drop');
const RETRANSMISSION = ROW_KINDS.indexOf('retransmission');
const STATED_DROP = ROW_KINDS.indexOf('stated-drop');
const GRADE = Object.fromEntries(ROW_GRADES.map((grade, index) => [grade, index])) as Readonly<
  Record<RowGrade, number>
>;

/** What the stack states of drops, for the end of the case. */
export interface StatedDrops {
  readonly notes: readonly StackDropNote[];
  /** Packets beyond the notes. */
  readonly notCompared: number;
}

/** Turns what the tables of a case see one by one into rows. */
export class RowFeed {
  readonly #table: RowTable;
  readonly #time = new ExactTime();
  /** One for all: the table reads it and does not keep it. */
  readonly #row: { -readonly [Column in keyof RowValues]: number } = {
    ms: 0,
    ns: 0,
    kind: 0,
    grade: 0,
    reason: 0,
    direction: 0,
    component: NOT_PRINTED,
    location: 0,
    conversation: 0,
    packet: 0,
    bytes: NOT_PRINTED,
    lines: 1,
    packetCount: 1,
    input: 0,
    line: 0,
  };

  constructor(table = new RowTable()) {
    this.#table = table;
  }

  /** A dropped packet with all its lines: one row for each of its reasons, and only the first cause counts as a packet. */
  drop({ lines, size, connection }: DropCluster, cause: DropLine, verdict: Verdict, noise: boolean): void {
    const grade = noise ? GRADE.noise : GRADE[verdict];
    if (lines === null || haveOneReason(lines)) this.#drop(cause, connection, grade, size, 1);
    else
      this.#dropOfReasons(lines, connection, cause, grade, noise || verdict === 'benign' ? grade : GRADE['follow-up']);
  }

  /** A segment that packets show to be sent again, as far as it can be judged at that moment. */
  retransmission(copy: Copy, event: PacketEvent, ends: FlowFacts): void {
    const row = this.#row;
    this.#setPlace(event);
    row.conversation = this.#conversationOf(event.header, ends);
    row.kind = RETRANSMISSION;
    row.grade = GRADE[resendGrade(copy.isDroppedHere, copy.isSpurious)];
    row.reason = this.#table.reasons.id(copy.kind);
    row.direction = this.#table.directions.id(event.direction);
    row.location = NO_LOCATION;
    row.bytes = copy.bytes;
    row.lines = 1;
    row.packetCount = 1;
    this.#table.add(row);
  }

  /** The rest comes when the case is put together: what the stack states, and what became of retransmissions. */
  finish(connections: readonly ConnectionSummary[], stated: StatedDrops): CaseRows | null {
    for (const note of stated.notes) this.#statedDrop(note);
    this.#table.count(STATED_DROP, GRADE.suspect, stated.notCompared);
    statedResends(connections, this.#table);
    const rows = this.#table.finish(connections);
    if (rows !== null) settleResends(rows, connections);
    return rows;
  }

  #dropOfReasons(
    lines: readonly DropLine[],
    connection: Connection | null,
    cause: DropLine,
    grade: number,
    ofOthers: number,
  ): void {
    for (const { first, count } of byReason(lines, cause)) {
      if (first === cause) this.#drop(first, connection, grade, count, 1);
      else this.#drop(first, connection, ofOthers, count, 0);
    }
  }

  /** `connection`: that of the packet, whose lines need not all name the same ends (NAT), or any. */
  #drop(line: DropLine, connection: Connection | null, grade: number, lines: number, packets: number): void {
    const row = this.#row;
    const { kind } = line;
    if (kind.reasonId < 0) {
      kind.reasonId = this.#table.reasons.id(kind.reason.text);
      kind.directionId = this.#table.directions.id(kind.direction);
    }
    this.#setPlace(line);
    row.conversation =
      connection === null || connection === kind.ends.connection
        ? this.#conversationOf(line.header, kind.ends)
        : this.#table.conversations.id(connection.protocol, connection.a, connection.b);
    row.kind = DROP;
    row.grade = grade;
    row.reason = kind.reasonId;
    row.direction = kind.directionId;
    row.location = this.#table.locations.id(line.location);
    row.bytes = line.originalSizeBytes ?? NOT_PRINTED;
    row.lines = lines;
    row.packetCount = packets;
    this.#table.add(row);
  }

  /** What drops and retransmissions have in common: when, where and which packet. */
  #setPlace(event: DropLine | PacketEvent): void {
    const { header } = event;
    const row = this.#row;
    this.#time.setSnapshot(event);
    row.ms = this.#time.ms;
    row.ns = this.#time.ns;
    row.component = event.component;
    row.packet = this.#table.packets.id(header === null ? '' : shortName(header));
    row.input = event.input;
    row.line = event.line;
  }

  #statedDrop({ at, input, line, facts, meaning, packets, layer }: StackDropNote): void {
    this.#time.set(at);
    this.#table.add({
      ms: this.#time.ms,
      ns: this.#time.ns,
      kind: STATED_DROP,
      grade: meaning.noise ? GRADE.noise : GRADE[meaning.verdict],
      reason: this.#table.reasons.id(meaning.reason),
      direction: this.#table.directions.id(facts.direction),
      component: NOT_PRINTED,
      location: NO_LOCATION,
      conversation: this.#conversation(facts),
      packet: this.#table.packets.id(layer),
      bytes: NOT_PRINTED,
      lines: 1,
      packetCount: packets,
      input,
      line,
    });
  }

  /** Looked up once for each flow; what ARP names as its ends is no part of a flow. */
  #conversationOf(header: PacketHeader | null, ends: FlowFacts): number {
    if (header === null) return 0;
    if (header.arp !== null && header.source === '') return this.#conversation(endsOf(header));
    if (ends.conversationId < 0) ends.conversationId = this.#table.conversations.id(ends.flow.protocol, ends.a, ends.b);
    return ends.conversationId;
  }

  #conversation({ protocol, source, sourcePort, destination, destinationPort }: Ends): number {
    return this.#table.conversations.id(protocol, endpoint(source, sourcePort), endpoint(destination, destinationPort));
  }
}

/** The rows of a case, put together when they are asked for: the page alone shows them. Keeps nothing else of the case. */
export function lazyRows(
  feed: RowFeed,
  connections: readonly ConnectionSummary[],
  stated: StatedDrops,
): () => CaseRows | undefined {
  let rows: CaseRows | null | undefined;
  return () => (rows === undefined ? (rows = feed.finish(connections, stated)) : rows) ?? undefined;
}

function haveOneReason(lines: readonly DropLine[]): boolean {
  return lines.every(({ kind }) => kind.reason === lines[0]?.kind.reason);
}

/** Lines by the text of their reason: the first one and how many, the first cause before all others. */
function byReason(lines: readonly DropLine[], cause: DropLine): Iterable<{ readonly first: DropLine; count: number }> {
  const reasons = new Map([[cause.reason.text, { first: cause, count: 0 }]]);
  for (const line of lines) {
    let known = reasons.get(line.reason.text);
    if (known === undefined) reasons.set(line.reason.text, (known = { first: line, count: 0 }));
    known.count++;
  }
  return reasons.values();
}
