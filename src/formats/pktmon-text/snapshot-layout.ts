import type { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';
import type { SnapshotEvent } from '../../events/snapshot-event.js';
import { isDuplicateMark, normalMedium } from './labels.js';

const DIGITS_OF_LOW = 9;

/** Where the fields of packet and drop lines of one shape are: looked up once per shape, not for every line. */
export class SnapshotLayout {
  readonly record: string;
  readonly date: Slot | undefined;
  readonly time: Slot | undefined;
  /** The label that tells the language. */
  readonly label: Slot | undefined;
  /** True for the forms that name the addresses in the event line itself. */
  readonly namesAddresses: boolean;
  readonly #isDrop: boolean;
  readonly #groupId: Slot | undefined;
  readonly #packetNumber: Slot | undefined;
  readonly #appearance: Slot | undefined;
  readonly #direction: Slot | undefined;
  readonly #medium: Slot | undefined;
  readonly #component: Slot | undefined;
  readonly #edge: Slot | undefined;
  readonly #filter: Slot | undefined;
  readonly #originalSize: Slot | undefined;
  readonly #loggedSize: Slot | undefined;
  readonly #reason: Slot | undefined;
  readonly #mark: Slot | undefined;

  constructor({ record, slots }: Plan) {
    this.record = record;
    this.date = slots.get('date');
    this.time = slots.get('time');
    this.label = slots.get('appearanceLabel') ?? slots.get('directionLabel');
    this.namesAddresses = slots.has('source');
    this.#isDrop = record === 'drop';
    this.#groupId = slots.get('groupId');
    this.#packetNumber = slots.get('packetNumber');
    this.#appearance = slots.get('appearance');
    this.#direction = slots.get('direction');
    this.#medium = slots.get('medium');
    this.#component = slots.get('component');
    this.#edge = slots.get('edge');
    this.#filter = slots.get('filter');
    this.#originalSize = slots.get('originalSize');
    this.#loggedSize = slots.get('loggedSize');
    this.#reason = slots.get('reason');
    this.#mark = slots.get('mark');
  }

  /** Reads the fields of the match into the event. */
  read(event: SnapshotEvent, match: Match): void {
    if (this.#groupId !== undefined) readGroup(event, match, this.#groupId);
    event.packetNumber = number(match, this.#packetNumber);
    event.appearance = number(match, this.#appearance);
    event.direction = text(match, this.#direction);
    event.medium = normalMedium(text(match, this.#medium));
    event.component = number(match, this.#component) ?? 0;
    event.edge = number(match, this.#edge);
    event.filter = number(match, this.#filter);
    event.originalSizeBytes = number(match, this.#originalSize);
    event.loggedSizeBytes = number(match, this.#loggedSize);
    if (!this.#isDrop) return;
    event.reason = text(match, this.#reason);
    event.location = match.hex('location');
    event.duplicate = isDuplicateMark(text(match, this.#mark));
  }
}

function number(match: Match, slot: Slot | undefined): number | null {
  return slot === undefined ? null : match.numberIn(slot);
}

function text(match: Match, slot: Slot | undefined): string {
  return slot === undefined ? '' : match.textIn(slot);
}

// 9007199254741993 is 9007199 and 254741993
function readGroup(event: SnapshotEvent, { bytes, registers }: Match, slot: Slot): void {
  const end = registers.ends[slot.last] as number;
  let at = registers.starts[slot.first] as number;
  const lowFrom = Math.max(at, end - DIGITS_OF_LOW);
  let high = 0;
  for (; at < lowFrom; at++) high = high * 10 + (bytes[at] as number) - 48;
  let low = 0;
  for (; at < end; at++) low = low * 10 + (bytes[at] as number) - 48;
  event.groupHigh = high;
  event.groupLow = low;
}
