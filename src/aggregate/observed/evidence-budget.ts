import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { Snapshot } from '../../events/packet.js';

/** What an evidence text is kept for: each has its own share of the memory. */
export type EvidenceUse = 'handshake' | 'end' | 'retransmission' | 'request' | 'neighbour';

/** Texts kept for each use: about 500 bytes each, so 15 MB in all. A scan of a net must not fill the memory. */
const MAXIMUM_TEXTS: Readonly<Record<EvidenceUse, number>> = {
  handshake: 10_000,
  end: 5_000,
  retransmission: 10_000,
  request: 3_000,
  neighbour: 1_000,
};

/** The line that is being handed over, for those who may want to keep its text. */
export interface EvidenceSource {
  /** The line with its text; null when the share of this use is spent. */
  take(use: EvidenceUse): EvidenceText | null;
  /** A text that was taken, of this line or another, is no longer kept. */
  giveBack(use: EvidenceUse): void;
}

/** Hands out the texts of lines as long as there is room for them. */
export class EvidenceBudget implements EvidenceSource {
  readonly #used: Record<EvidenceUse, number> = { handshake: 0, end: 0, retransmission: 0, request: 0, neighbour: 0 };
  #snapshot: Snapshot | null = null;
  #verbatim: Verbatim | null = null;

  /** This line is being handed over. */
  look(snapshot: Snapshot, verbatim: Verbatim): void {
    this.#snapshot = snapshot;
    this.#verbatim = verbatim;
  }

  take(use: EvidenceUse): EvidenceText | null {
    if (this.#snapshot === null || this.#verbatim === null || this.#used[use] >= MAXIMUM_TEXTS[use]) return null;
    this.#used[use]++;
    return { input: this.#snapshot.input, line: this.#snapshot.line, text: this.#verbatim() };
  }

  giveBack(use: EvidenceUse): void {
    this.#used[use]--;
  }
}
