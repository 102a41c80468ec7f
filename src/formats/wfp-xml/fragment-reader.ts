import { SaxesParser } from 'saxes';

/** What is told of the elements of a fragment, in document order. */
export interface FragmentHandler {
  /** `line` is that of the start tag. */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(name: string): void;
}

/** Real files nest about 15 levels deep. */
const DEEPEST = 200;
/** The longest real text is a hex dump of some KB. Without an end a tag or text would fill the memory. */
const LONGEST_SILENCE = 4 * 1024 * 1024;
const DECLARATION = /^\s*<\?xml[^>]{0,400}\?>/;
const LONGEST_DECLARATION = 1024;

/** Thrown out of the parser by our own handlers when a limit is reached. */
class Enough extends Error {}

/**
 * Reads XML that need not be well-formed: several roots, none, an end that is missing. Mistakes are told once and reading
 * goes on as far as it makes sense. A document type is refused, so there are no entities to expand.
 */
export class FragmentReader {
  readonly #parser = new SaxesParser<{ fragment: true; xmlns: false }>({ fragment: true, xmlns: false });
  readonly #problem: (sentence: string) => void;
  #head: string | null = '';
  #depth = 0;
  #sinceEvent = 0;
  #firstMistake = 0;
  #isStopped = false;

  constructor(handler: FragmentHandler, problem: (sentence: string) => void) {
    this.#problem = problem;
    const parser = this.#parser;
    let openedAt = 1;
    parser.on('opentagstart', () => {
      openedAt = parser.line;
      this.#sinceEvent = 0;
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#sinceEvent = 0;
      if (++this.#depth > DEEPEST) throw new Enough(`more than ${DEEPEST} elements stand within each other`);
      handler.open(name, attributes, openedAt);
    });
    parser.on('text', (text) => {
      this.#sinceEvent = 0;
      handler.text(text);
    });
    parser.on('cdata', (text) => handler.text(text));
    parser.on('closetag', ({ name }) => {
      this.#sinceEvent = 0;
      this.#depth--;
      handler.close(name);
    });
    parser.on('doctype', () => {
      throw new Enough('it declares a document type, which no such file of Windows does');
    });
    parser.on('error', () => {
      if (this.#firstMistake === 0) this.#firstMistake = parser.line;
    });
  }

  /** Line that is being read. */
  get line(): number {
    return this.#parser.line;
  }

  write(piece: string): void {
    if (this.#head === null) return this.#feed(piece);
    this.#head += piece;
    if (this.#head.length < LONGEST_DECLARATION) return;
    this.#begin();
  }

  end(): void {
    if (this.#head !== null) this.#begin();
    if (this.#isStopped) return;
    if (this.#depth > 0) {
      const open = this.#depth;
      this.#isStopped = true;
      this.#problem(
        `The file ends before it is complete (${open} ${open === 1 ? 'element is' : 'elements are'} still open at line ${this.line}): it is cut. What stands before was used.`,
      );
      return;
    }
    if (this.#firstMistake > 0) {
      this.#problem(`Line ${this.#firstMistake} is no well-formed XML. What could be read of the file was used.`);
    }
  }

  /** The declaration is taken off (the bytes are decoded already, whatever it says), its lines are kept. */
  #begin(): void {
    const head = this.#head ?? '';
    this.#head = null;
    if (/<!DOCTYPE/i.test(head)) return this.#stop('it declares a document type, which no such file of Windows does');
    const declaration = DECLARATION.exec(head)?.[0] ?? '';
    this.#feed(declaration.replace(/[^\n]/g, '') + head.slice(declaration.length));
  }

  #feed(piece: string): void {
    if (this.#isStopped) return;
    this.#sinceEvent += piece.length;
    try {
      this.#parser.write(piece);
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
      return this.#stop(error.message);
    }
    if (this.#sinceEvent > LONGEST_SILENCE) this.#stop('a tag or a text in it has no end');
  }

  #stop(why: string): void {
    this.#isStopped = true;
    this.#problem(`Reading stopped at line ${this.line}: ${why}. What stands before was used.`);
  }
}
