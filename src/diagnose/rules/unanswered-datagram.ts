import { discoveryService } from '../../knowledge/noise.js';
import type { ConnectionView } from '../connection-view.js';
import { captureAtPeer } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { serviceWords } from '../drop-words.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { isAskedByPeer, requestsOf, unansweredOf } from '../unanswered.js';
import { counted, listed } from '../words.js';

/** Protocols that answer every request: Kerberos, NTP, SNMP, CLDAP, QUIC, IKE, STUN, RADIUS. Others may be one-way (syslog, media). */
const ANSWERING_PORTS: readonly number[] = [88, 123, 161, 389, 443, 464, 500, 1812, 1813, 3478, 4500];
/** Fewer may be lost by chance, and programs repeat them. */
export const ENOUGH_UNANSWERED = LOOK_FROM_PACKETS;

export const unansweredDatagram: Rule = connectionRule({
  id: 'unanswered-datagram',
  title: 'UDP requests are answered',
  trigger: `UDP requests of this host without any answer, by server and port, from ${ENOUGH_UNANSWERED}; a suspect for protocols that always answer (Kerberos, NTP, SNMP, QUIC, IKE, …), else information.`,
  meaning:
    'Datagrams went out and nothing came back. For protocols that answer, the request or the reply was lost or refused in silence; many others are one-way.',
  category: 'remote-policy',
  side: 'remote',
  claims: (view) =>
    view.connection.protocol === 'udp' &&
    unansweredOf(view) > 0 &&
    !isAskedByPeer(view) &&
    discoveryService('udp', view.remote.port) === null &&
    discoveryService('udp', view.local.port) === null,
  canTell: ({ connection, sources }) =>
    connection.protocol === 'udp' && sources.some(({ unanswered }) => unanswered !== null),
  missing: 'No UDP request was captured.',
  cause: ({ connection }) => connection.remote,
  finding,
});

function finding(views: readonly ConnectionView[]): RuleFinding | null {
  const first = views[0]!;
  const missing = views.reduce((sum, view) => sum + unansweredOf(view), 0);
  const asked = views.reduce((sum, view) => sum + requestsOf(view), 0);
  // Media and tunnels send many packets for one that comes back: only complete silence counts.
  if (missing < ENOUGH_UNANSWERED || missing < asked) return null;
  const answers = views.every(({ remote }) => ANSWERING_PORTS.includes(remote.port));
  return findingOf({
    id: 'unanswered-datagram',
    severity: answers ? 'suspect' : 'info',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    title: `${listed(views.map(({ connection }) => connection.remote))} answered none of ${counted(missing, 'datagram')} (${listed(views.map(({ remote }) => serviceWords('udp', remote.port)))}), which points to ${answers ? 'loss, a filter or a silent service' : 'a one-way protocol, or to loss'}`,
    explanation: `The datagrams left this host, no reply and no ICMP error came back, and no drop here explains it. ${answers ? 'This protocol answers every request, so request or reply was lost or refused in silence.' : 'Many UDP protocols do not answer at all (syslog, media, telemetry): then this is normal.'}`,
    ...affectedByConnections(views, unansweredOf, ({ sources }) =>
      sources.flatMap(({ unanswered }) => unanswered?.evidence ?? []),
    ),
    next: captureAtPeer('udp', first.remote),
    notConfused: 'Not a closed port as such: that gives "ICMP port unreachable", unless a firewall keeps it back.',
    doc: PACKET_LOSS,
  });
}
