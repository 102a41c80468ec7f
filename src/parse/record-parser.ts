import nearley from 'nearley';
import type { Lexer as MooLexer } from 'moo';
import { Match } from './match.js';
import type { ParseCounts } from '../base/parse-counts.js';
import { makePlan, type Plan, REFUSED } from './plan.js';
import { MAXIMUM_TOKENS } from './shape/registers.js';
import type { Digits } from '../base/form-draft.js';
import { FormOwner, type FormToken, RecordForms } from './shape/record-forms.js';
import { type LearntToken, type Scanners, ShapeTrie, type TokenAt } from './shape/shape-trie.js';
import type { SymbolicRecord, Token } from './symbolic.js';

/** A grammar as nearleyc compiles it, with its moo lexer. */
export interface RecordGrammar {
  readonly rules: nearley.CompiledRules;
  readonly lexer: MooLexer;
  /** Scanners of token kinds that vary from record to record; without any, every record is lexed. */
  readonly scanners?: Scanners;
  /** Kinds that may follow another token without anything between; see `ShapeTrie`. */
  readonly attached?: ReadonlySet<string>;
  /** With it, records that the grammar refuses are known by their beginning; without, each of them is lexed. */
  readonly tokenAt?: TokenAt;
  /** Kinds of which a log has few different texts; see `ShapeTrie`. */
  readonly recurring?: ReadonlySet<string>;
  /** Kinds whose scanners tell no digit from another, whatever stands around them; see `RecordForms`. */
  readonly open?: ReadonlyMap<string, Digits>;
}

/** Why a record has no event. `ambiguous` is a defect of the grammar. */
export type Refusal = 'no-parse' | 'ambiguous';

/** Beyond this many shapes a log is hostile or broken: records still parse, but new shapes are no longer kept (a few MB). */
const MAXIMUM_SHAPES = 20_000;
/** One shape may need several paths through the trie: its words and marks differ. */
const MAXIMUM_TRIES = 500;
/** Paths of one shape that compare the texts of recurring kinds; when there are more of them, they do not recur. */
const TRIES_WITH_TEXTS = 100;

/**
 * Parses single records with nearley, once per shape.
 *
 * The shape of a record is the sequence of its token kinds. The first record of a shape goes through nearley, whose
 * result says which token is which field (`symbolic.ts`); later records of the shape reuse that plan. A shape that
 * nearley refuses is kept as refused. So the grammar stays the only definition of a record, and is fast.
 *
 * The lexer reads a byte view of the record: a string with one character per UTF-8 byte, so that places in it are places
 * in the file and no byte sequence is lost.
 */
export class RecordParser {
  readonly #grammar: nearley.Grammar;
  readonly #lexer: MooLexer;
  readonly #shapes = new Map<string, Plan | Refusal>();
  readonly #tries = new Map<string, number>();
  readonly #kinds = new Map<string, string>();
  readonly #letters: string[] = [];
  readonly #trie: ShapeTrie | null;
  readonly #tokenAt: TokenAt | null;
  readonly #forms: RecordForms | null;
  readonly #open: ReadonlyMap<string, Digits>;
  /** The shapes that may have forms. */
  readonly #owners = new Map<Plan, { readonly owner: FormOwner; readonly shape: string }>();
  /** The token at which nearley gave up, by shape. */
  readonly #refusedAt = new Map<string, number>();
  readonly #match = new Match(NO_PLAN);
  #viewed: Buffer | null = null;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #refusal: Refusal = 'no-parse';
  /** Records that were looked at. */
  records = 0;
  /** Records that went through nearley; the rest followed a plan. */
  parsedByNearley = 0;
  /** Records that were lexed, those of nearley among them; the rest were known to the trie. */
  lexed = 0;

  constructor(grammar: RecordGrammar) {
    this.#grammar = nearley.Grammar.fromCompiled(grammar.rules);
    this.#lexer = grammar.lexer;
    this.#trie =
      grammar.scanners === undefined ? null : new ShapeTrie(grammar.scanners, grammar.attached, grammar.recurring);
    this.#tokenAt = grammar.tokenAt ?? null;
    this.#open = grammar.open ?? new Map();
    this.#forms = this.#trie !== null && this.#open.size > 0 ? new RecordForms() : null;
  }

