/** Lower bound of the retransmission timeout of Windows on the internet (`Get-NetTCPSetting`, MinRto of the Internet template). */
const WINDOWS_MINIMUM_RTO_MS = 300;
/** Linux adds at least this to the smoothed round trip; other stacks are near it. The peer may be anything. */
const PEER_MINIMUM_VARIATION_MS = 200;

/**
 * What the sender's retransmission timer probably is (RFC 6298), without the doubling of later copies, in milliseconds.
 * @param smoothedMs round trip, NaN without a sample
 * @param variationMs of it
 */
export function retransmissionTimeout(smoothedMs: number, variationMs: number, isThisHost: boolean): number {
  // A capture that begins in the middle has no sample, but the stack has: the lower bound is the best guess.
  if (Number.isNaN(smoothedMs)) return isThisHost ? WINDOWS_MINIMUM_RTO_MS : PEER_MINIMUM_VARIATION_MS;
  const spread = 4 * variationMs;
  if (isThisHost) return Math.max(WINDOWS_MINIMUM_RTO_MS, smoothedMs + spread);
  return smoothedMs + Math.max(PEER_MINIMUM_VARIATION_MS, spread);
}
