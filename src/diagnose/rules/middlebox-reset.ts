import { captureAtPeer } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, wasOpen } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

export const middleboxReset: Rule = connectionRule({
  id: 'middlebox-reset',
  title: 'Resets come from the machine whose address they carry',
  trigger:
    'Open connections ended by a RST that does not fit its sender: other hop limit than its packets before, both directions at once, or outside of the window; by peer.',
  meaning:
    'A firewall, intrusion prevention or load balancer probably sent the RST in the name of the peer. Only a capture at the peer proves it.',
  category: 'remote-policy',
  side: 'remote',
  claims: (view) =>
    wasOpen(view) &&
    view.end?.how === 'rst' &&
    (view.end.resetClass === 'middlebox' || view.end.resetClass === 'outside-window'),
  canTell: ({ end }) => end !== null,
  missing: 'No connection was captured to its end.',
  cause: ({ remote }) => remote.address,
  finding,
});

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const isOutside = views.every(({ end }) => end?.resetClass === 'outside-window');
  return findingOf({
    id: 'middlebox-reset',
    severity: 'suspect',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    title: `The RST on ${counted(views.length, 'connection')} with ${listed(views.map(({ connection }) => connection.remote))} does not fit its sender, which points to a device on the path`,
    explanation: `${isOutside ? 'Its sequence number lies outside of the window, so it is not from a machine that knows the connection.' : 'It came in both directions at once, or with another hop limit than the packets of that machine before.'} Firewalls, intrusion prevention and load balancers end connections that way. A hop limit can also change by one with another route, so this is a hint.`,
    ...affectedByConnections(views, () => 1, lifeEvidence),
    next: [
      ...captureAtPeer('tcp', first.remote),
      'The RST is here and was not sent there: a device between made it. Ask for the logs of the firewalls and load balancers at that time.',
    ],
    notConfused: 'Not proven to be the peer: its application log may show nothing at all.',
    doc: TCP_CONNECTIVITY,
  });
}
