import type { ConnectionView } from '../connection-view.js';
import { captureAtPeer } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import { addressForCommand } from '../place.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { isAskedByPeer, requestsOf, unansweredOf } from '../unanswered.js';
import { counted, listed, percentWords } from '../words.js';

const DNS_PORT = 53;
/** One query that is lost is repeated after 1 s and nobody notices. */
export const ENOUGH_UNANSWERED = LOOK_FROM_PACKETS;
/** Of queries to a server that works. */
export const SUSPECT_ABOVE_SHARE = 0.05;

export const unansweredDns: Rule = connectionRule({
  id: 'unanswered-dns',
  title: 'DNS servers answer',
  trigger: `DNS queries of this host without an answer, by server: a fault when none of at least ${ENOUGH_UNANSWERED} was answered, a suspect when more than ${percentWords(SUSPECT_ABOVE_SHARE)} were not.`,
  meaning:
    'Queries left this host and no answer came. Programs wait for seconds, then fail with "name not found", although only the name service is at fault.',
  category: 'remote-policy',
  side: 'remote',
  claims: (view) =>
    view.connection.protocol === 'udp' &&
    view.remote.port === DNS_PORT &&
    unansweredOf(view) > 0 &&
    !isAskedByPeer(view),
  canTell: ({ connection, remote, sources }) =>
    connection.protocol === 'udp' && remote.port === DNS_PORT && sources.some(({ unanswered }) => unanswered !== null),
  missing: 'No DNS query was captured.',
  cause: ({ remote }) => remote.address,
  finding,
});

function finding(views: readonly ConnectionView[], { everyConnection }: RuleInput): RuleFinding | null {
  const addresses = new Set(views.map(({ remote }) => remote.address));
  const all = everyConnection.filter(
    ({ connection, remote }) =>
      connection.protocol === 'udp' && remote.port === DNS_PORT && addresses.has(remote.address),
  );
  const asked = all.reduce((sum, view) => sum + requestsOf(view), 0);
  const missing = views.reduce((sum, view) => sum + unansweredOf(view), 0);
  if (missing < ENOUGH_UNANSWERED) return null;
  const isDead = missing >= asked;
  const isMany = missing / Math.max(1, asked) > SUSPECT_ABOVE_SHARE;
  const servers = listed([...addresses]);
  const [server = ''] = addresses;
  return findingOf({
    id: 'unanswered-dns',
    severity: isDead ? 'fault' : isMany ? 'suspect' : 'info',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'medium',
    title: `DNS server ${servers} left ${counted(missing, 'query', 'queries')} of ${asked} unanswered`,
    sentence: `DNS server ${servers} left ${missing} of ${counted(asked, 'query', 'queries')} unanswered, and this host did not drop them`,
    explanation: `The queries left this host and no answer came in, and no drop here explains it: ${isDead ? 'the server is off, unreachable, or a filter drops the queries or answers' : 'queries or answers get lost on the way, or the server is overloaded'}. The Windows DNS client asks its first server for about 1 s, then all of them, and gives up after 10 to 15 s.`,
    ...affectedByConnections(views, unansweredOf, ({ sources }) =>
      sources.flatMap(({ unanswered }) => unanswered?.evidence ?? []),
    ),
    next: [
      `Resolve-DnsName -Name example.com -Server ${addressForCommand(server)} -DnsOnly`,
      `Test-NetConnection -ComputerName ${addressForCommand(server)} -Port 53   (DNS also listens on TCP: does it answer there?)`,
      'Get-DnsClientServerAddress | Format-Table InterfaceAlias,ServerAddresses   (is this server still meant to be used?)',
      ...captureAtPeer('udp', { address: server, port: DNS_PORT }),
    ],
    notConfused: 'Not a wrong name: a server that does not know it answers with NXDOMAIN.',
    doc: PACKET_LOSS,
  });
}