  /** Number of different shapes so far. */
  get shapes(): number {
    return this.#shapes.size;
  }

  get counts(): ParseCounts {
    const { records, lexed, parsedByNearley, shapes } = this;
    return { records, lexed, byNearley: parsedByNearley, shapes, leftOutBytes: 0 };
  }

  /** Why the last `parse` gave null. */
  get refusal(): Refusal {
    return this.#refusal;
  }

  /**
   * Parses the record in `[start, end)`; null when the grammar refuses it. The match is valid until the next call.
   * @param bytes UTF-8, with at least `SPARE_BYTES` readable bytes behind `end`.
   */
  parse(bytes: Buffer, start: number, end: number): Match | null {
    const known = this.parseKnown(bytes, start, end);
    if (known === REFUSED_EARLY) return null;
    if (known !== null) return known;
    this.records++;
    const plan = this.#lexAndParse(bytes, start, end);
    if (typeof plan !== 'string') return this.#matchOf(plan, bytes, start, end);
    this.#refusal = plan;
    return null;
  }

  /** The same for records of known shapes only; null says nothing about the record. `'no-parse'`: the grammar refuses it. */
  parseKnown(bytes: Buffer, start: number, end: number): Match | typeof REFUSED_EARLY | null {
    if (this.#trie === null) return null;
    const view = this.#viewOf(bytes);
    const { registers } = this.#match;
    const ofForm = this.#forms?.find(bytes, view, start, end, registers) ?? null;
    const plan = ofForm ?? this.#trie.walk(bytes, view, start, end, registers);
    if (plan === null) return null;
    this.records++;
    if (plan !== REFUSED) {
      if (ofForm === null && this.#forms !== null) this.#learnForm(this.#forms, plan, bytes, start, end);
      return this.#matchOf(plan, bytes, start, end);
    }
    this.#refusal = REFUSED_EARLY;
    return REFUSED_EARLY;
  }

  /** The lexer says where the tokens are, of which the trie has only those that it scans or the plan reads. */
  #learnForm(forms: RecordForms, plan: Plan, bytes: Buffer, start: number, end: number): void {
    const known = this.#owners.get(plan);
    if (known === undefined || !known.owner.canLearn) return;
    if (this.#lex(bytes.toString('latin1', start, end), start) !== known.shape) return;
    const { starts, ends } = this.#match.registers;
    const tokens: FormToken[] = [];
    for (let i = 0; i < known.shape.length; i++) {
      const kind = this.#letters[known.shape.charCodeAt(i) - FIRST_LETTER] as string;
      const token = { kind, start: starts[i] as number, end: ends[i] as number };
      const digits = this.#open.get(kind) ?? null;
      const isOpen = digits !== null && this.#trie?.finds(token, bytes, start, end) === true;
      tokens.push({ start: token.start, end: token.end, digits: isOpen ? digits : null });
    }
    forms.learn(bytes, this.#view, start, end, tokens, known.owner);
  }

  #matchOf(plan: Plan, bytes: Buffer, start: number, end: number): Match {
    const match = this.#match;
    match.bytes = bytes;
    match.start = start;
    match.end = end;
    match.plan = plan;
    return match;
  }

  #viewOf(bytes: Buffer): DataView {
    if (this.#viewed !== bytes) {
      this.#viewed = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.#view;
  }

  #lexAndParse(bytes: Buffer, start: number, end: number): Plan | Refusal {
    this.lexed++;
    const text = bytes.toString('latin1', start, end);
    const shape = this.#lex(text, start);
    if (shape === null) return 'no-parse';
    let plan = this.#shapes.get(shape);
    if (plan === undefined) {
      plan = this.#learn(text, shape);
      if (this.#shapes.size < MAXIMUM_SHAPES) {
        this.#shapes.set(shape, plan);
        if (typeof plan !== 'string') this.#owners.set(plan, { owner: new FormOwner(plan), shape });
      }
    }
    this.#teach(shape, plan, bytes, start, end);
    return plan;
  }

  /** Records of some shapes differ where nothing is certain; after a few tries they are left to the lexer. */
  #teach(shape: string, plan: Plan | Refusal, bytes: Buffer, start: number, end: number): void {
    const tries = this.#tries.get(shape) ?? 0;
    if (this.#trie === null || tries >= MAXIMUM_TRIES) return;
    if (typeof plan !== 'string') {
      this.#countTry(shape, tries);
      return this.#trie.learn(bytes, start, end, this.#learntTokens(shape), plan, tries < TRIES_WITH_TEXTS);
    }
    const refusedAt = this.#refusedAt.get(shape);
    if (this.#tokenAt === null || refusedAt === undefined) return;
    this.#countTry(shape, tries);
    const tokens = this.#learntTokens(shape.slice(0, refusedAt + 1));
    this.#trie.learnRefusal(bytes, start, end, tokens, this.#tokenAt);
  }

  #countTry(shape: string, tries: number): void {
    if (this.#tries.size < MAXIMUM_SHAPES) this.#tries.set(shape, tries + 1);
  }

  #learntTokens(shape: string): LearntToken[] {
    const { starts, ends } = this.#match.registers;
    return Array.from({ length: shape.length }, (_, i) => ({
      kind: this.#letters[shape.charCodeAt(i) - FIRST_LETTER] as string,
      start: starts[i] as number,
      end: ends[i] as number,
    }));
  }

  /**
   * Writes the places of all tokens into the match and gives the shape; null for too many tokens. Blanks between tokens
   * are no tokens.
   */
  #lex(text: string, start: number): string | null {
    const { starts, ends } = this.#match.registers;
    let shape = '';
    let count = 0;
    this.#lexer.reset(text);
    for (let token = this.#lexer.next(); token !== undefined; token = this.#lexer.next()) {
      const type = token.type as string;
      if (type === 'ws') continue;
      if (count > MAXIMUM_TOKENS) return null;
      starts[count] = start + token.offset;
      ends[count] = start + token.offset + token.text.length;
      count++;
      shape += this.#kinds.get(type) ?? this.#newKind(type);
    }
    return shape;
  }

