import { ByteInterner } from '../../base/byte-interner.js';
import type { LinkHeader } from '../../events/packet.js';
import type { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';

/** `00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype IPv4 (0x0800)`, and one tag. */
const LONGEST_LINK = 128;
/** Pairs of neighbours; about 140 KB. */
const PLACES = 1024;

/** Headers of the link by their bytes: a host has few neighbours. Each shape of a line has its own. */
export class LinkTable {
  readonly links = new ByteInterner<LinkHeader>(LONGEST_LINK, PLACES);
  #layouts = 0;

  /** A number for the next layout. */
  nextLayout(): number {
    return this.#layouts++;
  }
}

/** Where the header of the link is in detail lines of one shape, which have one. */
export class LinkLayout {
  readonly #source: Slot | undefined;
  readonly #destination: Slot | undefined;
  readonly #etherType: Slot | undefined;
  readonly #vlan: Slot | undefined;
  readonly #first: number;
  readonly #last: number;
  readonly #table: LinkTable;
  readonly #number: number;

  constructor(plan: Plan, prefix: string, table: LinkTable) {
    const find = (field: string) => plan.slots.get(`${prefix}link.${field}`);
    this.#source = find('source');
    this.#destination = find('destination');
    // Of a tagged frame the type of what is inside.
    const tags = plan.lengths.get(`${prefix}link.tags`) ?? 0;
    this.#etherType = find(`tags.${tags - 1}.etherType`) ?? find('etherType');
    this.#vlan = find('tags.0.vlan');
    const slots = [this.#source, this.#destination, this.#etherType, this.#vlan].filter((slot) => slot !== undefined);
    this.#first = Math.min(...slots.map(({ first }) => first));
    this.#last = Math.max(...slots.map(({ last }) => last));
    this.#table = table;
    this.#number = table.nextLayout();
  }

  of(match: Match): LinkHeader | null {
    const { bytes, registers } = match;
    const start = registers.starts[this.#first] as number;
    const end = registers.ends[this.#last] as number;
    const { links } = this.#table;
    const known = links.find(bytes, start, end, this.#number);
    if (known !== undefined) return known;
    const etherType = text(match, this.#etherType);
    if (etherType === '') return null;
    const link = {
      source: text(match, this.#source),
      destination: text(match, this.#destination),
      etherType: etherType.replace(CODE, ''),
      vlan: this.#vlan === undefined ? null : match.numberIn(this.#vlan),
    };
    links.remember(bytes, start, end, link);
    return link;
  }
}

// `IPv4 (0x0800)` -> `IPv4`
const CODE = / \(0x[0-9a-f]+\)$/;

function text(match: Match, slot: Slot | undefined): string {
  return slot === undefined ? '' : match.textIn(slot);
}
