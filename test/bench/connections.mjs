import { writeDigits, writeLargeDigits } from './digits.mjs';

// Sequence numbers stay ten digits long and below 2^32, so a packet keeps its length.
const FIRST_SEQUENCE = 1_000_000_000;
const LAST_SEQUENCE = 4_200_000_000;
const CPUS = 16;
/** PktGroupId of CPU n begins at n * 2^48; the ids of CPU 2 to 35 have 15 or 16 digits. */
const GROUP_BASE = Array.from({ length: CPUS }, (_, cpu) => (cpu + 2) * 2 ** 48);
const PATH = [
  [10, 1],
  [20, 2],
  [20, 1],
  [40, 1],
];
const SERVERS = ['198.51.100', '203.0.113'];
const HOP_TICKS = 17;
/** Share of the drops that is UDP without listener; the rest is refused at accept. */
const REASONS = [
  ['INET: transport endpoint was not found', '0xE000460A'],
  ['INET: accept inspection', '0xE0004503'],
  ['INET: session state error', '0xE0004602'],
];

/** Connections that send in turn; each packet is a chain of snapshots and sometimes a drop line. */
export class Connections {
  #options;
  #step;
  #templates = [];
  #sequence;
  #acknowledgement;
  #groups = new Float64Array(CPUS);
  #ticks = 2242602;
  #second = 0;
  #state = 12345;
  #flow = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 };
  #drops = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 };
  longestBytes = 0;

  constructor(options) {
    this.#options = options;
    this.#step = options.wide ? 2 : 1;
    this.#sequence = new Float64Array(options.connections);
    this.#acknowledgement = new Float64Array(options.connections);
    for (let index = 0; index < options.connections; index += 1) {
      this.#sequence[index] = FIRST_SEQUENCE + ((index * 611_953) % 2_000_000_000);
      this.#acknowledgement[index] = FIRST_SEQUENCE + ((index * 350_377) % 2_000_000_000);
      this.#templates.push(this.#connection(index));
    }
  }

  /** Writes one packet with all its lines at `at` and gives its length. */
  next(block, at) {
    const index = this.#random() % this.#options.connections;
    const pair = this.#templates[index];
    const chance = this.#random() % 1000;
    const isDrop = chance < this.#options.dropShare * 1000;
    const template = isDrop ? pair.drop : chance & 1 ? pair.sent : pair.received;
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

  /** Blocks of one connection: a packet sent, one received, one dropped. */
  #connection(index) {
    const cpu = index % CPUS;
    const server = `${SERVERS[index % 2]}.${1 + (index % 250)}`;
    const local = `192.0.2.10.${20_000 + (index % 40_000)}`;
    const remote = `${server}.${index % 3 ? 443 : 1433}`;
    const sentBytes = 60 + ((index * 37) % 1400);
    const receivedBytes = 1460 - ((index * 91) % 1300);
    const segment = (bytes) =>
      `Flags [P.], seq 1000000000:1000000000, ack 1000000000, win ${500 + (index % 9)}, length ${bytes}`;
    const [reason, location] = REASONS[index % REASONS.length];
    const dropText =
      index % REASONS.length === 1
        ? 'Flags [S], seq 1000000000, win 64240, options [mss 1460,nop,wscale 8,nop,nop,sackOK], length 0'
        : `UDP, length ${100 + (index % 300)}`;
    const dropSize = index % REASONS.length === 1 ? 52 : 128 + (index % 300);
    const dropTo = `192.0.2.10.${index % REASONS.length === 1 ? 445 : 50_005}`;
    const dropFrom = `${server}.${20_000 + (index % 40_000)}`;
    const make = (parts) => this.#template({ cpu, ...parts });
    return {
      sent: make({
        outward: true,
        text: `${local} > ${remote}: ${segment(sentBytes)}`,
        networkBytes: 40 + sentBytes,
        payloadBytes: sentBytes,
      }),
      received: make({
        outward: false,
        text: `${remote} > ${local}: ${segment(receivedBytes)}`,
        networkBytes: 40 + receivedBytes,
        payloadBytes: receivedBytes,
      }),
      drop: make({
        outward: false,
        text: `${dropFrom} > ${dropTo}: ${dropText}`,
        networkBytes: dropSize,
        payloadBytes: 0,
        drop: { reason, location },
      }),
    };
  }

  #template({ cpu, outward, text, networkBytes, payloadBytes, drop }) {
    const size = networkBytes + 14;
    const direction = outward ? 'Tx' : 'Rx';
    const macs = outward ? '00-00-5E-00-53-0A > 00-00-5E-00-53-01' : '00-00-5E-00-53-01 > 00-00-5E-00-53-0A';
    const thread = outward ? '0A40.1F94' : '0000.0000';
    const prefix = `[${String(cpu).padStart(2, '0')}]${thread}::2026-03-02 09:15:00.000000000 [Microsoft-Windows-PktMon] `;
    const group = String(GROUP_BASE[cpu]);
    const hops = outward ? PATH.toReversed() : PATH;
    let whole = '';
    const starts = [];
    let appearance = 0;
    const add = (mark, place, sizes, detail) => {
      appearance += 1;
      starts.push(whole.length);
      whole += `${prefix}${mark}PktGroupId ${group}, PktNumber 1, Appearance ${this.#options.old ? appearance : 0}, Direction ${direction} , ${place}, ${sizes} \r\n\t${detail}\r\n`;
    };
    for (const [component, edge] of hops) {
      add(
        '',
        `Type Ethernet , Component ${component}, Edge ${edge}, Filter 0`,
        `OriginalSize ${size}, LoggedSize ${Math.min(size, 128)}`,
        `${macs}, ethertype IPv4 (0x0800), length ${size}: ${text}`,
      );
    }
    if (drop) {
      add(
        'Drop: ',
        `Type IP , Component 72, Filter 0, DropReason ${drop.reason} , DropLocation ${drop.location}`,
        `OriginalSize ${networkBytes}, LoggedSize ${Math.min(networkBytes, 148)}`,
        `Drop: ip: ${text}`,
      );
    }
    const step = this.#step;
    const everyIndex = (pattern) =>
      [...whole.matchAll(pattern)].map((match) => (match.index + match[0].length - 10) * step);
    const bytes = Buffer.from(whole, this.#options.wide ? 'utf16le' : 'latin1');
    this.longestBytes = Math.max(this.longestBytes, bytes.length);
    return {
      bytes,
      cpu,
      outward,
      payloadBytes,
      snapshots: hops.length,
      sizeBytes: size,
      dropBytes: drop ? networkBytes : 0,
      isTcp: text.includes('Flags'),
      lines: starts.map((start) => ({
        // `[05]0000.0000::2026-03-02 ` is 26 characters.
        time: (start + 26) * step,
        group: whole.indexOf('PktGroupId ', start) * step + 11 * step,
        groupDigits: group.length,
      })),
      sequences: everyIndex(/seq \d{10}/g),
      ends: everyIndex(/seq \d{10}:\d{10}/g),
      acknowledgements: everyIndex(/ack \d{10}/g),
    };
  }
}
