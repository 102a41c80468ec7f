import { StringDecoder } from 'node:string_decoder';
import { InputError } from '../../base/errors.js';
import { createDecoder, sniffEncoding } from '../../decode/index.js';
import type { SideFact } from '../../events/side/fact.js';
import type { SideFormat, SideSink } from '../../formats/side-format.js';
import type { OpenInput } from '../../read/index.js';
import { type SideKind, sideKind } from './side-kind.js';
import { SideTextRouter } from './text-router.js';

/** Every line of a side file is in one of the last four. */
export interface SideLedger {
  lines: number;
  event: number;
  detail: number;
  otherProvider: number;
  blank: number;
}

/** What was read of one side file. */
export interface SideRead {
  readonly path: string;
  /** Id of the format; of text, the one that stated most. */
  readonly format: string;
  /** What it is, to follow "this is". */
  readonly what: string;
  readonly encoding: string;
  readonly replacements: number;
  readonly sizeBytes: number;
  readonly ledger: Readonly<SideLedger>;
  readonly facts: number;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  /** Why reading broke off, or what is wrong with the file; null when all went well. */
  readonly failure: InputError | null;
}

/** A problem or note of a file that has thousands would drown the others. */
const MOST_SENTENCES = 10;
const DECLARED = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{2,40})["']/;

/**
 * Reads an input if it is a file beside a trace; null when it is not, and then nothing was taken from it.
 * @param encoding the user's `--encoding`; a byte order mark of the side file outweighs it
 */
export async function readSide(
  input: OpenInput,
  formats: readonly SideFormat[],
  encoding: string | null,
  onFact: (fact: SideFact) => void,
  onBlock: (bytesRead: number) => void,
): Promise<SideRead | null> {
  const name = encodingOf(input.head, encoding);
  const head = Buffer.from(createDecoder(name).decode(input.head, true)).toString();
  const kind = sideKind(head, formats);
  if (kind === null) return null;
  const problems: string[] = [];
  const notes: string[] = [];
  let facts = 0;
  const sink: SideSink = {
    fact: (fact) => {
      facts++;
      onFact(fact);
    },
    problem: (sentence) => void (problems.length < MOST_SENTENCES && problems.push(sentence)),
    note: (sentence) => void (notes.length < MOST_SENTENCES && !notes.includes(sentence) && notes.push(sentence)),
  };
  const reader = readerOf(kind, sink);
  const decoder = createDecoder(name);
  const characters = new StringDecoder('utf8');
  const extent = await readPieces(
    input,
    (bytes, last) => {
      const piece = decoder.decode(bytes, last);
      return (
        characters.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length)) + (last ? characters.end() : '')
      );
    },
    (piece) => reader.write(piece),
    onBlock,
  );
  await reader.end();
  const { format, what } = reader.is();
  if (extent.failure !== null) problems.push(`Reading broke off before the end: ${extent.failure.message}`);
  const broken = problems[0];
  return {
    path: input.path,
    format,
    what,
    encoding: name,
    replacements: decoder.replacements(),
    sizeBytes: extent.sizeBytes,
    ledger: reader.ledger(facts),
    facts,
    problems,
    notes,
    failure:
      extent.failure ??
      (broken === undefined
        ? null
        : new InputError(input.path, 'damaged', `${input.path}: ${broken}`, [
            'Export or copy the file again if what is missing matters.',
          ])),
  };
}

/** The declaration of an XML file is often wrong: it counts only when the bytes say nothing. */
function encodingOf(head: Uint8Array, forced: string | null): string {
  const seen = sniffEncoding(head, null);
  if (seen.how === 'bom' || seen.how === 'pattern') return seen.name;
  if (forced !== null) return sniffEncoding(head, forced).name;
  if (seen.how !== 'assumed') return seen.name;
  const declared = DECLARED.exec(Buffer.from(head.subarray(0, 400)).toString('latin1'))?.[1] ?? '';
  if (!/^(?:iso-8859-\d{1,2}|windows-125\d|ibm\d{3}|cp\d{3})$/i.test(declared)) return seen.name;
  return sniffEncoding(head, declared.replace(/^ibm/i, 'cp')).name;
}

interface PieceReader {
  write(piece: string): void;
  end(): void | Promise<void>;
  is(): { readonly format: string; readonly what: string };
  ledger(facts: number): SideLedger;
}

function readerOf(kind: SideKind, sink: SideSink): PieceReader {
  if (kind.kind === 'text') {
    const router = new SideTextRouter(kind.formats, sink);
    return {
      write: (piece) => router.write(piece),
      end: () => router.end(),
      is: () => {
        const [main] = router.formats;
        const what = router.formats.map((one) => one.what).join(' and ');
        return { format: main?.id ?? 'unknown', what: what === '' ? 'text' : what };
      },
      ledger: () => router.ledger,
    };
  }
  const reader = kind.format.createReader(sink);
  const lines = new LineCounter();
  return {
    write: (piece) => {
      lines.add(piece);
      reader.write(piece);
    },
    end: () => reader.end(),
    is: () => ({ format: kind.format.id, what: kind.format.what }),
    ledger: (facts) => lines.ledger(facts),
  };
}

/** Lines of a document: a record has many of them, or many records stand on one line. */
class LineCounter {
  #lines = 0;
  #blank = 0;
  #isBlank = true;
  #isOpen = false;

  add(piece: string): void {
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code === 10) {
        this.#lines++;
        if (this.#isBlank) this.#blank++;
        this.#isBlank = true;
        this.#isOpen = false;
      } else {
        this.#isOpen = true;
        if (code !== 32 && code !== 9 && code !== 13) this.#isBlank = false;
      }
    }
  }

  ledger(facts: number): SideLedger {
    const lines = this.#lines + (this.#isOpen ? 1 : 0);
    const blank = this.#blank + (this.#isOpen && this.#isBlank ? 1 : 0);
    const event = Math.min(facts, lines - blank);
    return { lines, event, detail: lines - blank - event, otherProvider: 0, blank };
  }
}

async function readPieces(
  input: OpenInput,
  decode: (bytes: Uint8Array, last: boolean) => string,
  write: (piece: string) => void,
  onBlock: (bytesRead: number) => void,
): Promise<{ readonly sizeBytes: number; readonly failure: InputError | null }> {
  let sizeBytes = 0;
  let failure: InputError | null = null;
  try {
    for await (const block of input.blocks()) {
      write(decode(block, false));
      sizeBytes += block.length;
      onBlock(sizeBytes);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    failure = error;
  }
  write(decode(new Uint8Array(0), true));
  return { sizeBytes, failure };
}
