import type { FragmentHandler } from './fragment-reader.js';

/** One record: texts of the elements within it by their path, `displayData/name`. */
export interface XmlRecord {
  /** Name of the list it stands in (`filters`), or its own when it names itself (`netEvent`, `Event`). */
  readonly list: string;
  /** Line of its start tag. */
  readonly line: number;
  text(path: string): string;
  /** Line of an element, that of the record when it is not there. */
  lineOf(path: string): number;
  /** True when an element of this path was there, even an empty one. */
  has(path: string): boolean;
}

/** Which elements are records, and what of them is kept. */
export interface RecordShape {
  /** Lists whose `item` elements are records. */
  readonly lists: ReadonlySet<string>;
  /** Elements that are records wherever they stand. */
  readonly records: ReadonlySet<string>;
  /** Paths within a record whose text is kept; those of `item` elements are joined by blanks. */
  readonly paths: ReadonlySet<string>;
  /** Path of an element whose key is in an attribute: `<Data Name="Protocol">`. */
  path?(path: string, attributes: Readonly<Record<string, string>>): string;
}

/** A name of a rule is some hundred characters; an attack could be as long as the file. */
const LONGEST_TEXT = 8_192;

interface OpenRecord {
  readonly list: string;
  readonly line: number;
  readonly depth: number;
  readonly texts: Map<string, { text: string; readonly line: number }>;
}

/** Collects the records of a fragment; records may stand within records (filters within layers). */
export class RecordReader implements FragmentHandler {
  readonly #shape: RecordShape;
  readonly #onRecord: (record: XmlRecord) => void;
  readonly #onLoose: (name: string, text: string, line: number) => void;
  readonly #path: string[] = [];
  readonly #open: OpenRecord[] = [];
  #text = '';
  #line = 1;

  /** @param onLoose told of texts outside of any record: `timeStamp`. */
  constructor(
    shape: RecordShape,
    onRecord: (record: XmlRecord) => void,
    onLoose: (name: string, text: string, line: number) => void = () => {},
  ) {
    this.#shape = shape;
    this.#onRecord = onRecord;
    this.#onLoose = onLoose;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const parent = this.#path.at(-1);
    this.#text = '';
    this.#line = line;
    const { lists, records, path } = this.#shape;
    const isRecord = records.has(name) || (name === 'item' && (parent === undefined || lists.has(parent)));
    this.#path.push(path === undefined ? name : path(name, attributes));
    if (isRecord) {
      const list = records.has(name) ? name : (parent ?? '');
      this.#open.push({ list, line, depth: this.#path.length, texts: new Map() });
      return;
    }
    for (const [key, value] of Object.entries(attributes)) this.#keep(`@${key}`, value);
  }

  text(text: string): void {
    if (this.#text.length < LONGEST_TEXT) this.#text += text.slice(0, LONGEST_TEXT - this.#text.length);
  }

  close(name: string): void {
    const record = this.#open.at(-1);
    if (record !== undefined && record.depth === this.#path.length) {
      this.#open.pop();
      this.#onRecord(finished(record));
    } else if (record !== undefined) this.#keep('', this.#text.trim());
    else if (this.#text.trim() !== '') this.#onLoose(name, this.#text.trim(), this.#line);
    this.#path.pop();
    this.#text = '';
  }

  #keep(attribute: string, text: string): void {
    const record = this.#open.at(-1);
    if (record === undefined) return;
    const path = this.#path.slice(record.depth).join('/') + attribute;
    if (!this.#shape.paths.has(path)) return;
    const known = record.texts.get(path);
    if (known === undefined) record.texts.set(path, { text: text.slice(0, LONGEST_TEXT), line: this.#line });
    else if (known.text.length < LONGEST_TEXT) known.text += ` ${text}`;
  }
}

function finished({ list, line, texts }: OpenRecord): XmlRecord {
  return {
    list,
    line,
    text: (path) => texts.get(path)?.text ?? '',
    lineOf: (path) => texts.get(path)?.line ?? line,
    has: (path) => texts.has(path),
  };
}
