import { captureAtPeer, connectionTest, routeCheck } from '../commands.js';
import type { ConnectionView } from '../connection-view.js';
import { connectionRule } from '../connection-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { serviceWords } from '../drop-words.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { portForCommand } from '../place.js';
import type { Rule, RuleFinding } from '../rule.js';
import { isAskedByPeer } from '../unanswered.js';
import { counted, listed } from '../words.js';

/** One error answers one packet; from here on it is a state. */
export const FAULT_FROM_ERRORS = LOOK_FROM_PACKETS;
/** NTSTATUS of a connect that ICMP ended. */
const UNREACHABLE_STATUSES: readonly (string | null)[] = [
  'STATUS_PORT_UNREACHABLE',
  'STATUS_PROTOCOL_UNREACHABLE',
  'STATUS_HOST_DOWN',
  'STATUS_HOPLIMIT_EXCEEDED',
];

/** What each ICMP error says of the destination. */
const MEANINGS: Readonly<Record<string, string>> = {
  'port-unreachable': 'the machine is there, but no program has that port open',
  'protocol-unreachable': 'the machine does not speak that protocol',
  'host-unreachable': 'the last router gets no answer from the machine: it is off, or its address is wrong',
  'net-unreachable': 'a router has no route to that net',
  'admin-prohibited': 'a firewall or router refuses by its policy, and says so',
  'time-exceeded': 'the packet used up its hops: a routing loop',
};

export const unreachableDestination: Rule = connectionRule({
  id: 'unreachable-destination',
  title: 'No ICMP error answers what this host sends',
  trigger: `SYNs, datagrams or pings of this host that were answered by an ICMP error (port, host, net unreachable, prohibited, time exceeded), by destination; a fault from ${FAULT_FROM_ERRORS} errors.`,
  meaning:
    'The destination or a router on the way said that the packets cannot be delivered, and why. For UDP "port unreachable" is what RST is for TCP.',
  category: 'destination-unreachable',
  side: 'remote',
  claims: (view) =>
    view.handshake?.outcome === 'unreachable' ||
    UNREACHABLE_STATUSES.includes(view.status) ||
    (errorsOf(view).length > 0 && !isAskedByPeer(view)),
  canTell: ({ handshake, sources }) =>
    (handshake !== null && handshake.outcome !== 'not-captured') ||
    sources.some(({ unanswered }) => unanswered !== null),
  missing: 'No request was captured from its beginning.',
  cause: (view) =>
    `${view.connection.protocol} ${view.remote.address} ${view.remote.port} ${errorsOf(view)[0]?.type ?? ''}`,
  finding,
});

/** ICMP errors other than those about the size of packets. */
function errorsOf({ sources }: ConnectionView) {
  return sources
    .flatMap(({ unanswered }) => unanswered?.icmpErrors ?? [])
    .filter(({ type, mtuBytes }) => type !== 'packet-too-big' && mtuBytes === null);
}

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const errors = views.flatMap(errorsOf);
  const types = [...new Set(errors.map(({ type }) => type))];
  const total = Math.max(
    views.length,
    errors.reduce((sum, { count }) => sum + count, 0),
  );
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const isPolicy = types.length > 0 && types.every((type) => type === 'admin-prohibited');
  const isPort = types.every((type) => type === 'port-unreachable');
  const what =
    types.length === 0
      ? (first.status ?? 'an ICMP error')
      : `ICMP "${listed(types.map((type) => type.replaceAll('-', ' ')))}"`;
  return findingOf({
    id: 'unreachable-destination',
    severity: first.connection.protocol === 'tcp' || total >= FAULT_FROM_ERRORS ? 'fault' : 'suspect',
    side: 'remote',
    category: isPolicy ? 'remote-policy' : 'destination-unreachable',
    confidence: 'high',
    title: `${remotes} cannot be reached: ${counted(total, 'packet')} answered by ${what}`,
    sentence: `${counted(total, 'packet')} to ${remotes} came back as ${what}`,
    explanation: `The error says it: ${listed(types.map((type) => MEANINGS[type] ?? type)) || 'the destination cannot be reached'}. It concerns ${serviceWords(first.connection.protocol, first.remote.port)}. UDP knows no refusal of its own, so ICMP carries it.`,
    ...affectedByConnections(
      views,
      (view) =>
        Math.max(
          1,
          errorsOf(view).reduce((sum, { count }) => sum + count, 0),
        ),
      ({ sources, handshake }) => [
        ...sources.flatMap(({ unanswered }) => unanswered?.evidence ?? []),
        ...(handshake?.evidence ?? []),
      ],
    ),
    next: isPort
      ? [
          `netstat -anob | findstr /C:":${portForCommand(first.remote.port)} "   (on the peer: which program has the port open, on which address?)`,
          'Start the service there, or correct address and port in the configuration of this client.',
        ]
      : [
          routeCheck(first.remote.address),
          connectionTest(first.remote),
          'The source address of the ICMP message (evidence) is the device that refuses: look there first.',
          ...captureAtPeer(first.connection.protocol, first.remote),
        ],
    notConfused: 'Not silent loss: a device answered, and its address stands in the evidence.',
    doc: TCP_CONNECTIVITY,
  });
}
