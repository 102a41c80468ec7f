import { largest } from '../largest.js';
import { noConversationData } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, lostBeyondThisHost } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/** TCP takes a third duplicate acknowledgement as a sign of loss (RFC 5681); fewer are everyday. */
export const ENOUGH_OUT_OF_ORDER = 3;

export const reorderedSegments: Rule = {
  id: 'reordered-segments',
  title: 'Segments arrive in the order in which they were sent',
  trigger: `Connections with at least ${ENOUGH_OUT_OF_ORDER} segments out of order, or as many duplicate acknowledgements, and no retransmission that was needed; information only.`,
  meaning:
    'Segments overtook each other: several paths, several queues or links of a team. It looks like the beginning of loss and is none.',
  category: 'congestion',
  side: 'undecided',
  evaluate(input) {
    const why = noConversationData(
      input,
      ({ sources }) => sources.some(({ outOfOrder, duplicateAcks }) => outOfOrder !== null || duplicateAcks !== null),
      'The order of segments was not captured.',
    );
    if (why !== null) return noData(why);
    const hit = input.everyConnection.filter(
      (view) => lostBeyondThisHost(view) === 0 && signsOf(view) >= ENOUGH_OUT_OF_ORDER,
    );
    return failedOrPassed(hit.length === 0 ? [] : [finding(hit)]);
  },
};

function signsOf({ sources }: ConnectionView): number {
  return largest(sources.map(({ outOfOrder, duplicateAcks }) => Math.max(outOfOrder ?? 0, duplicateAcks ?? 0)));
}

function finding(views: readonly ConnectionView[]): RuleFinding {
  return findingOf({
    id: 'reordered-segments',
    severity: 'info',
    side: 'undecided',
    category: 'congestion',
    confidence: 'medium',
    isLoss: false,
    title: `Segments of ${counted(views.length, 'connection')} arrived out of order (${listed(views.map(({ connection }) => connection.remote))}), and none was lost`,
    explanation:
      'Duplicate acknowledgements or gaps that closed by themselves, without a retransmission that was needed. Load balancing over several paths, teams of adapters and RSS do that. It costs speed only when it is frequent.',
    ...affectedByConnections(views, signsOf, lifeEvidence),
    next: [
      'Get-NetLbfoTeam; Get-VMSwitchTeam   (does a team spread single packets instead of connections?)',
      'Look at the load balancing of routers on the path: by connection, not by packet.',
    ],
    notConfused: 'Not loss: every segment arrived.',
    doc: PACKET_LOSS,
  });
}
