/**
 * What the postprocessors of the grammars may return: which token is which field, never what a token says.
 * Because no result depends on a token's text, records with the same sequence of token kinds have the same result,
 * and it is computed once (see `record-parser.ts`).
 */
export interface Token {
  readonly type: string;
  readonly text: string;
  readonly offset: number;
  /** Position in the record's token list; set by the parser. */
  index: number;
}

/** A run of text from the first to the last token. */
export interface Span {
  readonly span: readonly [Token, Token];
}

export type Symbolic = Token | Span | string | null | SymbolicRecord | readonly Symbolic[];
export interface SymbolicRecord {
  readonly [field: string]: Symbolic;
}

/** Postprocessor: the run of text that a rule covers, however deeply its parts are nested. Null when it covers nothing. */
export function span(parts: unknown): Span | null {
  const first = edge(parts, 'first');
  const last = edge(parts, 'last');
  return first === null || last === null ? null : { span: [first, last] };
}

function edge(part: unknown, side: 'first' | 'last'): Token | null {
  if (part === null || typeof part !== 'object') return null;
  if (isToken(part)) return part;
  if (isSpan(part)) return part.span[side === 'first' ? 0 : 1];
  let found: Token | null = null;
  for (const child of Object.values(part)) {
    const token = edge(child, side);
    if (token === null) continue;
    if (found === null || (side === 'first' ? token.index < found.index : token.index > found.index)) {
      found = token;
    }
  }
  return found;
}

export function isToken(value: object): value is Token {
  return 'type' in value && 'offset' in value && 'index' in value;
}

export function isSpan(value: object): value is Span {
  return 'span' in value;
}
