import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';
import { blockedOf, blockingEventId } from './event-fields.js';
import { fieldsOfMessage } from './message.js';
import { addressOf } from '../side-endpoint.js';
import { parseSideTime } from '../side-time.js';

/** The message has about 20 lines, with the head of "Copy details as text" and blank lines 35. */
const MOST_LINES = 60;
// Date:          3/6/2026 10:00:01 AM        Event ID:      5152        Computer:      srv01.contoso.example
const LABELLED = /^[ \t]*[^:\t]{1,80}:[ \t]*(\S.*)$/;
const HEADING = /^[ \t]*[^:\t]{1,80}:\s*$/;
// 10:00:01 srv01 AUDIT_FAILURE 5152 …#011Direction:#011#011Inbound#015#012…
const ON_ONE_LINE = /#011|####/;

/** Text copied from Event Viewer, and messages that syslog brought on one line. */
export const securityText: SideTextFormat = {
  kind: 'text',
  id: 'security-5152',
  what: 'events of the Security log (text)',
  doc: 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5152',
  createReader: (sink) => new SecurityTextReader(sink),
};

/** Collects labelled lines until they make a message: its last value is the number of the layer. */
class SecurityTextReader implements SideTextReader {
  readonly #sink: SideSink;
  #lines: { readonly text: string; readonly number: number; readonly isAddress: boolean }[] = [];
  #addresses = 0;
  #eventId: 5152 | 5157 | null = null;
  #time = '';

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, number: number): 'fact' | 'part' | null {
    if (ON_ONE_LINE.test(text)) return this.#oneLine(text, number);
    const value = LABELLED.exec(text)?.[1]?.trim();
    if (value === undefined) return this.#lines.length > 0 && HEADING.test(text) ? 'part' : null;
    const eventId = blockingEventId(value);
    if (eventId !== null) this.#eventId = eventId;
    else if (value.length < 40 && parseSideTime(value) !== null) this.#time = value;
    this.#keep(text, number, value);
    // A message ends with a number, and two addresses stand before it: all other lines cost nothing.
    if (!/^\d{1,5}$/.test(value) || this.#addresses < 2) {
      return this.#lines.length > 1 && /^\s/.test(text) ? 'part' : null;
    }
    return this.#complete() ? 'fact' : 'part';
  }

  end(): void {
    this.#lines = [];
    this.#addresses = 0;
  }

  #keep(text: string, number: number, value: string): void {
    const isAddress = addressOf(value) !== null;
    if (isAddress) this.#addresses++;
    this.#lines.push({ text, number, isAddress });
    if (this.#lines.length > MOST_LINES && this.#lines.shift()?.isAddress === true) this.#addresses--;
  }

  /** True when the lines so far end a message. */
  #complete(): boolean {
    const text = this.#lines.map((line) => line.text).join('\n');
    const fields = fieldsOfMessage(text);
    if (fields === null) return false;
    const fact = blockedOf(fields, this.#eventId, this.#time, '', this.#lines[0]?.number ?? 0, text);
    if (fact === null) return false;
    this.#sink.fact(fact);
    this.end();
    this.#eventId = null;
    return true;
  }

  #oneLine(text: string, number: number): 'fact' | null {
    const fields = fieldsOfMessage(text);
    if (fields === null) return null;
    const id = /\b515[27]\b/.exec(text)?.[0] ?? '';
    const time = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/.exec(text)?.[0] ?? '';
    const fact = blockedOf(fields, blockingEventId(id), time, '', number, text);
    if (fact === null) return null;
    this.#sink.fact(fact);
    return 'fact';
  }
}