  #newKind(type: string): string {
    const letter = String.fromCharCode(FIRST_LETTER + this.#kinds.size);
    this.#kinds.set(type, letter);
    this.#letters.push(type);
    return letter;
  }

  #learn(bytes: string, shape: string): Plan | Refusal {
    this.parsedByNearley++;
    const tokens = this.#tokens(bytes);
    if (tokens.length > MAXIMUM_TOKENS) return 'no-parse';
    const results = this.#earley(tokens, shape);
    if (results.length > 1) return 'ambiguous';
    return results.length === 0 ? 'no-parse' : makePlan(results[0] as SymbolicRecord);
  }

  #tokens(bytes: string): Token[] {
    const tokens: Token[] = [];
    this.#lexer.reset(bytes);
    for (let token = this.#lexer.next(); token !== undefined; token = this.#lexer.next()) {
      if (token.type === 'ws') continue;
      tokens.push({ type: token.type as string, text: token.text, offset: token.offset, index: tokens.length });
    }
    return tokens;
  }

  #earley(tokens: readonly Token[], shape: string): readonly unknown[] {
    let next = 0;
    const source = {
      reset: () => {},
      next: () => tokens[next++] as unknown as nearley.Token | undefined,
      save: () => ({}),
      formatError: () => '',
      has: () => true,
    };
    // keepHistory true: the other setting deletes from an array on every token, which is slower for short records.
    const parser = new nearley.Parser(this.#grammar, { keepHistory: true, lexer: source as unknown as nearley.Lexer });
    // nearley composes a long message for every refused record; nobody reads it.
    (parser as unknown as { reportError: () => string }).reportError = () => '';
    try {
      parser.feed('');
    } catch (error) {
      if (!(error instanceof Error && 'offset' in error)) throw error;
      // nearley counts tokens, as it is fed with them; whatever follows, there is no parse.
      if (this.#refusedAt.size < MAXIMUM_SHAPES) this.#refusedAt.set(shape, Number(error.offset));
      return [];
    }
    return parser.results as readonly unknown[];
  }
}

const REFUSED_EARLY = 'no-parse' satisfies Refusal;
const FIRST_LETTER = 33;
const NO_PLAN: Plan = { record: '', slots: new Map(), constants: new Map(), lengths: new Map() };
