import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../base/time.js';
import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { StackDropEvent } from '../../events/stack-drop.js';
import type { DropFacts } from '../../knowledge/drop-condition.js';
import { isFollowUp } from '../../knowledge/noise.js';
import { statusWords } from '../stated/status-words.js';
import type { TextBudget } from '../stated/text-budget.js';
import { SAME_DROP, type DropNotes } from './drop-notes.js';
import { GroupRows } from './stack-drop-groups.js';
import { stackDropFacts, stackDropMeaning, type StackDropMeaning } from './stack-drop-meaning.js';
import { ReasonRows } from './stack-drop-reasons.js';
import type { StackDropSummary } from './stack-drop-summary.js';

/** Drops remembered until the case is put together, to compare them with PktMon and with connections. */
const MAXIMUM_NOTES = 50_000;
/** The network layer echoes within this time what the transport layer said of a packet. */
const ECHO: Nanoseconds = NANOSECONDS_PER_MILLISECOND;
/** Last drop of each pair of addresses, for finding echoes. */
const MAXIMUM_RECENT = 2_000;

/** One line about dropped packets, as it is remembered. */
export interface StackDropNote {
  readonly at: Nanoseconds;
  readonly input: number;
  readonly line: number;
  readonly facts: DropFacts;
  readonly meaning: StackDropMeaning;
  readonly layer: string;
  readonly packets: number;
  readonly tcb: string | null;
  readonly evidence: EvidenceText | null;
  readonly reasonKey: string;
  readonly groupKey: string;
}

/** What the stack says it discarded: by reason and by ends, noise folded as for PktMon drops. Bounded. */
export class StackDropTable {
  readonly notes: StackDropNote[] = [];
  readonly #broadcast: ReadonlySet<string>;
  readonly #texts: TextBudget;
  readonly #reasons = new ReasonRows();
  readonly #groups = new GroupRows();
  readonly #recent = new Map<string, { readonly at: Nanoseconds; readonly layer: string; readonly groupKey: string }>();
  #lines = 0;
  #packets = 0;
  #noisePackets = 0;
  #benignPackets = 0;
  #notCompared = 0;

  /** `broadcast`: addresses that packet lines showed to be broadcasts of their net; it may grow meanwhile. */
  constructor(texts: TextBudget, broadcast: ReadonlySet<string>) {
    this.#texts = texts;
    this.#broadcast = broadcast;
  }

  /** Packets beyond the notes. */
  get notCompared(): number {
    return this.#notCompared;
  }

  get lines(): number {
    return this.#lines;
  }

  add(event: StackDropEvent, verbatim: Verbatim): void {
    const facts = stackDropFacts(event, this.#broadcast);
    const meaning = stackDropMeaning(event, facts);
    const reasonKey = `${event.layer}|${meaning.value ?? meaning.reason}`;
    const groupKey = `${reasonKey}|${meaning.noise ? 'n' : ''}|${facts.direction}|${facts.protocol}|${facts.source}|${facts.destination}|${event.interface ?? ''}`;
    this.#lines++;
    const echoOf = this.#echoOf(event, facts, meaning);
    const packets = echoOf === null ? packetsOf(event) : 0;
    this.#remember(event, facts, groupKey);
    const needsText =
      this.#reasons.wantsText(reasonKey) || this.#groups.wantsText(groupKey) || facts.protocol === 'tcp';
    const evidence = needsText ? this.#texts.take(event, verbatim) : null;
    this.#reasons.add(reasonKey, event, facts, meaning, packets, evidence);
    if (echoOf !== null) return this.#groups.addLine(echoOf);
    this.#groups.add(groupKey, event, facts, meaning, packets, statusWords(event.status), evidence);
    this.#packets += packets;
    if (meaning.noise) this.#noisePackets += packets;
    else if (meaning.verdict === 'benign') this.#benignPackets += packets;
    if (this.notes.length >= MAXIMUM_NOTES) {
      this.#notCompared += packets;
      return;
    }
    const { at, input, line, layer, tcb } = event;
    this.notes.push({ at, input, line, facts, meaning, layer, packets, tcb, evidence, reasonKey, groupKey });
  }

  /** Finds the packets that PktMon tells too; each of its packets stands for one of ours. */
  compare(drops: DropNotes, areComparable: (one: number, other: number) => boolean): number {
    let found = 0;
    for (const note of this.notes) {
      const same = samePackets(note, drops, areComparable);
      found += same;
      this.#reasons.alsoInPktMon(note.reasonKey, same);
      this.#groups.alsoInPktMon(note.groupKey, same);
    }
    return found;
  }

  finish(alsoInPktMon: number): StackDropSummary {
    return {
      lines: this.#lines,
      packets: this.#packets,
      noisePackets: this.#noisePackets,
      benignPackets: this.#benignPackets,
      alsoInPktMon,
      notCompared: this.#notCompared,
      byReason: this.#reasons.finish(),
      groups: this.#groups.finish(),
      groupsNotKept: this.#groups.notKept,
    };
  }

  /** The group of the packet of which this line only says once more that it was dropped; null when it is no echo. */
  #echoOf(event: StackDropEvent, facts: DropFacts, { code }: StackDropMeaning): string | null {
    const before = this.#recent.get(pairOf(facts));
    if (before === undefined || before.layer === event.layer || event.at - before.at > ECHO || facts.source === '')
      return null;
    // 909 echoes only where the transport layer had its say before; at the network layer alone it is the cause.
    const canEcho = isFollowUp(code, null) || code === 909 || code === 918;
    return canEcho && before.layer === 'transport' ? before.groupKey : null;
  }

  #remember(event: StackDropEvent, facts: DropFacts, groupKey: string): void {
    const pair = pairOf(facts);
    this.#recent.delete(pair);
    this.#recent.set(pair, { at: event.at, layer: event.layer, groupKey });
    if (this.#recent.size <= MAXIMUM_RECENT) return;
    const [oldest] = this.#recent.keys();
    if (oldest !== undefined) this.#recent.delete(oldest);
  }
}

/** A failed send is one datagram; data that a closed application did not want is no packet count. */
function packetsOf({ packets, layer }: StackDropEvent): number {
  return packets ?? (layer === 'tcp-receive' ? 0 : 1);
}

function pairOf({ protocol, source, destination }: DropFacts): string {
  return `${protocol} ${source} ${destination}`;
}

function samePackets(
  note: StackDropNote,
  drops: DropNotes,
  areComparable: (one: number, other: number) => boolean,
): number {
  const { facts, meaning, at } = note;
  if (facts.source === '' || meaning.code === null) return 0;
  let found = 0;
  for (const drop of drops.between(facts.protocol, facts.source, facts.destination, at - SAME_DROP, at + SAME_DROP)) {
    if (found === note.packets) break;
    if (drop.isTaken || !drop.codes.includes(meaning.code) || !areComparable(note.input, drop.input)) continue;
    if (!isSamePort(facts.sourcePort, drop.sourcePort) || !isSamePort(facts.destinationPort, drop.destinationPort))
      continue;
    drop.isTaken = true;
    found++;
  }
  return found;
}

/** The network layer prints no ports. */
function isSamePort(one: number, other: number): boolean {
  return one === 0 || other === 0 || one === other;
}
