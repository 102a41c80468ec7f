import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { Snapshot } from '../../events/packet.js';
import type { EvidenceUse } from './segment.js';

/** Texts kept for each use: about 500 bytes each, so 15 MB in all. A scan of a net must not fill the memory. */
const MAXIMUM_TEXTS: Readonly<Record<EvidenceUse, number>> = {
  handshake: 10_000,
  end: 5_000,
  retransmission: 10_000,
  request: 3_000,
  neighbour: 1_000,
};

/** Hands out the texts of lines as long as there is room for them. */
export class EvidenceBudget {
  readonly #used: Record<EvidenceUse, number> = { handshake: 0, end: 0, retransmission: 0, request: 0, neighbour: 0 };

  /** The line with its text; null when the share of this use is spent. Only valid while the record is handed over. */
  take(use: EvidenceUse, snapshot: Snapshot, verbatim: Verbatim): EvidenceText | null {
    if (this.#used[use] >= MAXIMUM_TEXTS[use]) return null;
    this.#used[use]++;
    return { input: snapshot.input, line: snapshot.line, text: verbatim() };
  }

  /** A text that was taken is no longer kept. */
  giveBack(use: EvidenceUse): void {
    this.#used[use]--;
  }
}
