import { largest } from '../largest.js';
import { captureAtPeer } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { retransmissionEvidence } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { wereDropsCaptured } from '../drop-absence.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { counted, listed, spanWords } from '../words.js';

/** TcpMaxDataRetransmissions of Windows. */
export const DEFAULT_RETRANSMISSIONS = 5;

export const retransmissionLimit: Rule = connectionRule({
  id: 'retransmission-limit',
  title: 'Data is acknowledged before the retransmissions run out',
  trigger: `Open connections that were given up after the retransmission limit (${DEFAULT_RETRANSMISSIONS} by default) and then reset, by peer.`,
  meaning:
    'Data was sent again and again without an acknowledgement until TCP gave up and reset the connection. From one moment on nothing got through, in at least one direction.',
  category: 'congestion',
  side: 'remote',
  claims: isAtLimit,
  canTell: ({ end, retransmits }) => end !== null || retransmits !== null,
  missing: 'No connection was captured to its end.',
  cause: ({ remote, end }) => `${remote.address} ${end?.by ?? ''}`,
  finding,
});

/** Classes of an end for which nobody answered any more: data, keep-alive probes, FIN. */
const SILENCE_CLASSES: readonly (string | null)[] = [
  'retransmission-limit',
  'keep-alive-timeout',
  'disconnect-timeout',
];

/** Given up for want of acknowledgements, as packets show or as the stack states. */
export function isAtLimit({ end, status, handshake }: ConnectionView): boolean {
  if (
    end === null ||
    (handshake !== null && handshake.outcome !== 'established' && handshake.outcome !== 'not-captured')
  )
    return false;
  return (
    end.how === 'retransmission-limit' ||
    SILENCE_CLASSES.includes(end.resetClass) ||
    (end.how === 'abort' && status === 'STATUS_IO_TIMEOUT')
  );
}

function finding(views: readonly ConnectionView[], { aggregate }: RuleInput): RuleFinding {
  const first = views[0]!;
  const byPeer = views.every(({ end }) => end?.by === 'remote');
  const copies = largest(views.map(({ retransmits }) => retransmits?.mostCopies ?? 0));
  const silence = largest(
    views.flatMap(({ sources }) =>
      sources.flatMap(({ episodes }) => episodes.map(({ longestSilenceMs }) => longestSilenceMs)),
    ),
  );
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const who = byPeer ? remotes : 'this host';
  return findingOf({
    id: 'retransmission-limit',
    severity: 'fault',
    side: 'remote',
    category: 'congestion',
    confidence: byPeer ? 'low' : 'medium',
    title: `${byPeer ? `${remotes} gave up ${counted(views.length, 'connection')} with this host` : `${counted(views.length, 'connection')} to ${remotes} given up`} after ${triedWords(first, copies)} without an acknowledgement${byPeer ? ', which points to loss on the way' : ''}`,
    sentence: `${counted(views.length, 'connection')} with ${remotes} broke because data was never acknowledged${byPeer ? ' by this host, which points to loss on the way' : `, not even after ${triedWords(first, copies)}`}`,
    explanation: `The same data was sent ${copies > 0 ? `${copies} more times` : 'again up to the limit'} (${DEFAULT_RETRANSMISSIONS} is the Windows default)${silence > 0 ? `, with waits of up to ${spanWords(silence)}` : ''}, then ${who} reset the connection. The reset is the consequence, not the cause: ${byPeer ? 'the acknowledgements of this host, or the data to it, got lost.' : beyondWords(aggregate)}`,
    ...affectedByConnections(
      views,
      ({ retransmits }) => Math.max(1, retransmits?.segments ?? 0),
      retransmissionEvidence,
    ),
    next: [
      ...captureAtPeer('tcp', first.remote),
      'Data missing there: the path to it loses. Data and acknowledgements both there: the way back loses.',
      'Did only large segments fail? Then test the path MTU: ping -f -l 1472. Was it idle before? Then compare with idle timeouts of firewalls and NAT.',
    ],
    notConfused:
      'Not an application-level reset, although it ends with RST: the retransmissions before it tell the difference.',
    doc: TCP_CONNECTIVITY,
  });
}

/** What was tried in vain. */
function triedWords({ end }: ConnectionView, copies: number): string {
  if (end?.resetClass === 'keep-alive-timeout') return 'keep-alive probes (10 by default)';
  return copies > 0
    ? counted(copies, 'retransmission')
    : `the retransmission limit (${DEFAULT_RETRANSMISSIONS} by default)`;
}

function beyondWords(aggregate: RuleInput['aggregate']): string {
  const doubt = wereDropsCaptured(aggregate)
    ? ', since no drop on this host explains it'
    : '; no drop in this log explains it, but a NetTrace alone does not show every drop of this host';
  return `data or acknowledgements got lost beyond this host${doubt}.`;
}
