import type { DropEvent } from '../events/packet.js';
import type { DropFacts } from '../knowledge/drop-condition.js';
import { isMulticastMac } from '../knowledge/noise.js';
import type { FlowFacts } from './flow-facts.js';

/** What a drop is judged by. */
export type JudgedDrop = Pick<DropEvent, 'header' | 'direction' | 'location'>;

/** What one drop line tells about its packet, for judging it. Looked up on demand: most reasons have no conditions. */
export class LineFacts implements DropFacts {
  readonly earlierReasons: readonly number[];
  readonly #event: JudgedDrop;
  readonly #ends: FlowFacts;
  readonly #broadcast: ReadonlySet<string>;

  /** `broadcast` are addresses known to be broadcasts of their net. */
  constructor(event: JudgedDrop, ends: FlowFacts, earlierReasons: readonly number[], broadcast: ReadonlySet<string>) {
    this.#event = event;
    this.#ends = ends;
    this.earlierReasons = earlierReasons;
    this.#broadcast = broadcast;
  }

  get protocol(): string {
    return this.#ends.flow.protocol;
  }

  get source(): string {
    return this.#ends.flow.source;
  }

  get sourcePort(): number {
    return this.#ends.flow.sourcePort;
  }

  get destination(): string {
    return this.#ends.flow.destination;
  }

  get destinationPort(): number {
    return this.#ends.flow.destinationPort;
  }

  get multicast(): boolean {
    const { destination } = this;
    if (destination === '') return this.linkMulticast;
    return this.#ends.isMulticast || this.#broadcast.has(destination);
  }

  get linkMulticast(): boolean {
    const link = this.#event.header?.link ?? null;
    return link !== null && isMulticastMac(link.destination);
  }

  get tcpFlags(): string | null {
    return this.#event.header?.tcp?.flags ?? null;
  }

  get direction(): string {
    return this.#event.direction;
  }

  get location(): number | null {
    return this.#event.location;
  }

  get etherType(): string | null {
    return this.#event.header?.link?.etherType ?? null;
  }

  get icmpType(): string | null {
    return this.#event.header?.icmp?.type ?? null;
  }
}
