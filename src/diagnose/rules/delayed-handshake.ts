import { largest } from '../largest.js';
import type { ConnectionView } from '../connection-view.js';
import { connectionTest } from '../commands.js';
import { noConversationData } from '../connection-rule.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { byCause } from '../group-by.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding, type RuleInput } from '../rule.js';
import { counted, listed, percentWords, spanWords } from '../words.js';

/** Common practice: more than 2 % of connects with a repeated SYN is bad, up to 0.5 % is normal. */
export const BAD_ABOVE_SHARE = 0.02;
/** One lost SYN is chance. */
export const ENOUGH_DELAYED = 3;

export const delayedHandshake: Rule = {
  id: 'delayed-handshake',
  title: 'The first SYN is answered',
  trigger: `Connections that came about only after the SYN was repeated, by peer; a suspect from ${ENOUGH_DELAYED} of them that are more than ${percentWords(BAD_ABOVE_SHARE)} of the connects.`,
  meaning:
    'The first SYN or its answer was lost, the repetition came through. Each costs the user 1 s, or 3 s before Windows 11 and Server 2022.',
  category: 'congestion',
  side: 'remote',
  evaluate(input) {
    const why = noConversationData(
      input,
      ({ handshake }) => handshake?.outcome === 'established',
      'No handshake was captured.',
    );
    if (why !== null) return noData(why);
    const delayed = input.everyConnection.filter(isDelayed);
    return failedOrPassed(
      byCause(
        delayed,
        ({ remote }) => remote.address,
        () => 1,
      ).map((views) => finding(views, input)),
    );
  },
};

function isDelayed({ handshake, drops }: ConnectionView): boolean {
  return handshake?.outcome === 'established' && handshake.synOffsets.length > 0 && drops.length === 0;
}

function finding(views: readonly ConnectionView[], { everyConnection }: RuleInput): RuleFinding {
  const first = views[0]!;
  const addresses = new Set(views.map(({ remote }) => remote.address));
  const connects = everyConnection.filter(
    ({ remote, handshake }) => addresses.has(remote.address) && handshake?.outcome === 'established',
  ).length;
  const isMany = views.length >= ENOUGH_DELAYED && views.length / Math.max(1, connects) > BAD_ABOVE_SHARE;
  const cost = largest(views.map(({ handshake }) => handshake?.ms ?? (handshake?.synOffsets.at(-1) ?? 0) * 1000));
  const copies = (view: ConnectionView) => view.handshake?.synOffsets.length ?? 0;
  return findingOf({
    id: 'delayed-handshake',
    severity: isMany ? 'suspect' : 'info',
    side: isMany ? 'remote' : 'undecided',
    category: 'congestion',
    confidence: 'medium',
    title: `${counted(views.length, 'connection')} with ${listed(views.map(({ connection }) => connection.remote))} came about only after a repeated SYN: up to ${spanWords(cost)} of waiting`,
    explanation: `${views.length} of ${counted(connects, 'connect')} with the same machines needed a second SYN. By default the first repetition comes after 1 s (Windows 11, Server 2022 and later) or 3 s, so a single loss makes a connect that slow. No drop on this host explains it.`,
    ...affectedByConnections(views, copies, ({ handshake }) => handshake?.evidence ?? []),
    next: [
      connectionTest(first.remote),
      'Get-NetTCPSetting | Format-Table SettingName,InitialRto,MaxSynRetransmissions   (1000 ms and 4 are the defaults of Windows 11 and Server 2022)',
      'Capture at the peer: did the first SYN arrive? If so, look at its listener (backlog) and at the way back.',
    ],
    notConfused: 'Not a slow server: the time passed before the connection existed.',
    doc: TCP_CONNECTIVITY,
  });
}
