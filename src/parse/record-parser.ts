import nearley from 'nearley';
import type { Lexer as MooLexer } from 'moo';
import { Match } from './match.js';
import { makePlan, type Plan } from './plan.js';
import { type LearntToken, type Scanners, ShapeTrie } from './shape/shape-trie.js';
import type { SymbolicRecord, Token } from './symbolic.js';

/** A grammar as nearleyc compiles it, with its moo lexer. */
export interface RecordGrammar {
  readonly rules: nearley.CompiledRules;
  readonly lexer: MooLexer;
  /** Scanners of token kinds that vary from record to record; without any, every record is lexed. */
  readonly scanners?: Scanners;
  /** Kinds that may follow another token without anything between; see `ShapeTrie`. */
  readonly attached?: ReadonlySet<string>;
}

/** Why a record has no event. `ambiguous` is a defect of the grammar. */
export type Refusal = 'no-parse' | 'ambiguous';

/** Beyond this many shapes a log is hostile or broken: records still parse, but new shapes are no longer kept (a few MB). */
const MAXIMUM_SHAPES = 20_000;
/** Records with more tokens than this are not logs of ours; Earley would take memory in proportion. */
const MAXIMUM_TOKENS = 4_000;

/**
 * Parses single records with nearley, once per shape.
 *
 * The shape of a record is the sequence of its token kinds. The first record of a shape goes through nearley, whose
 * result says which token is which field (`symbolic.ts`); later records of the shape reuse that plan. A shape that
 * nearley refuses is kept as refused. So the grammar stays the only definition of a record, and is fast.
 *
 * Records come as a byte view: a string with one character per UTF-8 byte, so that places in it are places in the file
 * and no byte sequence is lost.
 */
export class RecordParser {
  readonly #grammar: nearley.Grammar;
  readonly #lexer: MooLexer;
  readonly #shapes = new Map<string, Plan | Refusal>();
  readonly #kinds = new Map<string, string>();
  readonly #letters: string[] = [];
  readonly #trie: ShapeTrie | null;
  readonly #match = new Match(NO_PLAN);
  #refusal: Refusal = 'no-parse';
  /** Records that went through nearley; the rest followed a plan. */
  parsedByNearley = 0;
  /** Records that were lexed, those of nearley among them; the rest were known to the trie. */
  lexed = 0;

  constructor(grammar: RecordGrammar) {
    this.#grammar = nearley.Grammar.fromCompiled(grammar.rules);
    this.#lexer = grammar.lexer;
    this.#trie = grammar.scanners === undefined ? null : new ShapeTrie(grammar.scanners, grammar.attached);
  }

  /** Number of different shapes so far. */
  get shapes(): number {
    return this.#shapes.size;
  }

  /** Why the last `parse` gave null. */
  get refusal(): Refusal {
    return this.#refusal;
  }

  /** Parses one record; null when the grammar refuses it. The match is valid until the next call. */
  parse(bytes: string): Match | null {
    const match = this.#match;
    const known = this.#trie?.walk(bytes, match.starts, match.ends) ?? null;
    const plan = known ?? this.#lexAndParse(bytes);
    if (typeof plan === 'string') {
      this.#refusal = plan;
      return null;
    }
    match.line = bytes;
    match.plan = plan;
    return match;
  }

  #lexAndParse(bytes: string): Plan | Refusal {
    this.lexed++;
    const shape = this.#lex(bytes);
    let plan = this.#shapes.get(shape);
    if (plan === undefined) {
      plan = this.#learn(bytes);
      if (this.#shapes.size < MAXIMUM_SHAPES) this.#shapes.set(shape, plan);
    }
    if (typeof plan !== 'string') this.#trie?.learn(bytes, this.#learntTokens(shape), plan);
    return plan;
  }

  #learntTokens(shape: string): LearntToken[] {
    const { starts, ends } = this.#match;
    return Array.from({ length: shape.length }, (_, i) => ({
      kind: this.#letters[shape.charCodeAt(i) - FIRST_LETTER] as string,
      start: starts[i] as number,
      end: ends[i] as number,
    }));
  }

  /** Writes the places of all tokens into the match and gives the shape. Blanks between tokens are no tokens. */
  #lex(bytes: string): string {
    const { starts, ends } = this.#match;
    let shape = '';
    let count = 0;
    this.#lexer.reset(bytes);
    for (let token = this.#lexer.next(); token !== undefined; token = this.#lexer.next()) {
      const type = token.type as string;
      if (type === 'ws') continue;
      starts[count] = token.offset;
      ends[count] = token.offset + token.text.length;
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

  #learn(bytes: string): Plan | Refusal {
    this.parsedByNearley++;
    const tokens = this.#tokens(bytes);
    if (tokens.length > MAXIMUM_TOKENS) return 'no-parse';
    const results = this.#earley(tokens);
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

  #earley(tokens: readonly Token[]): readonly unknown[] {
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
      if (error instanceof Error && 'offset' in error) return [];
      throw error;
    }
    return parser.results as readonly unknown[];
  }
}

const FIRST_LETTER = 33;
const NO_PLAN: Plan = { record: '', slots: new Map(), constants: new Map(), lengths: new Map() };
