import { largest } from '../largest.js';
import { FIND_THE_FILTER, listenerCheck } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { isOneWay, msUntilCaptureEnd } from '../conversation-facts.js';
import { serviceWords } from '../drop-words.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { ENOUGH_SILENCE_MS } from '../handshake-silence.js';
import { STEALTH_MODE } from '../official-docs.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { counted, listed } from '../words.js';
import { FAULT_FROM_COPIES } from './unanswered-handshake.js';

export const silentListener: Rule = connectionRule({
  id: 'silent-listener',
  title: 'This host answers the connection attempts that reach it',
  trigger: 'SYNs that came in and got neither an answer nor a drop line, by local port.',
  meaning:
    'A SYN reached this host and nothing left it. Mostly no program listens and the firewall hides that (stealth mode), or a filter dropped it where no drop line was captured.',
  category: 'destination-unreachable',
  side: 'local',
  claims: ({ handshake }) => handshake?.initiator === 'remote' && handshake.outcome === 'unanswered',
  canTell: ({ handshake }) => handshake?.initiator === 'remote',
  missing: 'No connection from outside was captured from its beginning.',
  cause: ({ connection }) => connection.local,
  finding,
});

function finding(views: readonly ConnectionView[], { aggregate, everyConnection }: RuleInput): RuleFinding | null {
  const copies = (view: ConnectionView) => view.handshake?.synOffsets.length ?? 0;
  const silent = views.filter((view) => copies(view) > 0 || msUntilCaptureEnd(view, aggregate) >= ENOUGH_SILENCE_MS);
  const first = silent[0];
  if (first === undefined) return null;
  const nothingGoesOut = isOneWay(everyConnection, 'packetsOut');
  const most = largest(silent.map(copies));
  const services = listed(silent.map(({ local }) => serviceWords('tcp', local.port)));
  return findingOf({
    id: 'silent-listener',
    severity: most >= FAULT_FROM_COPIES ? 'fault' : 'suspect',
    side: 'local',
    category: 'destination-unreachable',
    confidence: nothingGoesOut ? 'low' : 'medium',
    title: `This host did not answer ${counted(silent.length, 'connection attempt')} to ${services}${nothingGoesOut ? ', which points to a missing listener or to a capture of one direction' : ''}`,
    sentence: `${counted(silent.length, 'connection attempt')} to ${services} reached this host and got no answer${nothingGoesOut ? ', which points to a missing listener or to a capture of one direction' : ''}`,
    explanation: `The SYNs are in this capture, so they arrived, and neither SYN-ACK nor RST left. With Windows Firewall on, a closed port answers nothing (stealth mode), so a missing listener and a block look alike.${nothingGoesOut ? ' Nothing at all went out during this capture, so it may show one direction only.' : ''}`,
    ...affectedByConnections(
      silent,
      (view) => 1 + copies(view),
      ({ handshake }) => handshake?.evidence ?? [],
    ),
    next: [listenerCheck('tcp', first.local.port), ...FIND_THE_FILTER],
    notConfused: 'Not the network before this host: the SYNs had arrived. Check the listener before the firewall.',
    doc: STEALTH_MODE,
  });
}
