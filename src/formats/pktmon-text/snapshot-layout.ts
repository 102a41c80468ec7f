import { ByteInterner } from '../../base/byte-interner.js';
import type { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';
import type { SnapshotEvent } from '../../events/snapshot-event.js';
import { constantDirection, isDuplicateMark, languageOf, normalMedium } from './labels.js';
import type { Point } from '../../events/point.js';

const DIGITS_OF_LOW = 9;
// Up to 8 digits for a process or thread, as its reader has.
const LONGEST_IDS = '[0]0000.00000000::'.length;
const LONGEST_TIME = '2026-03-27 16:10:34.123456500 '.length;
/** Longer than those of all reasons that Windows names. */
const LONGEST_POINT = 252;
/** Components, directions and reasons that are seen together; about 260 KB. */
const PLACES = 1024;

/** A point, and the language of the labels of its line; null when they do not tell. */
interface LabelledPoint {
  readonly point: Point;
  readonly language: string | null;
}

/** Points of one log by their bytes; each shape of a line has its own. */
export class PointTable {
  readonly points = new ByteInterner<LabelledPoint>(LONGEST_POINT, PLACES);
  #layouts = 0;

  /** A number for the next layout. */
  nextLayout(): number {
    return this.#layouts++;
  }
}

/** Where the fields of packet and drop lines of one shape are: looked up once per shape, not for every line. */
export class SnapshotLayout {
  readonly record: string;
  readonly date: Slot | undefined;
  readonly time: Slot | undefined;
  /** True for the forms that name the addresses in the event line itself. */
  readonly namesAddresses: boolean;
  readonly #isDrop: boolean;
  readonly #ids: Slot | undefined;
  readonly #provider: Slot | undefined;
  readonly #label: Slot | undefined;
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
  readonly #location: Slot | undefined;
  readonly #mark: Slot | undefined;
  readonly #table: PointTable;
  readonly #number: number;
  /** The tokens from the first to the last field of the point. */
  readonly #point: Slot | null;

  constructor({ record, slots }: Plan, table: PointTable) {
    this.record = record;
    this.date = slots.get('date');
    this.time = slots.get('time');
    this.namesAddresses = slots.has('source');
    this.#isDrop = record === 'drop';
    this.#ids = slots.get('ids');
    this.#provider = slots.get('provider');
    this.#label = slots.get('appearanceLabel') ?? slots.get('directionLabel');
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
    this.#reason = this.#isDrop ? slots.get('reason') : undefined;
    this.#location = this.#isDrop ? slots.get('location') : undefined;
    this.#mark = slots.get('mark');
    this.#table = table;
    this.#number = table.nextLayout();
    this.#point = around([
      this.#label,
      this.#appearance,
      this.#direction,
      this.#medium,
      this.#component,
      this.#edge,
      this.#filter,
      this.#reason,
      this.#location,
    ]);
  }

  /**
   * True for a record in whose stamp anybody finds the provider: `[30]0000.0000::2026-03-27 16:10:34.123456500 [`,
   * without more blanks or digits than that.
   */
  isSurelyStamped({ start, registers }: Match): boolean {
    if (this.#ids === undefined || this.#provider === undefined) return false;
    const ids = registers.ends[this.#ids.last] as number;
    const provider = registers.starts[this.#provider.first] as number;
    return ids - start <= LONGEST_IDS && provider - ids <= LONGEST_TIME;
  }

  /** Reads the fields of the match into the event. Gives the language of the labels, null when they do not tell. */
  read(event: SnapshotEvent, match: Match): string | null {
    if (this.#groupId !== undefined) readGroup(event, match, this.#groupId);
    else {
      event.groupHigh = null;
      event.groupLow = null;
    }
    event.packetNumber = number(match, this.#packetNumber);
    event.originalSizeBytes = number(match, this.#originalSize);
    event.loggedSizeBytes = number(match, this.#loggedSize);
    event.duplicate = this.#isDrop && isDuplicateMark(text(match, this.#mark));
    const { point, language } = this.#pointOf(match);
    event.point = point;
    return language;
  }

  #pointOf(match: Match): LabelledPoint {
    if (this.#point === null) return this.#readPoint(match);
    const { bytes, registers } = match;
    const start = registers.starts[this.#point.first] as number;
    const end = registers.ends[this.#point.last] as number;
    const { points } = this.#table;
    const known = points.find(bytes, start, end, this.#number);
    if (known !== undefined) return known;
    const point = this.#readPoint(match);
    points.remember(bytes, start, end, point);
    return point;
  }

  #readPoint(match: Match): LabelledPoint {
    const label = text(match, this.#label);
    const point = {
      appearance: number(match, this.#appearance),
      direction: constantDirection(text(match, this.#direction)),
      medium: normalMedium(text(match, this.#medium)),
      component: number(match, this.#component) ?? 0,
      edge: number(match, this.#edge),
      filter: number(match, this.#filter),
      reason: text(match, this.#reason),
      location: this.#location === undefined ? null : match.hex('location'),
    };
    return { point, language: label === '' ? null : languageOf(label) };
  }
}

/** From the first token of any of the slots to the last; null when there is none. */
function around(slots: readonly (Slot | undefined)[]): Slot | null {
  const present = slots.filter((slot) => slot !== undefined);
  if (present.length === 0) return null;
  return { first: Math.min(...present.map(({ first }) => first)), last: Math.max(...present.map(({ last }) => last)) };
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
