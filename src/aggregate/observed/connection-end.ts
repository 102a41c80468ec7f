import type { EvidenceText } from '../../events/evidence.js';
import type { ConversationEnd } from '../conversation.js';
import { resetClass, type ResetClass, type ResetFacts } from './reset-class.js';
import type { Segment } from './segment.js';

/** How one connection ended, and which end did it; of several on the same ports the latest. */
export class ConnectionEnd {
  #finBy: 0 | 1 | null = null;
  #finMs: number | null = null;
  #areBothFinished = false;
  #reset: { readonly by: 0 | 1; readonly atMs: number; class: ResetClass | null } | null = null;
  #evidence: EvidenceText[] = [];

  get isFinished(): boolean {
    return this.#finBy !== null || this.#reset !== null;
  }

  get hasFin(): boolean {
    return this.#finBy !== null;
  }

  fin(segment: Segment): void {
    if (this.#finBy === null) {
      this.#finBy = segment.sender;
      this.#finMs = segment.atMs;
      this.#keep(segment);
    } else if (segment.sender !== this.#finBy) this.#areBothFinished = true;
  }

  reset(segment: Segment, facts: ResetFacts): void {
    const kind = resetClass(facts);
    if (this.#reset === null) {
      this.#reset = { by: segment.sender, atMs: segment.atMs, class: kind };
      this.#keep(segment);
    } else if (kind === 'middlebox') this.#reset.class = kind;
  }

  finish(localEnd: 0 | 1, timeOf: (ms: number) => bigint): ConversationEnd {
    const end = (
      how: ConversationEnd['how'],
      by: 0 | 1 | null,
      ms: number | null,
      kind: ResetClass | null,
    ): ConversationEnd => ({
      how,
      by: by === null ? null : by === localEnd ? 'local' : 'remote',
      resetClass: kind,
      status: null,
      at: ms === null ? null : timeOf(ms),
      evidence: this.#evidence,
    });
    const reset = this.#reset;
    // A RST behind both FINs is an impatient close, not the reason of the end.
    if (this.#finBy !== null && (reset === null || this.#areBothFinished))
      return end('fin', this.#finBy, this.#finMs, reset?.class ?? null);
    if (reset === null) return end('open', null, null, null);
    const isRefusal = reset.class === 'port-closed' || reset.class === 'rejected-late';
    const how = reset.class === 'retransmission-limit' ? 'retransmission-limit' : isRefusal ? 'refused' : 'rst';
    return end(how, reset.by, reset.atMs, reset.class);
  }

  #keep(segment: Segment): void {
    const evidence = segment.evidence('end');
    if (evidence !== null) this.#evidence.push(evidence);
  }
}
