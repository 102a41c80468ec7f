/** Lower bound of the retransmission timeout of Windows on the internet (`Get-NetTCPSetting`, MinRto of the Internet template). */
const WINDOWS_MINIMUM_RTO_MS = 300;
/** Linux adds at least this to the smoothed round trip; other stacks are near it. The peer may be anything. */
const PEER_MINIMUM_VARIATION_MS = 200;

/** Smoothed round-trip time and what the sender's timer probably is (RFC 6298). Times in milliseconds. */
export class RtoEstimate {
  #smoothed = Number.NaN;
  #variation = Number.NaN;

  /** NaN without a sample. */
  get smoothedMs(): number {
    return this.#smoothed;
  }

  /** Karn's rule is the caller's: no sample from a segment that was retransmitted. */
  add(ms: number): void {
    if (Number.isNaN(this.#smoothed)) {
      this.#smoothed = ms;
      this.#variation = ms / 2;
      return;
    }
    this.#variation = 0.75 * this.#variation + 0.25 * Math.abs(this.#smoothed - ms);
    this.#smoothed = 0.875 * this.#smoothed + 0.125 * ms;
  }

  /** First timeout of a segment, without the doubling of later ones. */
  timeoutMs(isThisHost: boolean): number {
    // A capture that begins in the middle has no sample, but the stack has: the lower bound is the best guess.
    if (Number.isNaN(this.#smoothed)) return isThisHost ? WINDOWS_MINIMUM_RTO_MS : PEER_MINIMUM_VARIATION_MS;
    const spread = 4 * this.#variation;
    if (isThisHost) return Math.max(WINDOWS_MINIMUM_RTO_MS, this.#smoothed + spread);
    return this.#smoothed + Math.max(PEER_MINIMUM_VARIATION_MS, spread);
  }
}
