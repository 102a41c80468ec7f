import { largest } from '../largest.js';
import type { ConnectionView } from '../connection-view.js';
import { connectionRule } from '../connection-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { addressForCommand } from '../place.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { isAskedByPeer, unansweredOf } from '../unanswered.js';
import { counted, listed } from '../words.js';

/** Windows sends four pings; one or two that miss are chance or the first ones behind ARP. */
export const SUSPECT_FROM_REQUESTS = LOOK_FROM_PACKETS;

export const unansweredEcho: Rule = connectionRule({
  id: 'unanswered-echo',
  title: 'Pings are answered',
  trigger: `ICMP echo requests without a reply and without an ICMP error, by pair of machines; a suspect from ${SUSPECT_FROM_REQUESTS} when nothing else of that machine was seen.`,
  meaning:
    'No reply came. Many machines and firewalls drop ping on purpose, so this alone proves nothing; it counts when other traffic to the machine fails too.',
  category: 'remote-policy',
  side: 'remote',
  claims: (view) => view.connection.protocol.startsWith('icmp') && unansweredOf(view) > 0,
  canTell: ({ connection, sources }) =>
    connection.protocol.startsWith('icmp') && sources.some(({ unanswered }) => unanswered !== null),
  missing: 'No ping was captured.',
  cause: (view) => `${view.remote.address} ${isAskedByPeer(view)}`,
  finding,
});

function finding(views: readonly ConnectionView[], { everyConnection }: RuleInput): RuleFinding | null {
  const first = views[0]!;
  const missing = views.reduce((sum, view) => sum + unansweredOf(view), 0);
  const asked = views.reduce(
    (sum, { sources }) => sum + largest(sources.map(({ unanswered }) => unanswered?.requests ?? 0)),
    0,
  );
  if (missing < SUSPECT_FROM_REQUESTS) return null;
  const isHere = isAskedByPeer(first);
  const addresses = new Set(views.map(({ remote }) => remote.address));
  const isAlive = everyConnection.some(
    ({ connection, remote }) =>
      addresses.has(remote.address) && connection.protocol !== first.connection.protocol && connection.packetsIn > 0,
  );
  const isPartly = missing < asked;
  const isSuspect = !isHere && (!isAlive || isPartly);
  const remotes = listed([...addresses]);
  return findingOf({
    id: 'unanswered-echo',
    severity: isSuspect ? 'suspect' : 'info',
    side: isHere ? 'local' : 'remote',
    category: isHere ? 'local-policy' : isPartly ? 'congestion' : 'remote-policy',
    confidence: 'low',
    title: isHere
      ? `This host did not answer ${counted(missing, 'ping')} of ${remotes}, which points to its firewall: echo is blocked by default`
      : `${remotes} answered ${asked - missing} of ${counted(asked, 'ping')}, which points to ${isPartly ? 'loss on the path' : 'a filter, a silent machine or loss'}`,
    explanation: isHere
      ? 'The requests arrived and no reply left. Windows Firewall does not allow echo requests by default on most profiles.'
      : `No reply and no ICMP error came back.${isAlive ? ' Other traffic of the same machine did come in during this capture, so it is up and ping is probably filtered.' : ' Nothing else of that machine came in either.'} ${isPartly ? 'Part of the pings was answered, so ping is allowed and the rest was lost.' : 'Ping alone does not prove a fault: many firewalls drop it.'}`,
    ...affectedByConnections(views, unansweredOf, ({ sources }) =>
      sources.flatMap(({ unanswered }) => unanswered?.evidence ?? []),
    ),
    next: isHere
      ? [
          'Get-NetFirewallRule -Name FPS-ICMP4-ERQ-In,FPS-ICMP6-ERQ-In | Format-Table Name,Enabled,Profile   (enable them if ping is wanted)',
        ]
      : [
          `Test-NetConnection -ComputerName ${addressForCommand(first.remote.address)} -Port 445   (a port on which the machine listens says more than ping)`,
          `tracert -d ${addressForCommand(first.remote.address)}`,
        ],
    notConfused: 'Not "destination host unreachable": that is an ARP failure or an ICMP error, and none was seen.',
    doc: TCP_CONNECTIVITY,
  });
}
