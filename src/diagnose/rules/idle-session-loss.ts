import { captureAtPeer } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { idleBeforeEnd, lifeEvidence, retransmissionEvidence, wasOpen } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed, spanWords } from '../words.js';
import { isAtLimit } from './retransmission-limit.js';

/** Idle timeouts in use on the path, in seconds: NAT and UDP 60, Azure 240, many firewalls 300 and 900, AWS 350. Hints, no proof. */
export const USUAL_TIMEOUTS_S: readonly number[] = [60, 240, 300, 350, 900, 1800, 3600];
/** The shortest of them: a connection that was idle for less has not been forgotten. */
export const IDLE_FROM_MS = 60_000;
/** The retransmission limit takes 10 to 40 s; a break much later than that has another cause than the idle time. */
export const BREAK_WITHIN_MS = 180_000;

export const idleSessionLoss: Rule = connectionRule({
  id: 'idle-session-loss',
  title: 'Connections survive their idle times',
  trigger: `Open connections that were idle for ${IDLE_FROM_MS / 1000} s or more and then broke (retransmission limit, or RST by a middlebox or for an unknown connection) within ${BREAK_WITHIN_MS / 1000} s.`,
  meaning:
    'A firewall, NAT or load balancer on the path forgets connections that are idle for too long, mostly without telling anybody. The next data is dropped, or answered with RST.',
  category: 'session-loss',
  side: 'remote',
  claims: (view) => {
    if (!wasOpen(view)) return false;
    const idle = idleBeforeEnd(view);
    if (idle === null || idle.idleMs < IDLE_FROM_MS || idle.untilEndMs > BREAK_WITHIN_MS) return false;
    const { end } = view;
    const isForgotten =
      end?.how === 'rst' && (end.resetClass === 'unknown-connection' || end.resetClass === 'middlebox');
    return isAtLimit(view) || isForgotten;
  },
  canTell: ({ sources }) => sources.some(({ longestIdle }) => longestIdle !== null && longestIdle.ms >= IDLE_FROM_MS),
  missing: `No connection was idle for ${IDLE_FROM_MS / 1000} s within the capture.`,
  cause: ({ remote }) => remote.address,
  finding,
});

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const idles = views.map((view) => idleBeforeEnd(view)?.idleMs ?? 0);
  const shortest = idles.reduce((least, ms) => (ms < least ? ms : least), Number.POSITIVE_INFINITY);
  const fitting = USUAL_TIMEOUTS_S.findLast((seconds) => seconds * 1000 <= shortest) ?? 60;
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const isSilent = views.every(isAtLimit);
  return findingOf({
    id: 'idle-session-loss',
    severity: 'fault',
    side: 'remote',
    category: 'session-loss',
    confidence: 'medium',
    title: `${counted(views.length, 'connection')} to ${remotes} broke after ${spanWords(shortest)} of silence: a device on the path has probably forgotten ${views.length === 1 ? 'it' : 'them'}`,
    sentence: `${counted(views.length, 'connection')} to ${remotes} broke right after ${spanWords(shortest)} of silence, as when a device on the path forgets idle sessions`,
    explanation: `The connection had worked, was idle, and the first data after the pause ${isSilent ? 'was never acknowledged, up to the retransmission limit (5 by default)' : 'was answered with RST'}. Stateful firewalls, NAT and load balancers forget idle connections; usual limits are 60, 240, 300, 350 and 900 s, and this one was idle for more than ${fitting} s. TCP keep-alive of Windows starts only after 2 hours by default, and only where the program asks for it.`,
    ...affectedByConnections(
      views,
      ({ retransmits }) => Math.max(1, retransmits?.segments ?? 0),
      (view) => [...retransmissionEvidence(view), ...lifeEvidence(view)],
    ),
    next: [
      'Find the idle timeout of each firewall, NAT and load balancer between the two machines, and compare it with the silence named above.',
      'Let the program send something more often than that, or use SO_KEEPALIVE with a shorter time.',
      'Get-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters -Name KeepAliveTime   (milliseconds; 7,200,000 is the default and is not listed when unchanged)',
      ...captureAtPeer('tcp', first.remote),
    ],
    notConfused:
      'Not an application-level reset: nothing of the application was in between. That it is the idle time and not a sudden outage is proven when it happens again after the same pause.',
    doc: TCP_CONNECTIVITY,
  });
}
