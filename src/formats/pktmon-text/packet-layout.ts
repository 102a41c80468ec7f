import type { ArpHeader, IcmpHeader, IpHeader, LinkHeader, PacketHeader, TcpHeader } from '../../events/packet.js';
import type { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';
import { FlowLayout, type FlowTable } from './flow-table.js';
import { LinkLayout, type LinkTable } from './link-table.js';

/** What packets of one log have in common. */
export interface SharedParts {
  readonly flows: FlowTable;
  readonly links: LinkTable;
}

type Find = (field: string) => Slot | undefined;

/**
 * Where the parts of a packet are in detail lines of one shape: looked up once per shape, not for every line.
 * `prefix` is empty for the packet itself and `inner.` for the one inside a tunnel.
 */
export class PacketLayout {
  /** False for a line that names no packet, only the header of its link or its IP header (`--verbose`). */
  readonly hasPacket: boolean;
  readonly #prefix: string;
  readonly #begin: Slot | undefined;
  readonly #flow: FlowLayout;
  readonly #length: Slot | undefined;
  readonly #info: Slot | undefined;
  readonly #link: LinkLayout | null;
  readonly #tcp: TcpLayout | null;
  readonly #inner: PacketLayout | null;
  readonly #hasIp: boolean;
  readonly #hasIcmp: boolean;
  readonly #hasArp: boolean;

  constructor(plan: Plan, prefix: string, shared: SharedParts) {
    const find: Find = (field) => plan.slots.get(`${prefix}${field}`);
    const has = (field: string) => find(field) !== undefined || plan.constants.has(`${prefix}${field}`);
    this.#prefix = prefix;
    this.#begin = find('begin');
    this.hasPacket = this.#begin !== undefined;
    this.#flow = new FlowLayout(plan, prefix, shared.flows);
    this.#length = find('length');
    this.#info = find('info');
    this.#link = find('link.etherType') === undefined ? null : new LinkLayout(plan, prefix, shared.links);
    this.#tcp = find('flags') === undefined ? null : new TcpLayout(plan, prefix, find);
    this.#inner = has('inner.begin') ? new PacketLayout(plan, `${prefix}inner.`, shared) : null;
    this.#hasIp = has('ip.ttl') || has('ip.id');
    this.#hasIcmp = has('icmp.type');
    this.#hasArp = has('arp.operation');
  }

  link(match: Match): LinkHeader | null {
    return this.#link?.of(match) ?? null;
  }

  ip(match: Match): IpHeader | null {
    if (!this.#hasIp) return null;
    const field = (name: string) => `${this.#prefix}ip.${name}`;
    return {
      ttl: match.number(field('ttl')),
      id: match.number(field('id')),
      flags: match.text(field('flags')) || null,
    };
  }

  packet(match: Match, link: LinkHeader | null, ip: IpHeader | null): PacketHeader {
    const flow = this.#flow.of(match);
    const inner = this.#inner;
    const info = text(match, this.#info);
    return {
      flow,
      protocol: flow.protocol,
      source: flow.source,
      destination: flow.destination,
      sourcePort: flow.sourcePort,
      destinationPort: flow.destinationPort,
      payloadBytes: number(match, this.#length),
      tcp: this.#tcp?.build(match) ?? null,
      icmp: this.#hasIcmp ? buildIcmp(match, `${this.#prefix}icmp.`) : null,
      arp: this.#hasArp ? buildArp(match, `${this.#prefix}arp.`) : null,
      link,
      ip,
      info: info.startsWith(': ') ? info.slice(2) : info,
      inner: inner === null ? null : inner.packet(match, inner.link(match), inner.ip(match)),
      content: this.#begin === undefined ? '' : match.textFrom(this.#begin),
    };
  }
}

class TcpLayout {
  readonly #flags: Slot | undefined;
  readonly #sequence: Slot | undefined;
  readonly #sequenceEnd: Slot | undefined;
  readonly #acknowledgement: Slot | undefined;
  readonly #window: Slot | undefined;
  readonly #segmentSize: Slot | undefined;
  readonly #windowScale: Slot | undefined;
  readonly #sackPermitted: boolean;
  readonly #sack: readonly (readonly [Slot | undefined, Slot | undefined])[];
  readonly #timestampValue: Slot | undefined;
  readonly #timestampEcho: Slot | undefined;

  constructor(plan: Plan, prefix: string, find: Find) {
    this.#flags = find('flags');
    this.#sequence = find('sequence');
    this.#sequenceEnd = find('sequenceEnd');
    this.#acknowledgement = find('acknowledgement');
    this.#window = find('window');
    this.#segmentSize = find('segmentSize');
    this.#windowScale = find('windowScale');
    this.#sackPermitted = find('sackPermitted') !== undefined || plan.constants.has(`${prefix}sackPermitted`);
    this.#sack = Array.from(
      { length: plan.lengths.get(`${prefix}sack`) ?? 0 },
      (_, i) => [find(`sack.${i}.left`), find(`sack.${i}.right`)] as const,
    );
    this.#timestampValue = find('timestampValue');
    this.#timestampEcho = find('timestampEcho');
  }

  build(match: Match): TcpHeader {
    const flags = text(match, this.#flags);
    const sequence = number(match, this.#sequence);
    return {
      flags: flags.includes('none') ? flags.replace('none', '') : flags,
      sequence,
      sequenceEnd: number(match, this.#sequenceEnd) ?? sequence,
      acknowledgement: number(match, this.#acknowledgement),
      window: number(match, this.#window),
      maximumSegmentSize: number(match, this.#segmentSize),
      windowScale: number(match, this.#windowScale),
      sackPermitted: this.#sackPermitted,
      sackBlocks:
        this.#sack.length === 0
          ? NO_BLOCKS
          : this.#sack.map(([left, right]) => [number(match, left) ?? 0, number(match, right) ?? 0] as const),
      timestampValue: number(match, this.#timestampValue),
      timestampEcho: number(match, this.#timestampEcho),
    };
  }
}

const NO_BLOCKS: TcpHeader['sackBlocks'] = [];

function buildIcmp(match: Match, prefix: string): IcmpHeader {
  return {
    type: match.text(`${prefix}type`),
    id: match.number(`${prefix}id`),
    sequence: match.number(`${prefix}sequence`),
    target: match.text(`${prefix}target`) || null,
    targetProtocol: match.text(`${prefix}targetProtocol`).split(' ')[0] || null,
    targetPort: match.number(`${prefix}targetPort`),
    mtuBytes: match.number(`${prefix}mtu`),
  };
}

function buildArp(match: Match, prefix: string): ArpHeader {
  return {
    operation: match.text(`${prefix}operation`) === 'reply' ? 'reply' : 'request',
    target: match.text(`${prefix}target`),
    sender: match.text(`${prefix}sender`),
    mac: match.text(`${prefix}mac`) || null,
  };
}

function number(match: Match, slot: Slot | undefined): number | null {
  return slot === undefined ? null : match.numberIn(slot);
}

function text(match: Match, slot: Slot | undefined): string {
  return slot === undefined ? '' : match.textIn(slot);
}
