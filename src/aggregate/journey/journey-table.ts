import type { Verdict } from '../../knowledge/verdict.js';
import type { CaseClock } from '../case-clock.js';
import type { DropGroup, Identity } from '../case.js';
import { type OpenPacket, OpenPackets } from '../open-packets.js';
import type { JourneyStep, PacketJourney } from './packet-journey.js';
import { NONE, type SnapshotPlace, SnapshotRing } from './snapshot-ring.js';
import { isAnotherPacket, longestPause, placeKey, wayOfPacket } from './way-of-packet.js';

/** Snapshots that are remembered: hundreds of packets, each with a dozen components. */
const RING_SIZE = 8_192;
/** Ways that are looked at while the log is read, and ways in the case. */
const MAXIMUM_CANDIDATES = 400;
const MAXIMUM_KINDS = 4_000;
export const MAXIMUM_JOURNEYS = 40;
/** One way shows the mechanism, the second that it was no accident. */
const JOURNEYS_PER_KIND = 2;
const MAXIMUM_STEPS = 36;
const LONGEST_PACKET_TEXT = 400;

/** What a way is told of, besides its snapshots. */
export interface TravelledPacket {
  readonly identity: Identity;
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  /** Hostile text. */
  readonly packet: string;
}

type OpenStep = Omit<JourneyStep, 'at'> & { readonly atNs: number };

interface OpenJourney extends TravelledPacket, OpenPacket {
  readonly why: 'dropped' | 'resent';
  /** Of its first drop; empty while it was not dropped. */
  reason: string;
  readonly steps: OpenStep[];
  readonly copies: Map<string, number>;
  stepsNotKept: number;
  readonly input: number;
  lastNs: number;
}

/**
 * The ways of some packets: of each kind of drop the first ones, and of each connection the first ones that were sent again.
 * Everything else is forgotten with the ring.
 */
export class JourneyTable {
  readonly #ring = new SnapshotRing(RING_SIZE);
  /** Ways that may go on, by packet. */
  readonly #open = new OpenPackets<OpenJourney>();
  /** The packet that was looked for last: its snapshots follow each other. */
  #lastPacket: string | number | null = null;
  #lastHash = 0;
  #lastOpen: OpenJourney | null = null;
  readonly #kept: OpenJourney[] = [];
  readonly #kinds = new Map<string, number>();

