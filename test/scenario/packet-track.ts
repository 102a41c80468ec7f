import type { Snapshot } from './event-line.js';

/** One packet on its way through the stack. */
export interface Track {
  readonly cpu: number;
  /** `pid.tid` */
  readonly ids: string;
  /** Number of the packet in the scene. */
  readonly packet: number;
  readonly groupId: bigint;
  appearance: number;
}

/** PktGroupId is the CPU in the upper 16 bits and a count in the lower 48. */
const CPU_SHIFT = 48n;

/** Gives packets and their snapshots the ids of either generation. */
export class PacketTracks {
  readonly #generation: 'old' | 'new';
  readonly #random: () => number;
  readonly #groups = new Map<number, bigint>();
  #packets = 0;

  constructor(generation: 'old' | 'new', random: () => number) {
    this.#generation = generation;
    this.#random = random;
  }

  start(cpu: number, outward: boolean): Track {
    this.#packets += 1;
    const ids = this.#threadIds(cpu, outward);
    return { cpu, ids, packet: this.#packets, groupId: this.#nextGroup(cpu), appearance: 0 };
  }

  /** Ids of the next snapshot of a packet. */
  next(track: Track): Pick<Snapshot, 'groupId' | 'packetNumber' | 'appearance'> {
    track.appearance += 1;
    if (this.#generation === 'old') {
      return { groupId: track.groupId, packetNumber: 1, appearance: track.appearance };
    }
    const groupId = track.appearance === 1 ? track.groupId : this.#nextGroup(track.cpu);
    return { groupId, packetNumber: 1, appearance: 0 };
  }

  /** Packets come up in DPC context or a system thread, and go down in the thread of a process. */
  #threadIds(cpu: number, outward: boolean): string {
    const hex = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');
    const thread = Math.floor(this.#random() * 4000) * 4;
    if (outward) return `${hex(0x0a40 + cpu * 4)}.${hex(0x1000 + thread)}`;
    return this.#random() < 0.5 ? '0000.0000' : `0004.${hex(0x200 + thread)}`;
  }

  #nextGroup(cpu: number): bigint {
    const next = (this.#groups.get(cpu) ?? BigInt(cpu) << CPU_SHIFT) + 1n;
    this.#groups.set(cpu, next);
    return next;
  }
}
