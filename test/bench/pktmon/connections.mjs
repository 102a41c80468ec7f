import { writeDigits, writeLargeDigits } from './digits.mjs';
import { packetOf } from './packet-of.mjs';
import { packetTemplate } from './packet-template.mjs';

// Sequence numbers stay ten digits long and below 2^32, so a packet keeps its length.
const FIRST_SEQUENCE = 1_000_000_000;
const LAST_SEQUENCE = 4_200_000_000;
const CPUS = 16;
/** PktGroupId of CPU n begins at n * 2^48; the ids of CPU 2 to 35 have 15 or 16 digits. */
const GROUP_BASE = Array.from({ length: CPUS }, (_, cpu) => (cpu + 2) * 2 ** 48);
const HOP_TICKS = 17;
/** So many connections keep their packets ready; with more the blocks are made anew, or they would fill the memory. */
const READY = 20_000;
const KINDS = ['sent', 'received', 'drop'];

/** Connections that send in turn; each packet is a chain of snapshots and sometimes a drop line. */
export class Connections {
  #options;
  #step;
  #templates = new Map();
  #next = 0;
  #sequence;
  #acknowledgement;
  #groups = new Float64Array(CPUS);
  #ticks = 2242602;
  #second = 0;
  #state = 12345;
  #flow = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 };
  #drops = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 };

  constructor(options) {
    this.#options = options;
    this.#step = options.wide ? 2 : 1;
    this.#sequence = new Float64Array(options.connections);
    this.#acknowledgement = new Float64Array(options.connections);
    for (let index = 0; index < options.connections; index += 1) {
      this.#sequence[index] = FIRST_SEQUENCE + ((index * 611_953) % 2_000_000_000);
      this.#acknowledgement[index] = FIRST_SEQUENCE + ((index * 350_377) % 2_000_000_000);
    }
  }

  /** Writes one packet with all its lines at `at` and gives its length. */
  next(block, at) {
    const { connections, packetDropShare } = this.#options;
    // A million connections have their turn one after the other: by chance a third would not come in time.
    const index = connections > READY ? this.#next++ % connections : this.#random() % connections;
    const chance = this.#random() % 10_000;
    const template = this.#template(index, chance < packetDropShare * 10_000 ? 2 : chance & 1);
    template.bytes.copy(block, at);
    this.#advance(3 + (this.#random() % 400));
    this.#fill(block, at, template, index);
    this.#count(template);
    return template.bytes.length;
  }

  counts() {
    return { flow: this.#flow, drops: this.#drops };
  }

  stamp() {
    this.#advance(15_000_000);
    return `2026-03-02 ${this.#clockText()}.${String(this.#ticks).padStart(7, '0')}00`;
  }

  /** xorshift: fast, and the same in every run. */
  #random() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  #advance(ticks) {
    this.#ticks += ticks;
    while (this.#ticks >= 10_000_000) {
      this.#ticks -= 10_000_000;
      this.#second += 1;
    }
  }

  #clockText() {
    const seconds = 33_300 + this.#second;
    const two = (value) => String(value).padStart(2, '0');
    return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  #count(template) {
    const { snapshots, sizeBytes, outward, dropBytes } = template;
    if (snapshots > 0 && outward) {
      this.#flow.packetsOut += 1;
      this.#flow.bytesOut += sizeBytes;
    } else if (snapshots > 0) {
      this.#flow.packetsIn += 1;
      this.#flow.bytesIn += sizeBytes;
    }
    if (dropBytes > 0) {
      this.#drops.packetsIn += 1;
      this.#drops.bytesIn += dropBytes;
    }
  }

  #fill(block, at, template, index) {
    const step = this.#step;
    const { lines, cpu, payloadBytes, outward } = template;
    const seconds = 33_300 + this.#second;
    const hours = ((seconds / 3600) | 0) % 24;
    const minutes = ((seconds / 60) | 0) % 60;
    let group = this.#groups[cpu];
    if (this.#options.old) group += 1;
    for (const line of lines) {
      this.#advance(HOP_TICKS);
      writeDigits(block, at + line.time, 2, hours, step);
      writeDigits(block, at + line.time + 3 * step, 2, minutes, step);
      writeDigits(block, at + line.time + 6 * step, 2, seconds % 60, step);
      writeDigits(block, at + line.time + 9 * step, 7, this.#ticks, step);
      if (!this.#options.old) group += 1;
      writeLargeDigits(block, at + line.group, line.groupDigits, GROUP_BASE[cpu] + group, step);
    }
    this.#groups[cpu] = group;
    const own = outward ? this.#sequence : this.#acknowledgement;
    const other = outward ? this.#acknowledgement : this.#sequence;
    if (!template.isTcp) return;
    for (const field of template.sequences) writeLargeDigits(block, at + field, 10, own[index], step);
    for (const field of template.ends) writeLargeDigits(block, at + field, 10, own[index] + payloadBytes, step);
    for (const field of template.acknowledgements) writeLargeDigits(block, at + field, 10, other[index], step);
    own[index] += payloadBytes;
    if (own[index] > LAST_SEQUENCE) own[index] = FIRST_SEQUENCE;
  }

  #template(index, kind) {
    const key = index * KINDS.length + kind;
    const ready = this.#templates.get(key);
    if (ready !== undefined) return ready;
    const cpu = index % CPUS;
    const packet = packetOf(index, KINDS[kind]);
    const made = packetTemplate({ ...packet, cpu, group: String(GROUP_BASE[cpu]) }, this.#options);
    if (this.#options.connections <= READY) this.#templates.set(key, made);
    return made;
  }
}
