import { notDroppedHere } from '../drop-absence.js';
import { captureAtPeer, connectionTest } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { isOneWay } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { copiesOf, isSeenToTheEnd } from '../handshake-silence.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { counted, listed, spanWords } from '../words.js';

/** Two copies and more: the older default of Windows has given up by then, and nothing but silence explains it. */
export const FAULT_FROM_COPIES = 2;
/** One attempt that is still being repeated may yet be answered; so many at once that all repeat are no chance. */
export const FAULT_FROM_OPEN_ATTEMPTS = 2;

export const unansweredHandshake: Rule = connectionRule({
  id: 'unanswered-handshake',
  title: 'Connection attempts of this host are answered',
  trigger: `SYNs of this host without any answer and without a drop on this host, or connects that fail with STATUS_IO_TIMEOUT, by address and port of the peer; a fault from ${FAULT_FROM_COPIES} repetitions of the SYN when the attempt was seen to its end (the next repetition was due and did not come, or the stack gave up) or ${FAULT_FROM_OPEN_ATTEMPTS} attempts repeat; information when the capture ends before.`,
  meaning:
    'The SYN left this host and neither SYN-ACK nor RST nor ICMP came back. The SYN or its answer was lost or dropped in silence: a machine that is off, a firewall, a missing way back, or no listener behind a firewall in stealth mode.',
  category: 'remote-policy',
  side: 'remote',
  claims: ({ handshake, status }) =>
    handshake !== null &&
    handshake.initiator !== 'remote' &&
    (handshake.outcome === 'unanswered' || (handshake.outcome === 'failed' && status === 'STATUS_IO_TIMEOUT')),
  canTell: ({ handshake }) => handshake !== null && handshake.outcome !== 'not-captured',
  missing: 'No handshake was captured.',
  cause: ({ connection }) => connection.remote,
  finding,
});

function finding(views: readonly ConnectionView[], { aggregate, everyConnection }: RuleInput): RuleFinding | null {
  const silent = views.filter((view) => copiesOf(view) > 0 || isSeenToTheEnd(view, aggregate));
  const first = silent[0];
  if (first === undefined) return null;
  const remotes = listed(silent.map(({ connection }) => connection.remote));
  const addresses = new Set(silent.map(({ remote }) => remote.address));
  const nothingComesIn = isOneWay(everyConnection, 'packetsIn');
  const severity = severityOf(silent, aggregate);
  const isOpen = severity === 'info' && silent.some((view) => !isSeenToTheEnd(view, aggregate));
  const attempts = counted(silent.length, 'connection attempt');
  const syns = counted(
    silent.reduce((sum, view) => sum + 1 + copiesOf(view), 0),
    'SYN',
  );
  const doubt = nothingComesIn ? ', which points to loss beyond this host or to a capture of one direction' : '';
  return findingOf({
    id: 'unanswered-handshake',
    severity,
    side: 'remote',
    category: 'remote-policy',
    confidence: nothingComesIn ? 'low' : 'medium',
    title: isOpen
      ? `${attempts} to ${remotes} (${syns}) still unanswered when the capture ended${doubt}`
      : `${remotes} did not answer ${attempts} (${syns})${doubt}`,
    sentence: `${remotes} did not answer ${attempts}, ${notDroppedHere(aggregate, 'them')}${nothingComesIn ? '; that points to loss on the way, or to a capture of one direction only' : ''}`,
    explanation: `${patternWords(silent)}${isOpen ? ' The capture ended before the next repetition was due, so an answer may have come later.' : ''} No drop line on this host explains it, so the SYN or the answer was lost or silently dropped beyond it. From here these look the same: the machine is off, a firewall on the way or on the peer drops, the way back is missing, or nothing listens and the peer's firewall hides that (stealth mode).${siblingWords(addresses, silent, everyConnection)}${nothingComesIn ? ' Nothing at all came in during this capture, so it may show one direction only.' : ''}`,
    ...affectedByConnections(
      silent,
      (view) => 1 + copiesOf(view),
      ({ handshake }) => handshake?.evidence ?? [],
    ),
    next: [
      connectionTest(first.remote),
      ...captureAtPeer('tcp', first.remote),
      'SYN arrives there and no answer leaves: look for a drop line there, else start the service. SYN and answer both there: the way back loses it (routes, NAT, stateful firewall). No SYN there: the path loses it.',
      'netsh int tcp show global   (Initial RTO and Max SYN Retransmissions of this machine)',
    ],
    notConfused:
      'Not proven to be a firewall: silence alone never is. Not refused either, that would be RST and error 10061 instead of 10060.',
    doc: TCP_CONNECTIVITY,
  });
}

/** How sure it is that no answer came. */
function severityOf(silent: readonly ConnectionView[], aggregate: RuleInput['aggregate']): RuleFinding['severity'] {
  const ended = silent.filter((view) => isSeenToTheEnd(view, aggregate));
  if (ended.some((view) => view.status !== null || copiesOf(view) >= FAULT_FROM_COPIES)) return 'fault';
  const repeated = silent.filter((view) => copiesOf(view) >= FAULT_FROM_COPIES);
  if (repeated.length >= FAULT_FROM_OPEN_ATTEMPTS) return 'fault';
  return ended.some((view) => copiesOf(view) > 0) ? 'suspect' : 'info';
}

/** Which default the copies follow, and how long the user waited. */
function patternWords(views: readonly ConnectionView[]): string {
  const longest = views.toSorted((x, y) => copiesOf(y) - copiesOf(x))[0]?.handshake;
  if (longest === null || longest === undefined || longest.synOffsets.length === 0) {
    return 'The SYN was sent once; Windows would repeat it after 1 s (Windows 11, Server 2022) or 3 s, so the program gave up sooner or the copies are not in this capture.';
  }
  const times = ['0', ...longest.synOffsets.map((offset) => String(Number(offset.toFixed(1))))].join(', ');
  const pattern =
    longest.pattern === null
      ? 'which is no default of Windows (its defaults are 0, 1, 3, 7, 15 s and, before Windows 11, 0, 3, 9 s)'
      : longest.pattern;
  const waited = longest.ms ?? (longest.synOffsets.at(-1) ?? 0) * 1000;
  return `SYNs at ${times} s: ${pattern}. The user waited ${longest.ms === null ? 'at least ' : ''}${spanWords(waited)}.`;
}

/** What other connections to the same machine say about it. */
function siblingWords(
  addresses: ReadonlySet<string>,
  silent: readonly ConnectionView[],
  every: readonly ConnectionView[],
): string {
  const ports = new Set(silent.map(({ connection }) => connection.remote));
  const answered = every.filter(
    ({ remote, handshake }) =>
      addresses.has(remote.address) && (handshake?.outcome === 'established' || handshake?.outcome === 'refused'),
  );
  if (answered.length === 0) return '';
  const samePort = answered.some(({ connection }) => ports.has(connection.remote));
  return samePort
    ? ' Other attempts to the same port were answered in this capture: the machine is up, so think of overload, of a limit per client, or of one bad machine behind a load balancer.'
    : ' Other ports of the same machine answered in this capture: it is up and reachable, so think of that port (filter, listener).';
}
