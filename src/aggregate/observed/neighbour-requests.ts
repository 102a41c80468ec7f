import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { Snapshot } from '../../events/packet.js';
import type { NeighbourSummary } from '../case.js';
import type { EvidenceSource } from './evidence-budget.js';

/** Targets kept; a scan of a net asks for every address of it. */
const MAXIMUM_TARGETS = 4_000;
const EVIDENCE = 3;
/** Duplicate address detection and ARP probes ask for an address that nobody should have: silence is the good answer. */
const NO_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);

interface Target {
  readonly protocol: 'arp' | 'nd';
  readonly askedBy: string;
  readonly firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  requests: number;
  /** Requests since the last reply. */
  waiting: number;
  replies: number;
  readonly evidence: EvidenceText[];
}

/** Who this host asked for on its link (ARP, neighbour discovery), and whether anybody answered. */
export class NeighbourRequests {
  readonly #targets = new Map<string, Target>();

  /** Each packet once. Requests of other hosts are left out: their answers do not come here. */
  add(snapshot: Snapshot, source: EvidenceSource): void {
    const question = questionOf(snapshot);
    if (question === null) return;
    const key = `${snapshot.input} ${question.protocol} ${question.target}`;
    let target = this.#targets.get(key);
    if (question.isReply) {
      if (target === undefined) return;
      target.replies++;
      target.waiting = 0;
      target.lastTime = snapshot.at;
      return;
    }
    if (!isSent(snapshot) || NO_ADDRESS.has(question.asker) || question.asker === question.target) return;
    if (target === undefined) {
      if (this.#targets.size >= MAXIMUM_TARGETS) return;
      target = {
        protocol: question.protocol,
        askedBy: question.asker,
        firstTime: snapshot.at,
        lastTime: snapshot.at,
        requests: 0,
        waiting: 0,
        replies: 0,
        evidence: [],
      };
      this.#targets.set(key, target);
    }
    target.requests++;
    target.waiting++;
    target.lastTime = snapshot.at;
    const text = target.evidence.length < EVIDENCE ? source.take('neighbour') : null;
    if (text !== null) target.evidence.push(text);
  }

  /** Silent neighbours first, those asked for most often first. */
  finish(): NeighbourSummary[] {
    return [...this.#targets.entries()]
      .map(([key, { waiting, ...target }]) => ({
        target: key.split(' ')[2] ?? '',
        ...target,
        unansweredAtEnd: waiting,
      }))
      .sort(
        (x, y) =>
          Number(x.replies > 0) - Number(y.replies > 0) ||
          y.unansweredAtEnd - x.unansweredAtEnd ||
          (x.target < y.target ? -1 : 1),
      );
  }
}

interface Question {
  readonly protocol: 'arp' | 'nd';
  readonly target: string;
  readonly asker: string;
  readonly isReply: boolean;
}

function questionOf({ header }: Snapshot): Question | null {
  if (header === null) return null;
  if (header.arp !== null)
    return {
      protocol: 'arp',
      target: header.arp.target,
      asker: header.arp.sender,
      isReply: header.arp.operation === 'reply',
    };
  const { icmp } = header;
  if (icmp === null || icmp.target === null) return null;
  if (icmp.type === 'neighbor-solicitation')
    return { protocol: 'nd', target: icmp.target, asker: header.source, isReply: false };
  if (icmp.type === 'neighbor-advertisement')
    return { protocol: 'nd', target: icmp.target, asker: header.destination, isReply: true };
  return null;
}

function isSent({ direction }: Snapshot): boolean {
  return direction === 'Tx' || direction === 'Out';
}
