import { largest } from '../largest.js';
import { noConversationData } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, processSteps, processWords } from '../conversation-facts.js';
import { serviceWords } from '../drop-words.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { byCause } from '../group-by.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { portForCommand } from '../place.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/** A full buffer for a moment is normal flow control; again and again, or with probes, the reader is too slow. */
export const SUSPECT_FROM_ZERO_WINDOWS = 3;

export const zeroWindow: Rule = {
  id: 'zero-window',
  title: 'Programs read what arrives for them',
  trigger: `Connections on which a receiver closed its window, by peer and by who closed it; a suspect from ${SUSPECT_FROM_ZERO_WINDOWS} times.`,
  meaning:
    'The receiving program does not read fast enough, so its buffer is full and it tells the sender to wait. Transfers stand still, and nothing is lost.',
  category: 'application',
  side: 'undecided',
  evaluate(input) {
    const why = noConversationData(
      input,
      ({ sources }) => sources.some(({ zeroWindows }) => zeroWindows !== null),
      'The windows of connections were not captured.',
    );
    if (why !== null) return noData(why);
    const closed = input.everyConnection.filter((view) => timesOf(view) > 0);
    return failedOrPassed(
      byCause(closed, (view) => `${view.remote.address} ${closedBy(view) ?? ''}`, timesOf).map(finding),
    );
  },
};

function timesOf({ sources }: ConnectionView): number {
  return largest(sources.map(({ zeroWindows }) => zeroWindows ?? 0));
}

function closedBy({ sources }: ConnectionView): 'local' | 'remote' | 'both' | null {
  return sources.map(({ zeroWindowsBy }) => zeroWindowsBy ?? null).find((one) => one !== null) ?? null;
}

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const by = closedBy(first);
  const times = views.reduce((sum, view) => sum + timesOf(view), 0);
  const probes = views.reduce(
    (sum, { sources }) => sum + largest(sources.map(({ windowProbes }) => windowProbes ?? 0)),
    0,
  );
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const owner = processWords(views);
  const who =
    by === 'local'
      ? `A program on this host${owner === '' ? '' : ` (${owner})`}`
      : by === 'remote'
        ? `The program at ${remotes}`
        : 'A receiving program';
  return findingOf({
    id: 'zero-window',
    severity: times >= SUSPECT_FROM_ZERO_WINDOWS ? 'suspect' : 'info',
    side: 'undecided',
    category: 'application',
    confidence: 'high',
    isLoss: false,
    title: `${who} did not read fast enough: ${counted(times, 'closed window')} on ${counted(views.length, 'connection')}${by === 'remote' ? '' : ` with ${remotes}`}`,
    explanation: `The window went to zero, so the sender had to wait${probes > 0 ? ` and asked ${counted(probes, 'time')} whether it may go on` : ''}. The receive buffer is full because the program reads too slowly: busy, blocked on a disk or a lock, or stopped.`,
    ...affectedByConnections(views, timesOf, lifeEvidence),
    next:
      by === 'remote'
        ? [
            `netstat -anob | findstr /C:":${portForCommand(first.remote.port)} "   (on the peer: which program owns ${serviceWords('tcp', first.remote.port)}?)`,
            'Look at CPU, disk and locks of that program at the time.',
          ]
        : [...processSteps(views), 'Look at CPU, disk and locks of that program at the time.'],
    notConfused:
      'Not packet loss and not congestion: the receiver itself asks to wait. Window probes are not retransmissions.',
    doc: TCP_CONNECTIVITY,
  });
}
