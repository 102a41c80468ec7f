import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../base/time.js';
import type { Flow } from '../../events/flow.js';
import type { DropEvent } from '../../events/packet.js';
import type { DropReason } from '../../knowledge/drop-reason.js';
import { isFollowUp } from '../../knowledge/noise.js';
import type { DropKind } from '../drop-kind.js';
import { bareAddress } from '../stated/stated-end.js';
import type { DropNote } from './drop-note.js';
import { DropNoteColumns, NO_NOTE } from './drop-note-columns.js';

/** Dropped packets remembered until the case is put together (about 12 MB); later ones are not compared. */
const MAXIMUM_NOTES = 100_000;
/** Texts of those that may explain a retransmission. */
const MAXIMUM_TEXTS = 5_000;
/** Two accounts of one dropped packet differ by less: layers report it one after the other within microseconds. */
export const SAME_DROP: Nanoseconds = 5n * NANOSECONDS_PER_MILLISECOND;
const SAME_DROP_NS = Number(SAME_DROP);
const NO_PAIR = -1;
const NOWHERE: ReadonlySet<string> = new Set();

/**
 * Dropped packets by protocol and directed pair of addresses, to compare with what the stack states. Whether it states
 * anything may only be known after all of them were read: until somebody asks, they are numbers in columns.
 */
export class DropNotes {
  readonly #columns = new DropNoteColumns(MAXIMUM_NOTES);
  readonly #pairs = new Map<string, number>();
  /** The newest note of each pair. */
  readonly #newest: number[] = [];
  /** All codes of notes with more than that of their reason, or with none. */
  readonly #codes = new Map<number, number[]>();
  readonly #texts = new Map<number, string>();
  #notes: Map<string, DropNote[]> | null = null;

  add(event: DropEvent, kind: DropKind, verbatim: () => string): void {
    if (event.header === null || kind.ends.flow.source === '' || event.duplicate) return;
    const { reason, ends } = kind;
    if (ends.dropPair < 0) ends.dropPair = this.#pair(ends.flow);
    if (ends.dropPair < 0) return;
    const newest = this.#newest[ends.dropPair] as number;
    const same = this.#columns.samePacket(newest, event, SAME_DROP_NS);
    if (same !== NO_NOTE) return this.#line(same, reason, event.location);
    if (this.#columns.length >= MAXIMUM_NOTES) return;
    const isHarmless = kind.noted.judge(event, kind, NOWHERE).verdict === 'benign';
    const note = this.#columns.add(event, newest, reason, isHarmless);
    this.#newest[ends.dropPair] = note;
    if (ends.flow.protocol === 'tcp' && !isHarmless && this.#texts.size < MAXIMUM_TEXTS)
      this.#texts.set(note, verbatim());
  }

  /** A further line of the packet: the first that is no echo names the cause. */
  #line(note: number, reason: DropReason, location: number | null): void {
    const { code } = reason;
    const known = this.#columns.reasons[note] as DropReason;
    // Nearly always the same reason once more.
    if (code === null || (code === known.code && !this.#codes.has(note))) return;
    const codes = this.#codesOf(note);
    this.#codes.set(note, codes);
    if (isFollowUp(codes[0] ?? null, null) && !isFollowUp(code, location)) {
      codes.unshift(code);
      this.#columns.reasons[note] = reason;
    } else if (!codes.includes(code)) codes.push(code);
  }

  #codesOf(note: number): number[] {
    const known = this.#columns.reasons[note] as DropReason;
    return this.#codes.get(note) ?? (known.code === null ? [] : [known.code]);
  }

  /** Number of a pair; negative when it is new and no more notes are taken. */
  #pair({ protocol, source, destination }: Flow): number {
    const key = pairKey(protocol, source, destination);
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    if (this.#columns.length >= MAXIMUM_NOTES) return NO_PAIR;
    this.#pairs.set(key, this.#newest.length);
    return this.#newest.push(NO_NOTE) - 1;
  }

  /** Drops from one address to another between two moments, oldest first. */
  between(
    protocol: string,
    source: string,
    destination: string,
    from: Nanoseconds,
    to: Nanoseconds,
  ): readonly DropNote[] {
    if (this.#pairs.size === 0) return [];
    this.#notes ??= this.#byPair();
    const notes = this.#notes.get(pairKey(protocol, source, destination));
    if (notes === undefined) return [];
    const first = firstFrom(notes, from);
    let behind = first;
    while (behind < notes.length && notes[behind]!.at <= to) behind++;
    return notes.slice(first, behind);
  }

  #byPair(): Map<string, DropNote[]> {
    const notes = new Map<string, DropNote[]>();
    for (const [key, pair] of this.#pairs) {
      const ofPair = [...this.#columns.backwards(this.#newest[pair] as number)]
        .toReversed()
        .map((note) => this.#columns.note(note, this.#codesOf(note), this.#texts.get(note) ?? null));
      notes.set(
        key,
        ofPair.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : x.line - y.line)),
      );
    }
    return notes;
  }
}

export function pairKey(protocol: string, source: string, destination: string): string {
  return `${protocol} ${bareAddress(source)} ${bareAddress(destination)}`;
}

function firstFrom(notes: readonly DropNote[], from: Nanoseconds): number {
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (notes[middle]!.at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
