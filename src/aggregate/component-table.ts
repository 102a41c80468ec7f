import type { ComponentEvent, CounterEvent, PropertyEvent } from '../events/rundown.js';
import type { ComponentSummary } from './case.js';

/** More components than any machine has; a hostile log must not fill the memory. */
const MAXIMUM_COMPONENTS = 20_000;
const MAXIMUM_PROPERTIES = 64;
/** Numbers up to here, which all but hostile logs have, find their component without a search. */
const MAXIMUM_DIRECT = 4_096;
/** More than a component number can be; the number of the input stands above it in keys. */
const COMPONENTS = 2 ** 32;

interface MutableComponent {
  readonly input: number;
  readonly id: number;
  type: string;
  name: string;
  description: string;
  readonly properties: { readonly name: string; readonly value: string }[];
  packetLines: number;
  dropLines: number;
  dropCounters: number | null;
}

/** What the rundown says of each component, with what was seen at it. Ids are only comparable within one input. */
export class ComponentTable {
  readonly #components = new Map<number, MutableComponent>();
  /** Those of the input that is being read, by number. */
  #ofInput: (MutableComponent | undefined)[] = [];
  #input = -1;

  seen(input: number, id: number, isDrop: boolean): void {
    if (input !== this.#input) {
      this.#input = input;
      this.#ofInput = [];
    }
    const component = this.#ofInput[id] ?? this.#find(input, id);
    if (component === null) return;
    component.packetLines++;
    if (isDrop) component.dropLines++;
  }

  describe(event: ComponentEvent): void {
    const component = this.#get(event.input, event.id);
    if (component === null) return;
    component.type = event.type;
    component.name = event.name;
    component.description = event.description;
  }

  property(event: PropertyEvent): void {
    const component = this.#get(event.input, event.component);
    if (component === null || component.properties.length >= MAXIMUM_PROPERTIES) return;
    component.properties.push({ name: event.name, value: event.value });
  }

  counter(event: CounterEvent): void {
    if (event.counts !== 'drops') return;
    const component = this.#get(event.input, event.component);
    if (component !== null) component.dropCounters = (component.dropCounters ?? 0) + event.packetsIn + event.packetsOut;
  }

  /** Name for people: `tcpip.sys TCP/IPv4 - L3/L4`; `component 49` without a rundown. */
  name(input: number, id: number): string {
    const component = this.#components.get(input * COMPONENTS + id);
    if (component === undefined || component.name === '') return `component ${id}`;
    return component.description === '' ? component.name : `${component.name}, ${component.description}`;
  }

  /** Where something happened first, then by id. */
  finish(): ComponentSummary[] {
    return [...this.#components.values()].sort(
      (x, y) => x.input - y.input || y.dropLines - x.dropLines || y.packetLines - x.packetLines || x.id - y.id,
    );
  }

  #find(input: number, id: number): MutableComponent | null {
    const component = this.#get(input, id);
    if (component !== null && id < MAXIMUM_DIRECT) this.#ofInput[id] = component;
    return component;
  }

  #get(input: number, id: number): MutableComponent | null {
    const key = input * COMPONENTS + id;
    let component = this.#components.get(key);
    if (component === undefined) {
      if (this.#components.size >= MAXIMUM_COMPONENTS) return null;
      component = {
        input,
        id,
        type: '',
        name: '',
        description: '',
        properties: [],
        packetLines: 0,
        dropLines: 0,
        dropCounters: null,
      };
      this.#components.set(key, component);
    }
    return component;
  }
}
