import type { SideDocumentFormat, SideDocumentReader, SideSink } from '../side-format.js';
import { JsonObjects } from '../security-5152/json-objects.js';

/** `pktmon comp list --json` and `pktmon list --json`: groups of components with their properties. */
export const pktmonComponentsJson: SideDocumentFormat = {
  kind: 'document',
  id: 'pktmon-components',
  what: 'the output of "pktmon comp list --json", a list of components',
  doc: 'https://learn.microsoft.com/windows-server/networking/technologies/pktmon/pktmon-syntax',
  sniff: (head) => /^\s*\[?\s*\{/.test(head) && /"Group"\s*:/.test(head) && /"Components"\s*:\s*\[/.test(head),
  createReader: (sink) => new ComponentJsonReader(sink),
};

class ComponentJsonReader implements SideDocumentReader {
  readonly #sink: SideSink;
  readonly #objects: JsonObjects;

  constructor(sink: SideSink) {
    this.#sink = sink;
    this.#objects = new JsonObjects((text, line) => this.#group(text, line));
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
  }

  #group(text: string, line: number): void {
    let group: unknown;
    try {
      group = JSON.parse(text);
    } catch {
      this.#sink.problem(`The object at line ${line} is no JSON. The others were used.`);
      return;
    }
    for (const component of listOf(group, 'Components')) this.#component(component, line);
  }

  /** A trace may name a component by either of its two ids. */
  #component(component: unknown, line: number): void {
    const name = fieldOf(component, 'Name');
    if (typeof name !== 'string' || name === '') return;
    const type = fieldOf(component, 'Type');
    const mac = listOf(component, 'Properties').find((property) => fieldOf(property, 'Name') === 'MAC Address');
    const macText = fieldOf(mac, 'Value');
    for (const key of ['Id', 'SecondaryId']) {
      const id = fieldOf(component, key);
      if (typeof id !== 'number' || !Number.isInteger(id) || id <= 0) continue;
      this.#sink.fact({
        kind: 'component-name',
        line,
        text: JSON.stringify(component).slice(0, 500),
        id,
        name,
        type: typeof type === 'string' ? type : '',
        mac: typeof macText === 'string' ? macText : '',
      });
    }
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}
