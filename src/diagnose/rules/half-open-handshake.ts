import { captureAtPeer, routeCheck } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, msUntilCaptureEnd } from '../conversation-facts.js';
import { serviceWords } from '../drop-words.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { counted, listed } from '../words.js';
import { ENOUGH_SILENCE_MS } from '../handshake-silence.js';

/** A client that went away leaves one; several from one machine are a way that loses the answer, or a scan. */
export const SUSPECT_FROM_CONNECTIONS = 2;

export const halfOpenHandshake: Rule = connectionRule({
  id: 'half-open-handshake',
  title: 'Clients complete the handshake that this host answered',
  trigger: `SYNs that this host answered with SYN-ACK and whose client sent no ACK, by client; a suspect when the SYN or SYN-ACK was repeated or from ${SUSPECT_FROM_CONNECTIONS} connections.`,
  meaning:
    'The SYN-ACK of this host got no answer. It was lost on the way back: asymmetric routes, NAT, or a stateful firewall that sees half of the flow. Scanners do it on purpose.',
  category: 'remote-policy',
  side: 'remote',
  claims: ({ handshake, end }) =>
    handshake?.outcome === 'half-open' && handshake.initiator === 'remote' && end?.how !== 'rst',
  canTell: ({ handshake }) => handshake?.initiator === 'remote',
  missing: 'No connection from outside was captured from its beginning.',
  cause: ({ remote }) => remote.address,
  finding,
});

function finding(views: readonly ConnectionView[], { aggregate }: RuleInput): RuleFinding | null {
  const repeated = (view: ConnectionView) => (view.handshake?.synOffsets.length ?? 0) + (view.retransmits?.syn ?? 0);
  const open = views.filter((view) => repeated(view) > 0 || msUntilCaptureEnd(view, aggregate) >= ENOUGH_SILENCE_MS);
  const first = open[0];
  if (first === undefined) return null;
  const isSuspect = open.length >= SUSPECT_FROM_CONNECTIONS || open.some((view) => repeated(view) > 0);
  return findingOf({
    id: 'half-open-handshake',
    severity: isSuspect ? 'suspect' : 'info',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    title: `The SYN-ACK of this host to ${listed(open.map(({ remote }) => remote.address))} got no answer on ${counted(open.length, 'connection')}, which points to the way back (${listed(open.map(({ local }) => serviceWords('tcp', local.port)))})`,
    explanation:
      'The SYN arrived and the SYN-ACK left, but the client never confirmed it. Either the SYN-ACK is lost on the way back (another route, NAT, a stateful firewall that did not see the SYN), or the client asks without wanting the connection (a scan, or a client that has given up).',
    ...affectedByConnections(open, (view) => 1 + repeated(view), lifeEvidence),
    next: [
      ...captureAtPeer('tcp', first.remote),
      `${routeCheck(first.remote.address)}   (does the answer leave by the interface on which the SYN came in?)`,
    ],
    notConfused: 'Not a missing listener: this host accepted the connection.',
    doc: TCP_CONNECTIVITY,
  });
}