  /**
   * One snapshot, before it is known whether anybody will ask for it. Arguments as in `SnapshotRing.push`, and a hash for
   * what tells the packet from others.
   */
  snapshot(
    packet: string | number,
    hash: number,
    segment: number,
    atNs: number,
    input: number,
    line: number,
    component: number,
    edge: number,
    direction: string,
    reason: string | null,
    location: number,
  ): void {
    // When enough ways are kept, nobody will ask what came before a drop.
    if (!this.isFull) this.#ring.push(packet, segment, atNs, input, line, component, edge, direction, reason, location);
    if (packet !== this.#lastPacket) this.#look(packet, hash);
    const journey = this.#lastOpen;
    if (journey === null) return;
    const snapshot = { atNs, input, line, component, edge, direction, reason, location };
    if (goesOn(journey, snapshot)) addStep(journey, snapshot);
    else {
      this.#open.delete(journey);
      this.#lastOpen = null;
    }
  }

  /** True when enough ways are kept: of this kind or altogether. It stays true. */
  hasEnough(kind: string): boolean {
    if (this.isFull) return true;
    const known = this.#kinds.get(kind) ?? 0;
    return known >= JOURNEYS_PER_KIND || (known === 0 && this.#kinds.size >= MAXIMUM_KINDS);
  }

  /** True when enough ways of all kinds are kept. It stays true. */
  get isFull(): boolean {
    return this.#kept.length >= MAXIMUM_CANDIDATES;
  }

  /** The snapshot of this packet that came last was a drop. `kind` tells drops apart of which one way says enough. */
  dropped(packet: string | number, input: number, kind: string, reason: string, travelled: TravelledPacket): void {
    if (this.#lastOpen !== null || !this.#isWanted(kind)) return;
    const way = wayOfPacket(this.#ring.ofPacket(packet, input), travelled.identity);
    // A line that follows from a drop of which enough packets are kept is no kind of its own.
    const drops = way.filter((snapshot) => snapshot.reason !== null);
    if (drops.length > 1) return;
    this.#keep(packet, input, 'dropped', reason, travelled, way);
  }

  /** The snapshot that came last is a copy of this segment. Its way is told with those of the copies before. */
  resent(packet: string | number, input: number, segment: number, kind: string, travelled: TravelledPacket): void {
    if (this.#lastOpen !== null || !this.#isWanted(kind)) return;
    this.#keep(packet, input, 'resent', '', travelled, this.#ring.ofSegment(segment).toReversed());
  }

  /** The ways that tell most, worst drops first. `groups` carry the verdict of each drop in its context. */
  finish(groups: readonly DropGroup[], clock: CaseClock): PacketJourney[] {
    const rank: Readonly<Record<Verdict, number>> = { fault: 0, suspect: 1, benign: 3 };
    const journeys = withoutParts(this.#kept).map((journey, order) => {
      const verdict = journey.reason === '' ? null : verdictOf(journey, groups);
      return { journey: finished(journey, verdict, clock), order, rank: verdict === null ? 2 : rank[verdict] };
    });
    return journeys
      .toSorted((x, y) => x.rank - y.rank || places(y.journey) - places(x.journey) || x.order - y.order)
      .slice(0, MAXIMUM_JOURNEYS)
      .map(({ journey }) => journey);
  }

  #isWanted(kind: string): boolean {
    if (this.hasEnough(kind)) return false;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    return true;
  }

  #keep(
    packet: string | number,
    input: number,
    why: 'dropped' | 'resent',
    reason: string,
    travelled: TravelledPacket,
    way: readonly SnapshotPlace[],
  ): void {
    const journey: OpenJourney = {
      ...travelled,
      key: packet,
      hash: this.#lastHash,
      packet: travelled.packet.slice(0, LONGEST_PACKET_TEXT),
      why,
      reason,
      steps: [],
      copies: new Map(),
      stepsNotKept: 0,
      input,
      lastNs: 0,
    };
    for (const snapshot of way) addStep(journey, snapshot);
    this.#kept.push(journey);
    this.#open.add(journey);
    this.#lastOpen = journey;
  }

  #look(packet: string | number, hash: number): void {
    this.#lastPacket = packet;
    this.#lastHash = hash;
    this.#lastOpen = this.#open.get(packet, hash);
  }
}

/** A copy that was kept for its drop is told again, and better, with the copies before and after it. */
function withoutParts(journeys: readonly OpenJourney[]): readonly OpenJourney[] {
  const byLine = new Map<string, OpenJourney[]>();
  for (const journey of journeys) {
    for (const step of journey.steps) {
      const key = `${step.input}:${step.line}`;
      byLine.set(key, [...(byLine.get(key) ?? []), journey]);
    }
  }
  return journeys.filter((journey) => {
    const [first] = journey.steps;
    const others = first === undefined ? [] : (byLine.get(`${first.input}:${first.line}`) ?? []);
    return !others.some((other) => other.steps.length > journey.steps.length && isPartOf(journey, other));
  });
}

function isPartOf(journey: OpenJourney, other: OpenJourney): boolean {
  const lines = new Set(other.steps.map(({ input, line }) => `${input}:${line}`));
  return journey.steps.every(({ input, line }) => lines.has(`${input}:${line}`));
}

/** A copy that is sent again may come at any time before its own pause; a packet that was dropped does not come again. */
function goesOn(journey: OpenJourney, snapshot: SnapshotPlace): boolean {
  const pauseNs = snapshot.atNs - journey.lastNs;
  if (journey.input !== snapshot.input || pauseNs > longestPause(journey.identity)) return false;
  const wasHere = journey.copies.has(placeKey(snapshot));
  return journey.why === 'resent' || !isAnotherPacket(journey.identity, wasHere, pauseNs);
}

function addStep(journey: OpenJourney, snapshot: SnapshotPlace): void {
  journey.lastNs = snapshot.atNs;
  if (journey.reason === '' && snapshot.reason !== null) journey.reason = snapshot.reason;
  if (journey.steps.length >= MAXIMUM_STEPS) {
    journey.stepsNotKept++;
    return;
  }
  const { atNs, input, line, component, edge, direction, reason, location } = snapshot;
  // A segment that comes to the same place once more is the next copy.
  const place = placeKey(snapshot);
  const times = journey.copies.get(place) ?? 0;
  journey.copies.set(place, times + 1);
  journey.steps.push({
    atNs,
    input,
    line,
    component,
    edge: edge === NONE ? null : edge,
    direction,
    copy: journey.why === 'resent' ? Math.max(times, journey.steps.at(-1)?.copy ?? 0) : 0,
    reason,
    location: location === NONE ? null : location,
  });
}

/** Verdict of the group that this drop was counted in; benign when the packet was counted for another line of it. */
function verdictOf(journey: OpenJourney, groups: readonly DropGroup[]): Verdict {
  const ends = (address: string, text: string) => text === address || text.replace(/^\[|\]?:\d+$/g, '') === address;
  const group = groups.find(
    ({ reason, source, destination, noise }) =>
      !noise && reason === journey.reason && ends(source, journey.source) && ends(destination, journey.destination),
  );
  return group?.verdict ?? 'benign';
}

function finished(journey: OpenJourney, verdict: Verdict | null, clock: CaseClock): PacketJourney {
  const { why, identity, protocol, source, destination, packet, stepsNotKept } = journey;
  const steps = journey.steps.map(({ atNs, ...step }) => ({ at: clock.time(atNs), ...step }));
  return { why, verdict, identity, protocol, source, destination, packet, steps, stepsNotKept };
}

/** A way over several components tells more than the drop alone. */
function places({ steps }: PacketJourney): number {
  return new Set(steps.map(({ component, edge }) => `${component}/${edge}`)).size;
}
