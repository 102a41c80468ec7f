import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../base/time.js';
import type { DropEvent } from '../../events/packet.js';
import { findDropReason } from '../../knowledge/drop-reason.js';
import { judgeDrop } from '../../knowledge/drop-verdict.js';
import { isFollowUp } from '../../knowledge/noise.js';
import { dropFacts } from '../drop-facts.js';
import { SAME_CONTENT_WINDOW_NS } from '../packet-window.js';
import { bareAddress } from '../stated/stated-end.js';

/** Dropped packets remembered until the case is put together (about 30 MB); later ones are not compared. */
const MAXIMUM_NOTES = 100_000;
const SAME_CONTENT_WINDOW = BigInt(SAME_CONTENT_WINDOW_NS);
/** Texts of those that may explain a retransmission. */
const MAXIMUM_TEXTS = 5_000;
/** Two accounts of one dropped packet differ by less: layers report it one after the other within microseconds. */
export const SAME_DROP: Nanoseconds = 5n * NANOSECONDS_PER_MILLISECOND;

/** One dropped packet as PktMon tells it. */
export interface DropNote {
  readonly input: number;
  readonly line: number;
  readonly at: Nanoseconds;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Null when neither `Tx` nor `Rx` was printed. */
  readonly isSent: boolean | null;
  readonly payloadBytes: number | null;
  readonly sequence: number | null;
  readonly sequenceEnd: number | null;
  readonly acknowledgement: number | null;
  /** tcpdump letters, empty for other protocols. */
  readonly flags: string;
  /** Codes of all its lines, the first cause first. */
  readonly codes: number[];
  reason: string;
  /** The usual ends of a connection and echoes: no loss. */
  readonly isHarmless: boolean;
  readonly text: string | null;
  /** A stack drop was found to be the same packet. */
  isTaken: boolean;
}

/** Dropped packets by protocol and directed pair of addresses, to compare with what the stack states. */
export class DropNotes {
  readonly #notes = new Map<string, DropNote[]>();
  #count = 0;
  #texts = 0;
  #isSorted = true;

  add(event: DropEvent, verbatim: () => string): void {
    const { header } = event;
    if (header === null || header.source === '' || event.duplicate) return;
    const key = pairKey(header.protocol, header.source, header.destination);
    const reason = findDropReason(event.reason);
    const known = this.#notes.get(key);
    const same = known === undefined ? undefined : samePacket(known, event);
    if (same !== undefined) {
      if (reason.code === null) return;
      // The first line that is no echo names the cause.
      if (isFollowUp(same.codes[0] ?? null, null) && !isFollowUp(reason.code, event.location)) {
        same.codes.unshift(reason.code);
        same.reason = reason.text;
      } else if (!same.codes.includes(reason.code)) same.codes.push(reason.code);
      return;
    }
    if (this.#count >= MAXIMUM_NOTES) return;
    this.#count++;
    this.#isSorted = false;
    const isHarmless = judgeDrop(reason, dropFacts(event, [], new Set())).verdict === 'benign';
    const wantsText = header.protocol === 'tcp' && !isHarmless && this.#texts < MAXIMUM_TEXTS;
    if (wantsText) this.#texts++;
    const note: DropNote = {
      input: event.input,
      line: event.line,
      at: event.at,
      sourcePort: header.sourcePort,
      destinationPort: header.destinationPort,
      isSent: directionOf(event.direction),
      payloadBytes: header.payloadBytes,
      sequence: header.tcp?.sequence ?? null,
      sequenceEnd: header.tcp?.sequenceEnd ?? null,
      acknowledgement: header.tcp?.acknowledgement ?? null,
      flags: header.tcp?.flags ?? '',
      codes: reason.code === null ? [] : [reason.code],
      reason: reason.text,
      isHarmless,
      text: wantsText ? verbatim() : null,
      isTaken: false,
    };
    if (known === undefined) this.#notes.set(key, [note]);
    else known.push(note);
  }

  /** Drops from one address to another between two moments, oldest first. */
  between(
    protocol: string,
    source: string,
    destination: string,
    from: Nanoseconds,
    to: Nanoseconds,
  ): readonly DropNote[] {
    this.#sort();
    const notes = this.#notes.get(pairKey(protocol, source, destination));
    if (notes === undefined) return [];
    const first = firstFrom(notes, from);
    let behind = first;
    while (behind < notes.length && notes[behind]!.at <= to) behind++;
    return notes.slice(first, behind);
  }

  #sort(): void {
    if (this.#isSorted) return;
    for (const notes of this.#notes.values())
      notes.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : x.line - y.line));
    this.#isSorted = true;
  }
}

export function pairKey(protocol: string, source: string, destination: string): string {
  return `${protocol} ${bareAddress(source)} ${bareAddress(destination)}`;
}

/** The note of an earlier line of the same packet; only the latest notes can be. */
function samePacket(notes: readonly DropNote[], event: DropEvent): DropNote | undefined {
  for (let at = notes.length - 1; at >= 0; at--) {
    const note = notes[at]!;
    if (event.at - note.at > SAME_DROP || note.input !== event.input) return undefined;
    if (isSamePacket(note, event)) return note;
  }
  return undefined;
}

function isSamePacket(note: DropNote, { header, at }: DropEvent): boolean {
  if (header === null || note.at - at > SAME_DROP) return false;
  if (note.sourcePort !== header.sourcePort || note.destinationPort !== header.destinationPort) return false;
  // A datagram has no sequence number: equal ones are told apart by time, as everywhere (`packet-window.ts`).
  if (header.tcp === null) return note.payloadBytes === header.payloadBytes && at - note.at <= SAME_CONTENT_WINDOW;
  return (
    note.sequence === header.tcp.sequence &&
    note.acknowledgement === header.tcp.acknowledgement &&
    note.flags === header.tcp.flags
  );
}

function directionOf(direction: string): boolean | null {
  if (direction === 'Tx' || direction === 'Out') return true;
  return direction === 'Rx' || direction === 'In' ? false : null;
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
