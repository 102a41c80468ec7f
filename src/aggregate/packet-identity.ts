import type { Snapshot } from '../events/packet.js';
import type { Identity } from './case.js';
import { textHash } from './content-hash.js';
import { ContentWindow } from './content-window.js';
import { GroupKeys, hasGroupIdentity, placeKey } from './packet-key.js';
import type { PacketFacts } from './packet-facts.js';
import { PacketWindow, SAME_CONTENT_WINDOW_NS, SAME_GROUP_WINDOW_NS } from './packet-window.js';
import { NO_ENTRY } from './recent-texts.js';

/** Protocols are told apart in the keys of groups; all beyond these are one. */
const MAXIMUM_PROTOCOLS = 32;

/** Tells the packets of a log apart: by their group where the build counts in groups, else by their content. */
export class PacketIdentity {
  /** Of the snapshot that was asked for last: whether its group is its identity, and what tells it from others. */
  isGroup = false;
  key: string | number = '';
  /** A hash for the key. */
  hash = 0;
  readonly #contents = new ContentWindow(SAME_CONTENT_WINDOW_NS);
  #groupKeys = new GroupKeys();
  #groups = new PacketWindow(SAME_GROUP_WINDOW_NS);
  #groupsByProtocol: PacketWindow[] = [];
  readonly #protocols = new Map<string, number>();

  /** Another log has its own ids. */
  beginInput(): void {
    this.#contents.clear();
    this.#groupKeys = new GroupKeys();
    this.#groups = new PacketWindow(SAME_GROUP_WINDOW_NS);
    this.#groupsByProtocol = [];
    this.#protocols.clear();
  }

  /** Of the snapshot that was asked for last. */
  get identity(): Identity {
    return this.isGroup ? 'group-id' : 'content';
  }

  /**
   * True for the first snapshot of a packet.
   * @param facts of its header, null without one; they remember when its content came last
   */
  isNew(snapshot: Snapshot, facts: PacketFacts | null, atNs: number): boolean {
    this.isGroup = hasGroupIdentity(snapshot);
    if (this.isGroup) {
      const group = this.#groupKeys.key(snapshot);
      this.key = group;
      this.hash = typeof group === 'number' ? group : textHash(0, group);
      return this.#groups.isNew(group, atNs);
    }
    if (facts === null) {
      const place = placeKey(snapshot);
      this.key = place;
      this.hash = textHash(0, place);
      return this.#contents.isNew(place, this.hash, NO_ENTRY, atNs);
    }
    this.key = facts.text;
    this.hash = facts.hash;
    const isNew = this.#contents.isNew(facts.text, facts.hash, facts.seen, atNs);
    facts.seen = this.#contents.entry;
    return isNew;
  }

  /**
   * The same for the packet as this line names it, asked after `isNew`: the first snapshot of a group may be one that was
   * decoded as noise, so those with addresses count on their own.
   */
  isNewHere({ header }: Snapshot, isNew: boolean, atNs: number): boolean {
    if (!this.isGroup || header === null) return isNew;
    let index = this.#protocols.get(header.protocol);
    if (index === undefined) {
      index = Math.min(this.#protocols.size, MAXIMUM_PROTOCOLS - 1);
      this.#protocols.set(header.protocol, index);
    }
    this.#groupsByProtocol[index] ??= new PacketWindow(SAME_GROUP_WINDOW_NS);
    return (this.#groupsByProtocol[index] as PacketWindow).isNew(this.key, atNs);
  }
}
