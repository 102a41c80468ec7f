import { type Plan, REFUSED } from '../plan.js';
import { Literal } from './literal.js';
import type { Registers } from './registers.js';
import type { Scanner } from './scanner.js';

/** One token of a record that was learnt; places are offsets in the buffer of the record. */
export interface LearntToken {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Literal text, then one token that a scanner finds; or literal text to the end of the record. */
class Edge {
  readonly literal: Literal;
  /** What walks need of the text: here, because every object that is looked into on the way costs. */
  readonly words: Int32Array;
  readonly lastMask: number;
  readonly length: number;
  readonly kind: string;
  readonly scan: Scanner | null;
  /** Index of the scanned token. */
  readonly token: number;
  /** Tokens inside the literal that a plan reads: index, offset, length, one after the other. */
  marks: Int32Array;
  /** No record goes on behind it: its plan is the answer. */
  readonly isLast: boolean;
  readonly to = new Node();
  hits = 0;

  constructor(literal: Literal, kind: string, scan: Scanner | null, token: number, marks: readonly number[]) {
    this.literal = literal;
    this.words = literal.words;
    this.lastMask = literal.lastMask;
    this.length = literal.length;
    this.kind = kind;
    this.scan = scan;
    this.token = token;
    this.marks = Int32Array.from(marks);
    this.isLast = scan === null || kind.startsWith(REFUSAL);
  }

  /** Another shape may read more of the tokens inside the literal. */
  mark(marks: readonly number[]): void {
    const known = [...this.marks];
    for (let i = 0; i < marks.length; i += 3)
      if (!this.#isMarked(marks[i] as number)) known.push(...marks.slice(i, i + 3));
    this.marks = Int32Array.from(known);
  }

  #isMarked(index: number): boolean {
    for (let i = 0; i < this.marks.length; i += 3) if (this.marks[i] === index) return true;
    return false;
  }
}

/** A place that several shapes have in common. */
class Node {
  readonly edges: Edge[] = [];
  /** The first four bytes of each edge's text, and the mask that says how many of them count: most edges fall by them. */
  firsts = new Int32Array(0);
  masks = new Int32Array(0);
  plan: Plan | null = null;
  visits = 0;

  /** From time to time puts the edges in their order. */
  visit(): void {
    if (++this.visits % VISITS_BETWEEN_SORTING !== 0) return;
    this.edges.sort(byHits);
    this.listFirsts();
  }

  /** After the edges changed. */
  listFirsts(): void {
    this.firsts = Int32Array.from(this.edges, ({ literal }) => literal.first);
    this.masks = Int32Array.from(this.edges, ({ literal }) => literal.firstMask);
  }
}

/** About 10 MB; beyond it records still parse, through lexer and grammar. */
const MAXIMUM_EDGES = 50_000;
/** Alternatives at one place are tried one after the other; logs need up to about 30. */
const MAXIMUM_ALTERNATIVES = 64;

/** Alternatives at one place up to which recurring texts are compared. */
const MAXIMUM_TEXTS = 24;

/** Places that are remembered for another try, and tries; beyond, the lexer is quicker. */
const MAXIMUM_OPEN = 64;
const MAXIMUM_RETURNS = 64;
const VISITS_BETWEEN_SORTING = 4_096;

/** Where a walk may go on when the path that it took leads nowhere: node, next edge, place in the record. */
interface Choices {
  readonly nodes: Node[];
  readonly indexes: number[];
  readonly places: number[];
}

/** Kind of the token that certainly begins at `at`, where no value does; null when not certain. */
export type TokenAt = (bytes: Uint8Array, at: number, end: number) => string | null;

/** Scanners by kind of token. Null for free text: a record with such a token is always lexed. */
export type Scanners = ReadonlyMap<string, Scanner | null>;

/**
 * Known shapes, walked over the bytes of a record without lexing it: fixed text is compared, tokens that vary are scanned.
 * The first record of a shape comes from lexer and grammar; this only recognises more of the same, and says null when
 * not certain.
 */
export class ShapeTrie {
  readonly #scanners: Scanners;
  readonly #attached: ReadonlySet<string>;
  readonly #recurring: ReadonlySet<string>;
  readonly #root = new Node();
  readonly #choices: Choices = { nodes: [], indexes: [], places: [] };
  #edges = 0;

