import type { Plan } from '../plan.js';
import type { Scanner } from './scanner.js';

/** One token of a record that was learnt. */
export interface LearntToken {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Literal text, then one token that a scanner finds; or literal text to the end of the record. */
interface Edge {
  readonly literal: string;
  readonly kind: string;
  readonly scan: Scanner | null;
  /** Index of the scanned token. */
  readonly token: number;
  /** Tokens inside the literal that a plan reads: index, offset, length, one after the other. */
  readonly marks: number[];
  readonly to: Node;
}

interface Node {
  readonly edges: Edge[];
  plan: Plan | null;
}

/** About 10 MB; beyond it records still parse, through lexer and grammar. */
const MAXIMUM_EDGES = 50_000;
/** Alternatives at one place are tried one after the other; logs need up to about 30. */
const MAXIMUM_ALTERNATIVES = 64;

/** Scanners by kind of token. Null for free text: a record with such a token is always lexed. */
export type Scanners = ReadonlyMap<string, Scanner | null>;

/**
 * Known shapes, walked over a record without lexing it: fixed text is compared, tokens that vary are scanned. The first
 * record of a shape comes from lexer and grammar; this only recognises more of the same, and says null when not certain.
 */
export class ShapeTrie {
  readonly #scanners: Scanners;
  readonly #attached: ReadonlySet<string>;
  readonly #root: Node = { edges: [], plan: null };
  #edges = 0;

  /** `attached`: kinds whose tokens begin right behind another token, so that nothing but the text before tells where. */
  constructor(scanners: Scanners, attached: ReadonlySet<string> = ATTACHED) {
    this.#scanners = scanners;
    this.#attached = attached;
  }

  /** The plan of the record, with the places of the tokens that it reads; null when no known shape certainly fits. */
  walk(line: string, starts: number[], ends: number[]): Plan | null {
    let node = this.#root;
    let at = 0;
    for (;;) {
      const edge = findEdge(node, line, at, starts, ends);
      if (edge === null) return null;
      if (edge.scan === null) return edge.to.plan;
      at = ends[edge.token] as number;
      node = edge.to;
    }
  }

  /** Adds the shape of a record that the grammar understood. */
  learn(line: string, tokens: readonly LearntToken[], plan: Plan): void {
    if (tokens.some(({ kind }) => this.#scanners.get(kind) === null)) return;
    const read = tokensRead(plan);
    let node = this.#root;
    let literalFrom = 0;
    let marks: number[] = [];
    for (const [index, token] of tokens.entries()) {
      const scan = this.#scannerOf(token, line, read.has(index));
      if (scan === null) {
        if (read.has(index)) marks.push(index, token.start - literalFrom, token.end - token.start);
        continue;
      }
      if (scan(line, token.start) !== token.end) return;
      node = this.#edge(node, {
        literal: line.slice(literalFrom, token.start),
        kind: token.kind,
        scan,
        token: index,
        marks,
      });
      literalFrom = token.end;
      marks = [];
    }
    this.#edge(node, { literal: line.slice(literalFrom), kind: END, scan: null, token: -1, marks }).plan ??= plan;
  }

  /** Words are only scanned where they are values; labels and other fixed words are compared. */
  #scannerOf(token: LearntToken, line: string, isRead: boolean): Scanner | null {
    if (token.kind === 'word' && !isRead) return null;
    // A token that touches the one before could have been cut elsewhere; only the start and these separate for certain.
    if (token.start > 0 && !SEPARATES.has(line.charCodeAt(token.start - 1)) && !this.#attached.has(token.kind))
      return null;
    return this.#scanners.get(token.kind) ?? null;
  }

  #edge(node: Node, wanted: Omit<Edge, 'to'>): Node {
    const known = node.edges.find(({ literal, kind }) => literal === wanted.literal && kind === wanted.kind);
    if (known !== undefined) {
      for (let i = 0; i < wanted.marks.length; i += 3)
        if (!isMarked(known, wanted.marks[i])) known.marks.push(...wanted.marks.slice(i, i + 3));
      return known.to;
    }
    const to: Node = { edges: [], plan: null };
    if (this.#edges < MAXIMUM_EDGES && node.edges.length < MAXIMUM_ALTERNATIVES) {
      this.#edges++;
      node.edges.push({ ...wanted, to });
    }
    return to;
  }
}

const END = '(end)';
/** Blank, tab, comma, brackets, colon: no token goes on across them. */
const SEPARATES: ReadonlySet<number> = new Set([...' \t,([{:'].map((character) => character.charCodeAt(0)));
/** Kinds that follow another token without anything between: `[02]0004.0270::2026-03-01`, `192.0.2.1.443`. */
const ATTACHED: ReadonlySet<string> = new Set(['ids', 'date', 'time', 'port']);

function findEdge(node: Node, line: string, at: number, starts: number[], ends: number[]): Edge | null {
  for (const edge of node.edges) {
    const { literal, scan } = edge;
    if (!line.startsWith(literal, at)) continue;
    const from = at + literal.length;
    if (scan === null) {
      if (from !== line.length) continue;
    } else {
      const end = scan(line, from);
      if (end < 0) continue;
      starts[edge.token] = from;
      ends[edge.token] = end;
    }
    const { marks } = edge;
    for (let i = 0; i < marks.length; i += 3) {
      const start = at + (marks[i + 1] as number);
      starts[marks[i] as number] = start;
      ends[marks[i] as number] = start + (marks[i + 2] as number);
    }
    return edge;
  }
  return null;
}

function isMarked({ marks }: Edge, index: number | undefined): boolean {
  for (let i = 0; i < marks.length; i += 3) if (marks[i] === index) return true;
  return false;
}

/** Tokens at the edges of a field, and words inside one: they are values. */
function tokensRead(plan: Plan): ReadonlySet<number> {
  const read = new Set<number>();
  for (const { first, last } of plan.slots.values()) for (let i = first; i <= last; i++) read.add(i);
  return read;
}
