import { largest } from '../largest.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { retransmissionEvidence, wasOpen } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import { pathMtuSteps } from '../path-mtu-steps.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/** A segment of this share of the maximum segment size counts as large: options take a few bytes of it. */
export const LARGE_SHARE = 0.9;
/** Loss by chance does not hit the same large segment so often while everything small passes. */
export const COPIES_OF_A_LARGE_SEGMENT = 3;
/** One connection may be an outage that met a large segment; the same on several is the size. */
export const MEDIUM_FROM_CONNECTIONS = 2;

export const mtuBlackHole: Rule = connectionRule({
  id: 'mtu-black-hole',
  title: 'Large segments get through as small ones do',
  trigger: `Open connections whose repeated segments are all large (${LARGE_SHARE * 100} % of the maximum segment size or more), one of them at least ${COPIES_OF_A_LARGE_SEGMENT} times without success, while small segments pass; or black hole detection of the stack (1084); by peer.`,
  meaning:
    'Packets above some size vanish on the path, and the ICMP message that should say so does not arrive: handshake and small requests work, transfers hang.',
  category: 'mtu',
  side: 'remote',
  claims,
  canTell: ({ sources }) =>
    sources.some(
      ({ maximumSegmentSize, largestSegmentBytes, retransmissions }) =>
        (maximumSegmentSize ?? largestSegmentBytes) !== null || retransmissions.length > 0,
    ),
  missing: 'The sizes of segments were not captured.',
  cause: ({ remote }) => remote.address,
  finding,
});

/** Windows found it out itself (1084). */
function isStated({ sources }: ConnectionView): boolean {
  return sources.some(({ pathMtu }) => (pathMtu?.entered ?? 0) > 0);
}

function claims(view: ConnectionView): boolean {
  if (!wasOpen(view) || (view.retransmits?.droppedHere ?? 0) > 0) return false;
  if (isStated(view)) return true;
  return view.sources.some(({ maximumSegmentSize, largestSegmentBytes, retransmissions, episodes, sent, received }) => {
    const fullBytes = maximumSegmentSize ?? largestSegmentBytes;
    if (fullBytes === null || fullBytes === 0) return false;
    const repeated = retransmissions.filter(
      ({ kind, bytes, spurious }) => kind !== 'syn' && bytes > 0 && spurious !== true,
    );
    const isLarge = repeated.length > 0 && repeated.every(({ bytes }) => bytes >= fullBytes * LARGE_SHARE);
    if (!isLarge || !repeated.some(({ copy }) => copy >= COPIES_OF_A_LARGE_SEGMENT)) return false;
    const isStuck = view.end?.how === 'retransmission-limit' || episodes.some(({ recovered }) => !recovered);
    return isStuck && smallOnesPassed(fullBytes, sent, received);
  });
}

/** Other segments of either direction that were smaller and were not repeated: the path itself works. */
function smallOnesPassed(
  fullBytes: number,
  sent: { readonly bytes: number; readonly segments: number } | null,
  received: { readonly bytes: number; readonly segments: number } | null,
): boolean {
  const hasSmall = (volume: { readonly bytes: number; readonly segments: number } | null) =>
    volume !== null && volume.segments > 0 && volume.bytes < volume.segments * fullBytes * LARGE_SHARE;
  return hasSmall(sent) || hasSmall(received);
}

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const isSure = views.length >= MEDIUM_FROM_CONNECTIONS || views.some(isStated);
  const sizes = views.flatMap(({ sources }) =>
    sources.flatMap(({ retransmissions }) => retransmissions.map(({ bytes }) => bytes)),
  );
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const largestBytes = largest(sizes);
  return findingOf({
    id: 'mtu-black-hole',
    severity: 'fault',
    side: 'remote',
    category: 'mtu',
    confidence: views.some(isStated) ? 'high' : isSure ? 'medium' : 'low',
    title: `Only large segments${largestBytes > 0 ? ` (${largestBytes} bytes)` : ''} get lost on ${counted(views.length, 'connection')} with ${remotes}, ${views.some(isStated) ? 'and Windows itself detected a path MTU black hole' : 'which points to a path MTU black hole'}`,
    explanation: `Segments of nearly the maximum size were repeated again and again without success, while small ones passed. A link of the path (VPN, tunnel, PPPoE) carries less than 1500 bytes and drops what is larger, and the ICMP message that names the size does not come back, mostly because a firewall drops it.`,
    ...affectedByConnections(
      views,
      ({ retransmits }) => Math.max(1, retransmits?.segments ?? 0),
      retransmissionEvidence,
    ),
    next: pathMtuSteps(first.remote.address),
    notConfused:
      'Not congestion: that hits small and large segments alike and passes. Not an idle timeout: small segments still pass.',
    doc: PACKET_LOSS,
  });
}
