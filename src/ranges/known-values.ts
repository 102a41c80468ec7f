/** What was sent for the first time. */
export interface News<Value> {
  /** True when the other side is to forget all that it was sent before: numbers begin at 0 again. */
  readonly startsAnew: boolean;
  readonly values: readonly Value[];
}

/** The same news with other values. */
export function changed<From, To>({ startsAnew, values }: News<From>, change: (value: From) => To): News<To> {
  return { startsAnew, values: values.map(change) };
}

/** Of hostile logs only: real ones have hundreds of points, and some thousand flows. */
const MOST_VALUES = 50_000;

/** Numbers for values that come again and again, so that each is sent to the other thread once. */
export class ValueNumbers<Value> {
  readonly #numbers = new Map<Value, number>();
  #news: Value[] = [];
  #startsAnew = false;
  /** Of the value that was asked for last: the same comes many times in a row. */
  #last: Value | undefined;
  #lastNumber = -1;

  number(value: Value): number {
    if (this.#lastNumber >= 0 && value === this.#last) return this.#lastNumber;
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(value, number);
      this.#news.push(value);
    }
    this.#last = value;
    this.#lastNumber = number;
    return number;
  }

  /** What the next message has to say. Between two messages numbers may begin anew. */
  take(): News<Value> {
    const news = { startsAnew: this.#startsAnew, values: this.#news };
    this.#news = [];
    this.#startsAnew = this.#numbers.size > MOST_VALUES;
    if (this.#startsAnew) {
      this.#numbers.clear();
      this.#lastNumber = -1;
    }
    return news;
  }
}

/** The other side: values by their numbers. */
export class NumberedValues<Value> {
  #values: Value[] = [];

  learn({ startsAnew, values }: News<Value>): void {
    if (startsAnew) this.#values = [];
    for (const value of values) this.#values.push(value);
  }

  at(number: number): Value {
    return this.#values[number] as Value;
  }
}
