import type { DropEvent } from '../events/packet.js';
import type { DropFacts } from '../knowledge/drop-condition.js';
import { isMulticastMac } from '../knowledge/noise.js';
import type { FlowDrops } from './drop-kind.js';

/** What one drop line tells about its packet, for judging it. Looked up on demand: most reasons have no conditions. */
export class LineFacts implements DropFacts {
  readonly earlierReasons: readonly number[];
  readonly #event: DropEvent;
  readonly #drops: FlowDrops;
  readonly #broadcast: ReadonlySet<string>;

  /** `broadcast` are addresses known to be broadcasts of their net. */
  constructor(event: DropEvent, drops: FlowDrops, earlierReasons: readonly number[], broadcast: ReadonlySet<string>) {
    this.#event = event;
    this.#drops = drops;
    this.earlierReasons = earlierReasons;
    this.#broadcast = broadcast;
  }

  get protocol(): string {
    return this.#drops.flow.protocol;
  }

  get source(): string {
    return this.#drops.flow.source;
  }

  get sourcePort(): number {
    return this.#drops.flow.sourcePort;
  }

  get destination(): string {
    return this.#drops.flow.destination;
  }

  get destinationPort(): number {
    return this.#drops.flow.destinationPort;
  }

  get multicast(): boolean {
    const { destination } = this;
    if (destination === '') return this.linkMulticast;
    return this.#drops.ends.isMulticast || this.#broadcast.has(destination);
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