  /**
   * @param attached kinds whose tokens begin right behind another token, so that nothing but the text before tells where
   * @param recurring kinds of which a log has few different texts: to compare one with the text around it is cheaper than
   * to scan it. Beyond some texts at one place they are scanned like others.
   */
  constructor(
    scanners: Scanners,
    attached: ReadonlySet<string> = ATTACHED,
    recurring: ReadonlySet<string> = new Set(),
  ) {
    this.#scanners = scanners;
    this.#attached = attached;
    this.#recurring = recurring;
  }

  /**
   * The plan of the record in `[start, end)`, with the places of the tokens that it reads; null when no known shape
   * certainly fits.
   * @param view of the same memory as `bytes`, with `SPARE_BYTES` readable behind `end`.
   */
  walk(bytes: Uint8Array, view: DataView, start: number, end: number, registers: Registers): Plan | null {
    const { nodes, indexes, places } = this.#choices;
    const { starts, ends } = registers;
    let node = this.#root;
    node.visit();
    let at = start;
    let index = 0;
    let open = 0;
    for (let returns = 0; ;) {
      const { edges, firsts, masks } = node;
      const count = firsts.length;
      const word = view.getInt32(at, true);
      let to = -1;
      for (; index < count; index++) {
        if ((word & (masks[index] as number)) !== firsts[index]) continue;
        const edge = edges[index] as Edge;
        if (edge.words.length > 1 && !goesOn(edge, view, at)) continue;
        const tokenAt = at + edge.length;
        if (edge.scan === null) to = tokenAt === end ? end : -1;
        else if (tokenAt <= end) to = edge.scan(bytes, tokenAt, end);
        if (to < 0) continue;
        if (edge.scan !== null) {
          starts[edge.token] = tokenAt;
          ends[edge.token] = to;
        }
        if (edge.marks.length > 0) setMarks(edge.marks, at, registers);
        edge.hits++;
        break;
      }
      if (to < 0) {
        // The last place that had another edge to try.
        if (open === 0 || ++returns > MAXIMUM_RETURNS) return null;
        open--;
        node = nodes[open] as Node;
        index = indexes[open] as number;
        at = places[open] as number;
        continue;
      }
      const edge = edges[index] as Edge;
      if (edge.isLast) return edge.to.plan;
      if (index + 1 < count && open < MAXIMUM_OPEN) {
        nodes[open] = node;
        indexes[open] = index + 1;
        places[open] = at;
        open++;
      }
      at = to;
      index = 0;
      node = edge.to;
      node.visit();
    }
  }

