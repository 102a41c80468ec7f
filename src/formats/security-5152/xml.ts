import type { SideDocumentFormat, SideDocumentReader, SideSink } from '../side-format.js';
import { FragmentReader } from '../wfp-xml/fragment-reader.js';
import { RecordReader, type RecordShape, type XmlRecord } from '../wfp-xml/record-reader.js';
import { blockedOf, blockingEventId, FIELD_NAMES } from './event-fields.js';

const FIELDS = Object.keys(FIELD_NAMES);

const SHAPE: RecordShape = {
  lists: new Set(),
  records: new Set(['Event']),
  paths: new Set([
    'System/EventID',
    'System/Computer',
    'System/TimeCreated@SystemTime',
    ...FIELDS.map((name) => `EventData/${name}`),
  ]),
  // <Data Name='SourceAddress'>192.0.2.40</Data>: names are those of the event and never translated.
  path: (name, attributes) => (name === 'Data' ? (attributes['Name'] ?? '').toLowerCase().slice(0, 100) : name),
};

/** Events saved as XML, with or without a root around them. */
export const securityXml: SideDocumentFormat = {
  kind: 'document',
  id: 'security-5152',
  what: 'events of the Security log (XML)',
  doc: 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5152',
  sniff: (head) => /^\s*(?:<\?xml[^>]{0,400}\?>\s*)?<Events?[\s>]/.test(head) && /<EventData|<System>/.test(head),
  createReader: (sink) => new SecurityXmlReader(sink),
};

class SecurityXmlReader implements SideDocumentReader {
  readonly #sink: SideSink;
  readonly #reader: FragmentReader;

  constructor(sink: SideSink) {
    this.#sink = sink;
    const records = new RecordReader(SHAPE, (record) => this.#record(record));
    this.#reader = new FragmentReader(records, (sentence) => sink.problem(sentence));
  }

  write(piece: string): void {
    this.#reader.write(piece);
  }

  end(): void {
    this.#reader.end();
  }

  #record(record: XmlRecord): void {
    const eventId = blockingEventId(record.text('System/EventID'));
    if (eventId === null) return;
    const fields = new Map<string, string>();
    for (const name of FIELDS) {
      if (record.has(`EventData/${name}`)) fields.set(FIELD_NAMES[name] ?? name, record.text(`EventData/${name}`));
    }
    const written = [...fields].map(([name, value]) => `<Data Name='${name}'>${value}</Data>`).join('');
    const fact = blockedOf(
      fields,
      eventId,
      record.text('System/TimeCreated@SystemTime'),
      record.text('System/Computer'),
      record.line,
      `<Event> <EventID>${eventId}</EventID> ${written}`,
    );
    if (fact !== null) this.#sink.fact(fact);
  }
}
