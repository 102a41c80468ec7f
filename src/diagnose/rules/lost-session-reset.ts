import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { captureAtPeer } from '../commands.js';
import { lifeEvidence, wasOpen } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

export const lostSessionReset: Rule = connectionRule({
  id: 'lost-session-reset',
  title: 'Both ends of an open connection know it',
  trigger:
    'Open connections ended by a RST without ACK whose number is the last one acknowledged: the answer of a stack that does not know the connection; by peer and sender.',
  meaning:
    'One end lost the connection (restart, failover, expired session) and answered the next packet with RST, as the standard demands.',
  category: 'session-loss',
  side: 'remote',
  claims: (view) => wasOpen(view) && view.end?.how === 'rst' && view.end.resetClass === 'unknown-connection',
  canTell: ({ end }) => end !== null,
  missing: 'No connection was captured to its end.',
  cause: ({ remote, end }) => `${remote.address} ${end?.by ?? ''}`,
  finding,
});

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const isHere = first.end?.by === 'local';
  const remotes = listed(views.map(({ connection }) => connection.remote));
  return findingOf({
    id: 'lost-session-reset',
    severity: 'suspect',
    side: isHere ? 'local' : 'remote',
    category: 'session-loss',
    confidence: 'medium',
    title: isHere
      ? `This host no longer knew ${counted(views.length, 'connection')} that ${remotes} still used, and reset ${views.length === 1 ? 'it' : 'them'}`
      : `${remotes} no longer knew ${counted(views.length, 'connection')} of this host and reset ${views.length === 1 ? 'it' : 'them'}`,
    explanation: `The RST carries no acknowledgement and exactly the number that was acknowledged last: so answers a stack that gets a packet for a connection it does not have. ${isHere ? 'This host closed it earlier, or was restarted.' : 'The peer was restarted, its process had closed the connection long before, or a load balancer sent the packet to another machine.'}`,
    ...affectedByConnections(views, () => 1, lifeEvidence),
    next: [
      isHere
        ? "Get-WinEvent -FilterHashtable @{LogName='System';Id=6005,6006,7036} -MaxEvents 30   (restart of this host or of the service?)"
        : 'Ask for restarts, failovers and idle timeouts at the peer and at load balancers in front of it at that time.',
      ...captureAtPeer('tcp', first.remote),
    ],
    notConfused:
      'Not an application-level reset: that one acknowledges data and carries the next number of its sender.',
    doc: TCP_CONNECTIVITY,
  });
}
