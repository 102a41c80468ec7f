/**
 * What the reader has picked: a time range (brushed in the timeline), a reason, a connection. Null is "all".
 * Times are milliseconds since midnight of the first day of the log, `to` is not part of the range.
 */
export interface Selection {
  readonly from: number | null;
  readonly to: number | null;
  /** Drop reason or kind of retransmission, as the page writes it. */
  readonly reason: string | null;
  /** Place of a connection in the case: 0 is `#connection-1`. */
  readonly connection: number | null;
}

export const NOTHING_SELECTED: Selection = { from: null, to: null, reason: null, connection: null };

type Listener = (selection: Selection) => void;

/** One selection for the whole page. Tables subscribe; timeline, legend and links set it. */
export class SelectionState {
  #value: Selection = NOTHING_SELECTED;
  readonly #listeners: Listener[] = [];

  get value(): Selection {
    return this.#value;
  }

  /** Changes parts of it and tells everybody, in the order in which they subscribed. */
  set(change: Partial<Selection>): void {
    const next = { ...this.#value, ...change };
    const isSame = (Object.keys(next) as (keyof Selection)[]).every((key) => next[key] === this.#value[key]);
    if (isSame) return;
    this.#value = next;
    for (const listener of this.#listeners) listener(next);
  }

  clear(): void {
    this.set(NOTHING_SELECTED);
  }

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }
}

export function isEverything(selection: Selection): boolean {
  return Object.values(selection).every((part) => part === null);
}
