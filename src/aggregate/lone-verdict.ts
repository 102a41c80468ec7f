import { type DropVerdict, judgeDrop } from '../knowledge/drop-verdict.js';
import { type JudgedDrop, LineFacts } from './drop-facts.js';
import type { DropKind } from './drop-kind.js';

const NO_OTHERS: readonly number[] = [];

/**
 * The verdict on packets of one kind that have a single line. It is worked out again only when something is different
 * that lines of one kind need not have in common.
 */
export class LoneVerdict {
  verdict: DropVerdict | null = null;
  /** The destination is multicast or broadcast. */
  isMulticast = false;
  #location: number | null = null;
  #tcpFlags: string | null = null;
  #icmpType: string | null = null;
  #linkDestination: string | null = null;
  #etherType: string | null = null;
  /** Broadcast addresses are only ever added. */
  #broadcasts = 0;

  /** `broadcast` as in `LineFacts`. */
  judge(event: JudgedDrop, kind: DropKind, broadcast: ReadonlySet<string>): DropVerdict {
    const { header, location } = event;
    const tcpFlags = header?.tcp?.flags ?? null;
    const icmpType = header?.icmp?.type ?? null;
    const linkDestination = header?.link?.destination ?? null;
    const etherType = header?.link?.etherType ?? null;
    if (
      this.verdict !== null &&
      this.#location === location &&
      this.#tcpFlags === tcpFlags &&
      this.#icmpType === icmpType &&
      this.#linkDestination === linkDestination &&
      this.#etherType === etherType &&
      this.#broadcasts === broadcast.size
    )
      return this.verdict;
    const facts = new LineFacts(event, kind.ends, NO_OTHERS, broadcast);
    this.#location = location;
    this.#tcpFlags = tcpFlags;
    this.#icmpType = icmpType;
    this.#linkDestination = linkDestination;
    this.#etherType = etherType;
    this.#broadcasts = broadcast.size;
    this.isMulticast = facts.multicast;
    this.verdict = judgeDrop(kind.reason, facts);
    return this.verdict;
  }
}
