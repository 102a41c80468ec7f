import { endpoint } from '../../base/endpoint.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../../events/packet.js';
import type { CaseClock } from '../case-clock.js';
import type { Case, DropGroup, Identity } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { DropKind } from '../drop-kind.js';
import { NO_SEQUENCE, sequenceEnd } from '../observed/sequence-range.js';
import type { PacketFacts } from '../packet-facts.js';
import type { PacketIdentity } from '../packet-identity.js';
import { JourneyTable } from './journey-table.js';
import { SequenceTable } from './sequence-table.js';
import { NONE } from './snapshot-ring.js';

/** Hands each snapshot to the two tables of this folder. They know numbers and texts only; events and headers end here. */
export class PacketStory {
  readonly #journeys = new JourneyTable();
  readonly #sequences = new SequenceTable();
  readonly #clock: CaseClock;
  #isResent = false;

  constructor(clock: CaseClock) {
    this.#clock = clock;
  }

  /** The snapshot that `add` tells of next is a segment sent again. */
  resent(): void {
    this.#isResent = true;
  }

  /**
   * One snapshot.
   * @param facts what follows from its header, null without one
   * @param drop its kind if it was dropped, else null
   * @param packet what tells the packet from others of its input, and by which method
   * @param connection null when the packet has no pair of addresses
   */
  add(
    event: PacketEvent | DropEvent,
    facts: PacketFacts | null,
    drop: DropKind | null,
    atNs: number,
    packet: PacketIdentity,
    connection: Connection | null,
    isNewPacket: boolean,
  ): void {
    const isResent = this.#isResent;
    this.#isResent = false;
    const { header, input, line, component, direction } = event;
    const isDrop = event.kind === 'drop';
    const isDuplicate = isDrop && event.duplicate;
    let segment = NONE;
    if (facts !== null && facts.header.tcp !== null && connection !== null) {
      const { fromA } = facts.flow;
      const end = sequenceEnd(facts);
      const { acknowledgement } = facts.header.tcp;
      segment = this.#sequences.segment(connection, fromA, atNs, end, acknowledgement, isNewPacket && !isDrop);
      const isLoss = drop !== null && !isDuplicate && drop.reason.verdict !== 'benign';
      const kind = isResent ? 'resent' : isLoss ? 'dropped' : null;
      if (end !== NO_SEQUENCE && kind !== null) this.#sequences.mark(connection, kind, fromA, atNs, end, input, line);
    }
    const reason = drop === null ? null : drop.reason.text;
    const location = isDrop ? (event.location ?? NONE) : NONE;
    const edge = event.edge ?? NONE;
    const { key, hash } = packet;
    this.#journeys.snapshot(key, hash, segment, atNs, input, line, component, edge, direction, reason, location);
    if (drop !== null && !isDuplicate && !drop.isToldEnough) this.#dropped(drop, header, packet, input);
    if (isResent && segment !== NONE && connection !== null && !this.#journeys.isFull) {
      const kind = `resent ${connection.a} ${connection.b}`;
      if (!this.#journeys.hasEnough(kind))
        this.#journeys.resent(key, input, segment, kind, travelled(packet.identity, header));
    }
  }

  #dropped(drop: DropKind, header: PacketHeader | null, { key, identity }: PacketIdentity, input: number): void {
    const { reason, ends } = drop;
    drop.isToldEnough = ends.isMulticast || this.#journeys.isFull;
    if (drop.isToldEnough) return;
    if (drop.storyKey === '') drop.storyKey = `${reason.text} ${endsOf(header)}`;
    drop.isToldEnough = this.#journeys.hasEnough(drop.storyKey);
    if (!drop.isToldEnough) this.#journeys.dropped(key, input, drop.storyKey, reason.text, travelled(identity, header));
  }

  /** `groups`: all drops in their context, for the verdicts. */
  finish(groups: readonly DropGroup[]): Pick<Case, 'journeys' | 'sequences'> {
    return { journeys: this.#journeys.finish(groups, this.#clock), sequences: this.#sequences.finish(this.#clock) };
  }
}

function endsOf(header: PacketHeader | null): string {
  return `${header?.protocol ?? ''} ${header?.source ?? ''} ${header?.destination ?? ''}`;
}

function travelled(identity: Identity, header: PacketHeader | null) {
  if (header === null) return { identity, protocol: '', source: '', destination: '', packet: '' };
  const { protocol, source, sourcePort, destination, destinationPort, content } = header;
  return {
    identity,
    protocol,
    source: source === '' ? '' : endpoint(source, sourcePort),
    destination: destination === '' ? '' : endpoint(destination, destinationPort),
    packet: content,
  };
}
