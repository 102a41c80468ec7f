import { isSpan, isToken, type Symbolic, type SymbolicRecord } from './symbolic.js';

/** Which tokens of a record hold a field: the text from the start of `first` to the end of `last`. */
export interface Slot {
  readonly first: number;
  readonly last: number;
}

/**
 * How to read the fields of every record of one shape. Nested results are flattened: the window in
 * `{tcp: {window: token}}` is `tcp.window`, the entries of a list are `list.0`, `list.1`, … and its length is in `lengths`.
 */
export interface Plan {
  readonly record: string;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly constants: ReadonlyMap<string, string>;
  readonly lengths: ReadonlyMap<string, number>;
}

/** Stands for the beginnings of records that the grammar refuses, whatever follows. */
export const REFUSED: Plan = { record: '', slots: new Map(), constants: new Map(), lengths: new Map() };

/** Makes the plan from what nearley returned for the first record of a shape. The result must name its `record`. */
export function makePlan(result: SymbolicRecord): Plan {
  const slots = new Map<string, Slot>();
  const constants = new Map<string, string>();
  const lengths = new Map<string, number>();
  const walk = (path: string, value: Symbolic): void => {
    if (value === null) return;
    if (typeof value === 'string') constants.set(path, value);
    else if (Array.isArray(value)) {
      lengths.set(path, value.length);
      value.forEach((entry: Symbolic, i) => walk(`${path}.${i}`, entry));
    } else if (isToken(value)) slots.set(path, { first: value.index, last: value.index });
    else if (isSpan(value)) slots.set(path, { first: value.span[0].index, last: value.span[1].index });
    else {
      for (const [field, child] of Object.entries(value)) {
        walk(path === '' ? field : `${path}.${field}`, child);
      }
    }
  };
  walk('', result);
  const record = constants.get('record');
  if (record === undefined) throw new Error('a grammar rule returned a result without its record name');
  constants.delete('record');
  return { record, slots, constants, lengths };
}
