import { endpoint } from '../../../src/base/endpoint.js';
import type { RowsHead } from '../../../src/render/html/rows/rows-head.js';
import { type ClockText, clockText } from './clock-text.js';
import type { DecodedRows } from './decode-rows.js';

/** A column whose cells are entries of a short list of texts. */
export interface TextColumn {
  readonly texts: readonly string[];
  readonly places: Uint32Array;
}

/** The rows of the page: numbers in columns, and texts where somebody looks. */
export class EventRows {
  readonly head: RowsHead;
  readonly length: number;
  readonly timeMs: Float64Array;
  readonly clock: ClockText;
  readonly columns: DecodedRows['columns'];
  /** Columns to search in, by name. */
  readonly texts: Readonly<
    Record<
      'event' | 'what' | 'grade' | 'direction' | 'packet' | 'local' | 'remote' | 'component' | 'location' | 'input',
      TextColumn
    >
  >;

  #timeTexts: readonly string[] | null = null;

  constructor({ head, timeMs, columns }: DecodedRows) {
    this.head = head;
    this.length = head.length;
    this.timeMs = timeMs;
    this.columns = columns;
    this.clock = clockText(head.day, head.hasDays);
    const { protocol, local, localPort, remote, remotePort } = head.conversations;
    const end = (addresses: readonly number[], ports: readonly number[]) =>
      addresses.map((address, index) => endpoint(head.addresses[address] ?? '', ports[index] ?? 0));
    this.texts = {
      event: { texts: head.kinds, places: columns.what.map((what) => head.whats[what]?.kind ?? 0) },
      what: { texts: head.whats.map(({ text }) => text), places: columns.what },
      grade: { texts: head.grades.map(({ word }) => word), places: columns.grade },
      direction: { texts: head.directions, places: columns.direction },
      packet: packetColumn(head, columns, protocol),
      local: { texts: end(local, localPort), places: columns.conversation },
      remote: { texts: end(remote, remotePort), places: columns.conversation },
      component: { texts: head.components, places: columns.component },
      location: { texts: head.locations, places: columns.location },
      input: { texts: head.inputs, places: columns.input },
    };
  }

  /** Times as they are shown, made once: for searching in them. */
  get timeTexts(): readonly string[] {
    return (this.#timeTexts ??= Array.from(this.timeMs, (ms) => this.clock.exact(ms)));
  }

  /** Bytes, or null when no size was printed. */
  bytes(row: number): number | null {
    const coded = this.columns.bytes[row] ?? 0;
    return coded === 0 ? null : coded - 1;
  }

  record(row: number): string {
    return `${this.texts.input.texts[this.columns.input[row] ?? 0] ?? ''}:${this.columns.line[row]}`;
  }

  /** Place of its connection in the case, null for none. */
  connection(row: number): number | null {
    const place = this.head.conversations.connection[this.columns.conversation[row] ?? 0] ?? -1;
    return place < 0 ? null : place;
  }

  text(name: keyof EventRows['texts'], row: number): string {
    const { texts, places } = this.texts[name];
    return texts[places[row] ?? 0] ?? '';
  }

  /** First row at this time or later. */
  rowAt(ms: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.timeMs[middle] ?? 0) < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** `tcp S`, `icmp6 neighbor-solicitation`, `udp`: protocol and short name together. */
function packetColumn(head: RowsHead, columns: DecodedRows['columns'], protocolOf: readonly number[]): TextColumn {
  const width = head.packets.length;
  const places = columns.packet.map(
    (packet, row) => (protocolOf[columns.conversation[row] ?? 0] ?? 0) * width + packet,
  );
  const texts = head.protocols.flatMap((protocol) => head.packets.map((packet) => `${protocol} ${packet}`.trim()));
  return { texts, places };
}
