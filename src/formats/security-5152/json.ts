import type { SideDocumentFormat, SideDocumentReader, SideSink } from '../side-format.js';
import { blockedOf, blockingEventId, FIELD_NAMES } from './event-fields.js';
import { JsonObjects } from './json-objects.js';
import { fieldsOfMessage } from './message.js';

/** Events as forwarders (NXLog, Winlogbeat) and PowerShell write them. */
export const securityJson: SideDocumentFormat = {
  kind: 'document',
  id: 'security-5152',
  what: 'events of the Security log (JSON)',
  doc: 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5157',
  sniff: (head) =>
    /^\s*\[?\s*\{/.test(head) &&
    /"(?:FilterRTID|FilterRunTimeId|EventID|event_id|event_data|EventData|winlog|MachineName|ProviderName|RecordId)"/i.test(
      head,
    ),
  createReader: (sink) => new SecurityJsonReader(sink),
};

const TIMES = ['timecreated', 'systemtime', 'eventtime', '@timestamp'];
const COMPUTERS = ['computer', 'computer_name', 'computername', 'hostname', 'machinename'];
const IDS = ['eventid', 'event_id', 'id', 'code'];
/** Objects within objects that are looked into. */
const DEEPEST = 8;
const MOST_EVENTS_OF_AN_OBJECT = 1_000_000;

interface Gathered {
  readonly fields: Map<string, string>;
  readonly around: Map<string, string>;
  message: string;
}

class SecurityJsonReader implements SideDocumentReader {
  readonly #sink: SideSink;
  readonly #objects: JsonObjects;
  #unreadable = 0;
  #firstUnreadable = 0;

  constructor(sink: SideSink) {
    this.#sink = sink;
    this.#objects = new JsonObjects((text, line) => this.#object(text, line));
  }

  write(piece: string): void {
    this.#objects.write(piece);
  }

  end(): void {
    if (this.#objects.isOpen) {
      this.#sink.problem(
        `The file ends within an object (line ${this.#objects.line}): it is cut. What stands before was used.`,
      );
    }
    const bad = this.#unreadable + this.#objects.tooLong;
    if (bad > 0) {
      const where = this.#firstUnreadable === 0 ? '' : `, first at line ${this.#firstUnreadable}`;
      this.#sink.problem(`${bad} ${bad === 1 ? 'object is' : 'objects are'} no JSON${where}. The others were used.`);
    }
  }

  #object(text: string, line: number): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#unreadable++;
      if (this.#firstUnreadable === 0) this.#firstUnreadable = line;
      return;
    }
    this.#event(value, text, line, { left: MOST_EVENTS_OF_AN_OBJECT });
  }

  /** An event, or an object around a list of events: `{"Events": […]}`. */
  #event(value: unknown, text: string, line: number, budget: { left: number }): void {
    if (--budget.left < 0) return;
    const found: Gathered = { fields: new Map(), around: new Map(), message: '' };
    gather(value, found, 0);
    const eventId = idOf(found);
    const fields = found.fields.has('filterrtid') ? found.fields : fieldsOfMessage(found.message);
    const fact =
      eventId === 'other' || fields === null
        ? null
        : blockedOf(fields, eventId, first(found.around, TIMES), first(found.around, COMPUTERS), line, text);
    if (fact !== null) return this.#sink.fact(fact);
    for (const list of listsIn(value)) {
      for (const item of list) this.#event(item, JSON.stringify(item), line, budget);
    }
  }
}

/** Texts by lower-case name; what lies deeper in the object is the event, so it wins over the same name further out. */
function gather(value: unknown, found: Gathered, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > DEEPEST) return;
  const isPowerShell = Object.hasOwn(value, 'RecordId') && Object.hasOwn(value, 'Properties');
  for (const [key, item] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (typeof item === 'object') {
      gather(item, found, depth + 1);
      // {"EventID": {"#text": 5152}}, {"TimeCreated": {"@SystemTime": "…"}}
      const inner = item === null || Array.isArray(item) ? undefined : (item as Record<string, unknown>)['#text'];
      if (inner !== undefined) found.around.set(name, String(inner));
      continue;
    }
    const text = String(item);
    const field = FIELD_NAMES[name];
    // `ProcessId` of Get-WinEvent is the process that wrote the log.
    if (field !== undefined && !(isPowerShell && field === 'processid')) {
      if (depth > 0 || !found.fields.has(field)) found.fields.set(field, text);
    }
    const plain = name.replace(/^@(?=system)/, '');
    if (!found.around.has(plain)) found.around.set(plain, text);
    if (name === 'message') found.message = text;
  }
}

/** `other` for an event that states another number. */
function idOf({ around, fields }: Gathered): 5152 | 5157 | null | 'other' {
  for (const name of IDS) {
    const id = around.get(name);
    if (id === undefined) continue;
    const known = blockingEventId(id);
    if (known !== null) return known;
    if (name !== 'id' && name !== 'code' && !fields.has('filterrtid')) return 'other';
  }
  return null;
}

function first(texts: ReadonlyMap<string, string>, names: readonly string[]): string {
  for (const name of names) {
    const text = texts.get(name);
    if (text !== undefined && text !== '') return text;
  }
  return '';
}

function* listsIn(value: unknown, depth = 0): Generator<readonly unknown[]> {
  if (typeof value !== 'object' || value === null || depth > 3) return;
  for (const item of Object.values(value)) {
    if (Array.isArray(item)) yield item;
    else yield* listsIn(item, depth + 1);
  }
}
