import { endpoint } from '../../base/endpoint.js';
import type { Nanoseconds } from '../../base/time.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../../events/packet.js';
import type { Verdict } from '../../knowledge/verdict.js';
import type { ConnectionSummary } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { DropCluster, DropLine } from '../drop-cluster.js';
import type { StackDropNote } from '../joined/stack-drop-table.js';
import type { Copy } from '../observed/retransmission-log.js';
import { type CaseRows, ROW_GRADES, ROW_KINDS, type RowGrade, type RowKind } from './case-rows.js';
import { resendGrade, settleResends, statedResends } from './resend-rows.js';
import { type Ends, endsOf, shortName } from './row-packet.js';
import { RowTable } from './row-table.js';

const NOT_PRINTED = -1;

/** What the stack states of drops, for the end of the case. */
export interface StatedDrops {
  readonly notes: readonly StackDropNote[];
  /** Packets beyond the notes. */
  readonly notCompared: number;
}

/** Turns what the tables of a case see one by one into rows. */
export class RowFeed {
  readonly #table: RowTable;
  readonly #ofConnections = new Map<Connection, number>();

  constructor(table = new RowTable()) {
    this.#table = table;
  }

  /** A dropped packet with all its lines: one row for each of its reasons, and only the first cause counts as a packet. */
  drop({ lines, connection }: DropCluster, cause: DropLine, verdict: Verdict, noise: boolean): void {
    const packetGrade: RowGrade = noise ? 'noise' : verdict;
    for (const first of firstOfEachReason(lines, cause)) {
      const { event, reason } = first;
      const isCause = first === cause;
      const isHarmless = packetGrade === 'noise' || packetGrade === 'benign';
      const grade = isCause || isHarmless ? packetGrade : 'follow-up';
      const count = lines.reduce((sum, line) => sum + (line.reason.text === reason.text ? 1 : 0), 0);
      const conversation = this.#conversationOf(connection, event.header);
      const packets = isCause ? 1 : 0;
      this.#add(
        'drop',
        grade,
        reason.text,
        event,
        conversation,
        event.originalSizeBytes,
        count,
        packets,
        event.location,
      );
    }
  }

  /** A segment that packets show to be sent again, as far as it can be judged at that moment. */
  retransmission(copy: Copy, event: PacketEvent): void {
    this.#add(
      'retransmission',
      resendGrade(copy.isDroppedHere, copy.isSpurious),
      copy.kind,
      event,
      this.#conversationOf(null, event.header),
      copy.bytes,
      1,
      1,
      null,
    );
  }

  /** The rest comes when the case is put together: what the stack states, and what became of retransmissions. */
  finish(connections: readonly ConnectionSummary[], stated: StatedDrops): CaseRows | null {
    for (const note of stated.notes) this.#statedDrop(note);
    this.#table.count(ROW_KINDS.indexOf('stated-drop'), ROW_GRADES.indexOf('suspect'), stated.notCompared);
    statedResends(connections, this.#table);
    const rows = this.#table.finish(connections);
    if (rows !== null) settleResends(rows, connections);
    return rows;
  }

  #statedDrop({ at, input, line, facts, meaning, packets, layer }: StackDropNote): void {
    this.#table.add({
      at,
      kind: ROW_KINDS.indexOf('stated-drop'),
      grade: ROW_GRADES.indexOf(meaning.noise ? 'noise' : meaning.verdict),
      reason: this.#table.reasons.id(meaning.reason),
      direction: this.#table.directions.id(facts.direction),
      component: NOT_PRINTED,
      location: 0,
      conversation: this.#conversation(facts),
      packet: this.#table.packets.id(layer),
      bytes: NOT_PRINTED,
      lines: 1,
      packetCount: packets,
      input,
      line,
    });
  }

  #add(
    kind: RowKind,
    grade: RowGrade,
    reason: string,
    event: DropEvent | PacketEvent,
    conversation: number,
    bytes: number | null,
    lines: number,
    packetCount: number,
    location: number | null,
  ): void {
    const { header } = event;
    this.#table.add({
      at: event.at satisfies Nanoseconds,
      kind: ROW_KINDS.indexOf(kind),
      grade: ROW_GRADES.indexOf(grade),
      reason: this.#table.reasons.id(reason),
      direction: this.#table.directions.id(event.direction),
      component: event.component,
      location: this.#table.locations.id(location),
      conversation,
      packet: this.#table.packets.id(header === null ? '' : shortName(header)),
      bytes: bytes ?? NOT_PRINTED,
      lines,
      packetCount,
      input: event.input,
      line: event.line,
    });
  }

  /** A connection is asked for its ends once, which saves making their texts for every row. */
  #conversationOf(connection: Connection | null, header: PacketHeader | null): number {
    if (connection === null) return header === null ? 0 : this.#conversation(endsOf(header));
    let id = this.#ofConnections.get(connection);
    if (id === undefined) {
      id = this.#table.conversations.id(connection.protocol, connection.a, connection.b);
      this.#ofConnections.set(connection, id);
    }
    return id;
  }

  #conversation({ protocol, source, sourcePort, destination, destinationPort }: Ends): number {
    return this.#table.conversations.id(protocol, endpoint(source, sourcePort), endpoint(destination, destinationPort));
  }
}

/** For each reason its first line; for that of the first cause, the cause itself. */
function firstOfEachReason(lines: readonly DropLine[], cause: DropLine): DropLine[] {
  const byReason = new Map<string, DropLine>([[cause.reason.text, cause]]);
  for (const line of lines) if (!byReason.has(line.reason.text)) byReason.set(line.reason.text, line);
  return [...byReason.values()];
}
