import nearley from 'nearley';
import type { RecordGrammar, Refusal } from '../../src/parse/record-parser.js';
import { isSpan, isToken, type Symbolic, type SymbolicRecord, type Token } from '../../src/parse/symbolic.js';
import type { Field, Reading, ShapeReader } from './reading.js';

/** The stated limit of the parser: longer records are refused, because Earley would need memory in proportion. */
const MAXIMUM_TOKENS = 4_000;

/**
 * The reference: every record through lexer and nearley, nothing remembered from one record to the next. It shares the
 * grammar and the lexer with the readers that are compared with it, and no other code.
 */
export class PlainNearley implements ShapeReader {
  readonly name = 'plain nearley';
  readonly #grammar: nearley.Grammar;
  readonly #lexer: RecordGrammar['lexer'];

  constructor({ rules, lexer }: Pick<RecordGrammar, 'rules' | 'lexer'>) {
    this.#grammar = nearley.Grammar.fromCompiled(rules);
    this.#lexer = lexer;
  }

  parse(record: Buffer): Reading | Refusal {
    const bytes = record.toString('latin1');
    const results = this.results(bytes);
    if (results.length !== 1) return results.length === 0 ? 'no-parse' : 'ambiguous';
    return readingOf(results[0] as SymbolicRecord, bytes);
  }

  /** All parses of a record in byte view. */
  results(bytes: string): readonly unknown[] {
    const tokens = this.#tokens(bytes);
    if (tokens.length > MAXIMUM_TOKENS) return [];
    let next = 0;
    const lexer = {
      reset: () => {},
      next: () => tokens[next++],
      save: () => ({}),
      formatError: () => '',
      has: () => true,
    };
    const parser = new nearley.Parser(this.#grammar, { keepHistory: true, lexer: lexer as unknown as nearley.Lexer });
    // The message for a refused record takes longer than the parse.
    Object.assign(parser, { reportError: () => 'refused' });
    try {
      parser.feed('');
    } catch (error) {
      if (error instanceof Error && error.message === 'refused') return [];
      throw error;
    }
    return parser.results as readonly unknown[];
  }

  #tokens(bytes: string): Token[] {
    const tokens: Token[] = [];
    this.#lexer.reset(bytes);
    for (let token = this.#lexer.next(); token !== undefined; token = this.#lexer.next()) {
      const { type = '', text, offset } = token;
      if (type !== 'ws') tokens.push({ type, text, offset, index: tokens.length });
    }
    return tokens;
  }
}

function readingOf(result: SymbolicRecord, bytes: string): Reading {
  const fields = new Map<string, Field>();
  const constants = new Map<string, string>();
  const lengths = new Map<string, number>();
  const visit = (path: string, value: Symbolic): void => {
    if (value === null) return;
    if (typeof value === 'string') constants.set(path, value);
    else if (Array.isArray(value)) {
      lengths.set(path, value.length);
      for (const [i, entry] of value.entries()) visit(`${path}.${i}`, entry as Symbolic);
    } else if (isToken(value)) fields.set(path, fieldOf(value, value, bytes));
    else if (isSpan(value)) fields.set(path, fieldOf(value.span[0], value.span[1], bytes));
    else for (const [key, child] of Object.entries(value)) visit(path === '' ? key : `${path}.${key}`, child);
  };
  visit('', result);
  const record = constants.get('record') ?? '';
  constants.delete('record');
  return { record, fields, constants, lengths };
}

/** From the first byte of one token to the last of another. */
export function fieldOf(first: Token, last: Token, bytes: string): Field {
  const raw = bytes.slice(first.offset, last.offset + last.text.length);
  // Not `trim`: in a byte view 0xA0 is no blank but the last byte of `à` or `你`.
  const text = Buffer.from(raw.replace(/^[\t\v\f\r ]+|[\t\v\f\r ]+$/g, ''), 'latin1').toString('utf8');
  const digits = /(\d+) *$/.exec(raw)?.[1];
  return {
    text,
    at: first.offset,
    number: digits === undefined ? null : digits.length > 15 ? undefined : Number(digits),
    hex: /^0x[0-9A-Fa-f]{1,13}$/.test(text) ? Number.parseInt(text.slice(2), 16) : null,
  };
}
