import { largest } from '../largest.js';
import { connectionTest } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { portForCommand } from '../place.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { counted, listed, spanWords } from '../words.js';

/** NTSTATUS of a connect that was answered by RST. */
const REFUSED_STATUSES: readonly (string | null)[] = ['STATUS_CONNECTION_REFUSED', 'STATUS_REMOTE_NOT_LISTENING'];

export const refusedConnection: Rule = connectionRule({
  id: 'refused-connection',
  title: 'Peers accept the connections that this host opens',
  trigger:
    'SYNs of this host that were answered with RST, or connects that fail with STATUS_CONNECTION_REFUSED, by address and port of the peer.',
  meaning:
    'The peer, or a firewall in front of it, answered the SYN with RST: nothing listens on that port, or connections to it are rejected.',
  category: 'destination-unreachable',
  side: 'remote',
  claims: ({ handshake, end, status }) =>
    handshake?.initiator !== 'remote' &&
    (handshake?.outcome === 'refused' ||
      (end?.how === 'refused' && end.by !== 'local') ||
      REFUSED_STATUSES.includes(status)),
  canTell: ({ handshake }) => handshake !== null && handshake.outcome !== 'not-captured',
  missing: 'No handshake was captured.',
  cause: ({ connection }) => connection.remote,
  finding,
});

function finding(views: readonly ConnectionView[], { everyConnection }: RuleInput): RuleFinding {
  const remotes = [...new Set(views.map(({ connection }) => connection.remote))];
  const first = views[0]!;
  const copies = (view: ConnectionView) => 1 + (view.handshake?.synOffsets.length ?? 0);
  const repeated = largest(views.map(copies));
  const waited = largest(views.map(({ handshake }) => handshake?.ms ?? 0));
  const isLate = views.every(({ end }) => end?.resetClass === 'rejected-late');
  const works = everyConnection.some(
    (view) => view.handshake?.outcome === 'established' && remotes.includes(view.connection.remote),
  );
  return findingOf({
    id: 'refused-connection',
    severity: 'fault',
    side: 'remote',
    category: 'destination-unreachable',
    confidence: works || isLate ? 'medium' : 'high',
    title: `${listed(remotes)} refused ${counted(views.length, 'connection')} with RST`,
    sentence: `${listed(remotes)} refused ${counted(views.length, 'connection')} of this host with RST`,
    explanation: `The answer to the SYN was RST, so the way there and back works and something there says no: no program listens on the port, or a firewall rejects instead of dropping.${repeated > 1 ? ` Windows sends a refused SYN again after 0.5 s, normally twice, so ${repeated} SYNs are one attempt${waited > 0 ? `; it cost ${spanWords(waited)}` : ''}.` : ''}${works ? ' Other connections to the same port were accepted in this capture: a full backlog, or one of several machines behind the address.' : ''} The program sees error 10061.`,
    ...affectedByConnections(views, copies, lifeEvidence),
    next: [
      connectionTest(first.remote),
      `netstat -anob | findstr /C:":${portForCommand(first.remote.port)} "   (on the peer: is the port LISTENING, on which address?)`,
      'Start the service there, or correct address and port in the configuration of this client.',
      'If it listens, capture there: does the SYN arrive? If not, a firewall on the way answers in its name.',
    ],
    notConfused:
      'Not packet loss: the answer came. A dropping firewall would give no answer at all, and the client error 10060.',
    doc: TCP_CONNECTIVITY,
  });
}
