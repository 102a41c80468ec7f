import { endOfHexDigits } from '../../base/digits.js';
import { type Digits, FormDraft } from '../../base/form-draft.js';
import type { Plan } from '../plan.js';
import type { Registers } from './registers.js';

/** A token of a record whose form is learnt; places are offsets in the buffer of the record. */
export interface FormToken {
  readonly start: number;
  readonly end: number;
  /** Null for a token that must be the same text. */
  readonly digits: Digits | null;
}

/** What forms of one plan have in common. */
export class FormOwner {
  readonly plan: Plan;
  /** The tokens at the edges of its fields: those whose places somebody asks for. */
  readonly tokens: readonly number[];
  /** Shapes whose forms hardly ever come again soon learn no more. */
  credit = FIRST_CREDIT;

  constructor(plan: Plan) {
    this.plan = plan;
    this.tokens = [...new Set([...plan.slots.values()].flatMap(({ first, last }) => [first, last]))];
  }

  get canLearn(): boolean {
    return this.credit >= COST && this.tokens.length <= MOST_TOKENS;
  }
}

/** Forms with the same letters at the same places of a record of the same length; the newest take the place of the oldest. */
const WAYS = 4;
const SETS = 128;
/** Other records, and those with more tokens that are read, are always walked. */
const SHORTEST = 32;
const MOST_WORDS = 96;
const MOST_TOKENS = 32;
const MOST_RUNS = 32;
/** Where the parts of a form are: three numbers for each word, three for each token, two for each run of hexadecimal digits. */
const TOKENS_AT = 3 * MOST_WORDS;
const RUNS_AT = TOKENS_AT + 3 * MOST_TOKENS;
const SIZE = RUNS_AT + 2 * MOST_RUNS;

/** What a form costs, when a record that is known by its form earns 1. */
const COST = 64;
const FIRST_CREDIT = 16 * COST;
const MOST_CREDIT = 64 * COST;

/**
 * The latest forms of records. Two records of one form differ in their digits only, so whatever was found out about the
 * first is true of the second as well: its plan, and where its tokens are.
 *
 *     [10]0000.0000::2026-03-02 09:15:00.224292600 [Microsoft-Windows-PktMon] PktGroupId 3377699720527873, PktNumber 1, …
 *      dd hhhh hhhh             dd dd dd ddddddddd                                       dddddddddddddddd            d
 *
 * This is a walk through `ShapeTrie` of which the lengths of all tokens are known beforehand: the text between is the same,
 * and scanners tell no digit from another (`RecordGrammar.open`). So four bytes are compared at a time, without asking at
 * every token what comes.
 */
export class RecordForms {
  /**
   * Each form is `SIZE` numbers: those of its words (see `FormDraft`); for each token index, start, end; for each run of
   * hexadecimal digits start, end.
   */
  readonly #numbers = new Int32Array(SETS * WAYS * SIZE);
  readonly #lengths = new Int32Array(SETS * WAYS);
  readonly #tokens = new Int32Array(SETS * WAYS);
  readonly #runs = new Int32Array(SETS * WAYS);
  readonly #owners: (FormOwner | null)[] = Array.from({ length: SETS * WAYS }, () => null);
  readonly #nextWay = new Uint8Array(SETS);

  /**
   * The plan of the record in `[start, end)`, with the places of the tokens that it reads; null when its form is not known.
   * @param view of the same memory as `bytes`, with `SPARE_BYTES` readable behind `end`.
   */
  find(bytes: Uint8Array, view: DataView, start: number, end: number, registers: Registers): Plan | null {
    const length = end - start;
    if (length < SHORTEST) return null;
    const first = setOf(view, start, length) * WAYS;
    for (let form = first; form < first + WAYS; form++) {
      if (this.#lengths[form] !== length || !this.#fits(form, length, bytes, view, start)) continue;
      this.#place(form, start, registers);
      const owner = this.#owners[form] as FormOwner;
      if (owner.credit < MOST_CREDIT) owner.credit++;
      return owner.plan;
    }
    return null;
  }

  /** Remembers the form of the record in `[start, end)`, which `find` did not know. */
  learn(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    tokens: readonly FormToken[],
    owner: FormOwner,
  ): void {
    owner.credit -= COST;
    const length = end - start;
    if (length < SHORTEST || length > 4 * MOST_WORDS) return;
    const draft = new FormDraft(bytes.subarray(start, end));
    for (const token of tokens)
      if (token.digits !== null) draft.open(token.start - start, token.end - start, token.digits);
    if (draft.runs.length > 2 * MOST_RUNS) return;
    const set = setOf(view, start, length);
    const way = this.#nextWay[set] as number;
    this.#nextWay[set] = (way + 1) % WAYS;
    const form = set * WAYS + way;
    this.#lengths[form] = length;
    this.#tokens[form] = owner.tokens.length;
    this.#runs[form] = draft.runs.length / 2;
    this.#owners[form] = owner;
    this.#numbers.set(draft.words(), form * SIZE);
    let i = form * SIZE + TOKENS_AT;
    for (const index of owner.tokens) {
      const token = tokens[index] as FormToken;
      this.#numbers[i++] = index;
      this.#numbers[i++] = token.start - start;
      this.#numbers[i++] = token.end - start;
    }
    this.#numbers.set(draft.runs, form * SIZE + RUNS_AT);
  }

  #fits(form: number, length: number, bytes: Uint8Array, view: DataView, start: number): boolean {
    const numbers = this.#numbers;
    let i = form * SIZE;
    for (let at = start; at < start + length; at += 4, i += 3) {
      const differs = view.getInt32(at, true) ^ (numbers[i] as number);
      const plusSix = differs + (numbers[i + 1] as number);
      if (((plusSix | differs) & (numbers[i + 2] as number)) !== 0) return false;
    }
    i = form * SIZE + RUNS_AT;
    for (const to = i + 2 * (this.#runs[form] as number); i < to; i += 2)
      if (!isHexRun(bytes, start + (numbers[i] as number), start + (numbers[i + 1] as number))) return false;
    return true;
  }

  #place(form: number, start: number, { starts, ends }: Registers): void {
    const numbers = this.#numbers;
    let i = form * SIZE + TOKENS_AT;
    for (const to = i + 3 * (this.#tokens[form] as number); i < to; i += 3) {
      const token = numbers[i] as number;
      starts[token] = start + (numbers[i + 1] as number);
      ends[token] = start + (numbers[i + 2] as number);
    }
  }
}

function isHexRun(bytes: Uint8Array, from: number, to: number): boolean {
  return endOfHexDigits(bytes, from, to) === to;
}

/** Forms of one length mostly differ in letters, by these or by where they are; digits count for nothing. */
function setOf(view: DataView, start: number, length: number): number {
  const step = length >> 2;
  let hash = length;
  for (let at = start + (step >> 1); at < start + length; at += step) {
    const word = view.getInt32(at, true);
    // Of all that is printed, only letters have the bit 0x40.
    hash = Math.imul(hash ^ (word & Math.imul((word >>> 6) & 0x01010101, 0xff)), 0x9e3779b1);
  }
  return (hash ^ (hash >>> 15)) & (SETS - 1);
}