  /**
   * Adds the shape of the record in `[start, end)`, which the grammar understood.
   * @param withTexts whether the texts of recurring kinds may be compared
   */
  learn(
    bytes: Uint8Array,
    start: number,
    end: number,
    tokens: readonly LearntToken[],
    plan: Plan,
    withTexts: boolean,
  ): void {
    if (tokens.some(({ kind }) => this.#scanners.get(kind) === null)) return;
    const read = tokensRead(plan);
    let node = this.#root;
    let literalFrom = start;
    let marks: number[] = [];
    for (const [index, token] of tokens.entries()) {
      const isText = withTexts && this.#recurring.has(token.kind) && node.edges.length < MAXIMUM_TEXTS;
      const scan = isText ? null : this.#scannerOf(token, bytes, start, read.has(index));
      if (scan === null) {
        if (read.has(index)) marks.push(index, token.start - literalFrom, token.end - token.start);
        continue;
      }
      if (scan(bytes, token.start, end) !== token.end) return;
      node = this.#edge(node, bytes.subarray(literalFrom, token.start), token.kind, scan, index, marks);
      literalFrom = token.end;
      marks = [];
    }
    this.#edge(node, bytes.subarray(literalFrom, end), END, null, -1, marks).plan ??= plan;
  }

  /**
   * Adds the beginning of a record: behind these values, the grammar gives up at a token of this kind.
   * Directly behind a value, and perhaps a blank, is the only place where it is certain that a token begins.
   */
  learnRefusal(bytes: Uint8Array, start: number, end: number, tokens: readonly LearntToken[], tokenAt: TokenAt): void {
    const last = tokens.at(-1);
    const value = tokens.at(-2);
    if (last === undefined || value === undefined || tokenAt(bytes, last.start, end) !== last.kind) return;
    const isBehind = last.start === value.end || (last.start === value.end + 1 && bytes[value.end] === BLANK);
    if (!isBehind || this.#scannerOf(value, bytes, start, false) === null) return;
    let node = this.#root;
    let literalFrom = start;
    for (const [index, token] of tokens.slice(0, -1).entries()) {
      const scan = this.#scannerOf(token, bytes, start, false);
      if (scan === null) continue;
      if (scan(bytes, token.start, end) !== token.end) return;
      node = this.#edge(node, bytes.subarray(literalFrom, token.start), token.kind, scan, index, []);
      literalFrom = token.end;
    }
    const { kind } = last;
    const scan: Scanner = (text, at, to) => (tokenAt(text, at, to) === kind ? at + 1 : -1);
    const literal = bytes.subarray(literalFrom, last.start);
    this.#edge(node, literal, REFUSAL + kind, scan, tokens.length - 1, []).plan = REFUSED;
  }

  /** True for a token that is a value, and that its scanner would certainly find. */
  finds(token: LearntToken, bytes: Uint8Array, start: number, end: number): boolean {
    return this.#scannerOf(token, bytes, start, true)?.(bytes, token.start, end) === token.end;
  }

  /** Words are only scanned where they are values; labels and other fixed words are compared. */
  #scannerOf(token: LearntToken, bytes: Uint8Array, start: number, isRead: boolean): Scanner | null {
    if (token.kind === 'word' && !isRead) return null;
    // A token that touches the one before could have been cut elsewhere; only the start and these separate for certain.
    if (token.start > start && !SEPARATES.has(bytes[token.start - 1] as number) && !this.#attached.has(token.kind))
      return null;
    return this.#scanners.get(token.kind) ?? null;
  }

  #edge(
    node: Node,
    text: Uint8Array,
    kind: string,
    scan: Scanner | null,
    token: number,
    marks: readonly number[],
  ): Node {
    const literal = new Literal(text);
    const known = node.edges.find((edge) => edge.kind === kind && edge.literal.equals(literal));
    if (known !== undefined) {
      known.mark(marks);
      return known.to;
    }
    const edge = new Edge(literal, kind, scan, token, marks);
    if (this.#edges < MAXIMUM_EDGES && node.edges.length < MAXIMUM_ALTERNATIVES) {
      this.#edges++;
      node.edges.push(edge);
      node.listFirsts();
    }
    return edge.to;
  }
}

const END = '(end)';
const REFUSAL = '(refusal) ';
const BLANK = 32;
/** Blank, tab, comma, brackets, colon: no token goes on across them. */
const SEPARATES: ReadonlySet<number> = new Set([...' \t,([{:'].map((character) => character.charCodeAt(0)));
/** Kinds that follow another token without anything between: `[02]0004.0270::2026-03-01`, `192.0.2.1.443`. */
const ATTACHED: ReadonlySet<string> = new Set(['ids', 'date', 'time', 'port']);

/** Where the tokens inside the text of an edge are, which stands at `at`. */
function setMarks(marks: Int32Array, at: number, { starts, ends }: Registers): void {
  for (let i = 0; i < marks.length; i += 3) {
    const start = at + (marks[i + 1] as number);
    starts[marks[i] as number] = start;
    ends[marks[i] as number] = start + (marks[i + 2] as number);
  }
}

/** True when the text of the edge stands at `at`, of which the first four bytes were compared already. */
function goesOn({ words, lastMask }: Edge, view: DataView, at: number): boolean {
  const last = words.length - 1;
  for (let i = 1; i < last; i++) if (view.getInt32(at + 4 * i, true) !== words[i]) return false;
  return (view.getInt32(at + 4 * last, true) & lastMask) === words[last];
}

/**
 * What comes often is tried first, but an edge without text, which has to be scanned to say no, behind those whose text says
 * it. The order decides nothing: every path that fits a record says the same of it.
 */
function byHits(one: Edge, other: Edge): number {
  const texts = Math.min(1, other.literal.length) - Math.min(1, one.literal.length);
  return texts === 0 ? other.hits - one.hits : texts;
}

/** Tokens at the edges of a field, and words inside one: they are values. */
function tokensRead(plan: Plan): ReadonlySet<number> {
  const read = new Set<number>();
  for (const { first, last } of plan.slots.values()) for (let i = first; i <= last; i++) read.add(i);
  return read;
}
