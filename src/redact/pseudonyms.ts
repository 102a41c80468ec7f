import { createHmac } from 'node:crypto';

import ipaddr from 'ipaddr.js';

import { Ipv4Pseudonyms } from './ipv4-pseudonyms.js';
import { Ipv6Pseudonyms } from './ipv6-pseudonyms.js';
import { LinkPseudonyms, hex } from './link-pseudonyms.js';

/** What has been replaced by what, sorted: the part of a map that a person reads. */
export interface KnownPseudonyms {
  readonly addresses: Readonly<Record<string, string>>;
  readonly macs: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
}

/** Digits and consonants: no pseudonym is a word by accident. */
const LETTERS = '0123456789bcdfghjkmnpqrstvwxyz';
/** 30^7 names: among 10,000 different ones two are the same in 1 of 400 logs. */
const NAME_LENGTH = 7;
/** Remembered pairs of each kind; beyond, they are made anew each time, and the map says less. */
const MOST_REMEMBERED = 200_000;

/**
 * Gives pseudonyms: for the same thing and the same key always the same one, whatever came before. Nobody can go back
 * without the key. Names do not differ by case, as those of Windows and DNS do not.
 */
export class Pseudonyms {
  readonly #key: Uint8Array;
  readonly #link: LinkPseudonyms;
  readonly #ipv4: Ipv4Pseudonyms;
  readonly #ipv6: Ipv6Pseudonyms;
  readonly #addresses = new Map<string, string>();
  readonly #macs = new Map<string, string>();
  readonly #names = new Map<string, string>();

  /** @param key at least 16 random bytes */
  constructor(key: Uint8Array) {
    this.#key = key;
    this.#link = new LinkPseudonyms(key);
    this.#ipv4 = new Ipv4Pseudonyms(key, this.#link);
    this.#ipv6 = new Ipv6Pseudonyms(key, this.#ipv4, this.#link);
  }

  /** @param address four decimal parts */
  ipv4(address: string): string {
    return remembered(this.#addresses, address, () => {
      const bytes = Uint8Array.from(ipaddr.IPv4.parse(address).toByteArray());
      return this.#ipv4.change(bytes).join('.');
    });
  }

  /** @param address without zone; may end in four decimal parts. The pseudonym is written in the same way. */
  ipv6(address: string): string {
    return remembered(this.#addresses, address.toLowerCase(), () => {
      const bytes = this.#ipv6.change(Uint8Array.from(ipaddr.IPv6.parse(address).toByteArray()));
      const text = new ipaddr.IPv6([...bytes]).toString();
      return address.includes('.') ? `${text.replace(/[^:]*:[^:]*$/, '')}${bytes.subarray(12).join('.')}` : text;
    });
  }

  /** @param digits twelve hexadecimal ones, lower case */
  mac(digits: string): string {
    return remembered(this.#macs, digits, () => hex(this.#link.mac(Uint8Array.from(Buffer.from(digits, 'hex')))));
  }

  /** A name of one part: of a machine, a user, a file, a label of DNS, or a word that nobody knows. */
  name(text: string): string {
    const known = text.normalize('NFC').toLowerCase();
    return remembered(this.#names, known, () => {
      const bytes = [...this.#digest('name', known).subarray(0, NAME_LENGTH)];
      return `name-${bytes.map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;
    });
  }

  /** Of 8-4-4-4-12 digits, as the original. */
  guid(text: string): string {
    const digits = this.#digest('guid', text.toLowerCase()).toString('hex');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  }

  known(): KnownPseudonyms {
    return { addresses: sorted(this.#addresses), macs: sorted(this.#macs), names: sorted(this.#names) };
  }

  #digest(kind: string, text: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind}\0${text}`).digest();
  }
}

function remembered(known: Map<string, string>, original: string, make: () => string): string {
  let pseudonym = known.get(original);
  if (pseudonym === undefined) {
    pseudonym = make();
    if (known.size < MOST_REMEMBERED) known.set(original, pseudonym);
  }
  return pseudonym;
}

function sorted(pairs: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...pairs].filter(([from, to]) => from !== to).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
