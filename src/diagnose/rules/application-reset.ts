import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, processSteps, processWords, wasOpen } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { serviceWords } from '../drop-words.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import { portForCommand } from '../place.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed, shortName } from '../words.js';

export const applicationReset: Rule = connectionRule({
  id: 'application-reset',
  title: 'Programs close their connections in order',
  trigger:
    'Open connections ended by RST or abort without a FIN before and without unanswered retransmissions, by peer and by who ended them.',
  meaning:
    'A program ended the connection abruptly: it closed with unread data, was ended, or refused what it received. The network delivered everything up to then.',
  category: 'application',
  side: 'undecided',
  claims: (view) =>
    wasOpen(view) && (view.end?.how === 'rst' || view.end?.how === 'abort') && view.end.resetClass !== 'after-fin',
  canTell: ({ end }) => end !== null,
  missing: 'No connection was captured to its end.',
  cause: ({ remote, end }) => `${remote.address} ${remote.port} ${end?.by ?? ''}`,
  finding,
});

/** The sender of the RST knew the connection, or its stack states why. */
const SURE_CLASSES: readonly (string | null)[] = [
  'application-abort',
  'unread-data',
  'system-abort',
  'administrative-abort',
];

/** The request went out, and the RST was all that came back. */
function answeredNothing({ sources }: ConnectionView): boolean {
  return sources.some(
    ({ sent, received }) => sent !== null && received !== null && sent.bytes > 0 && received.bytes === 0,
  );
}

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const by = first.end?.by ?? null;
  const remotes = listed(views.map(({ connection }) => connection.remote));
  const isSure = views.every(({ end }) => SURE_CLASSES.includes(end?.resetClass ?? null) || end?.how === 'abort');
  const owner = processWords(views);
  const isUnheard = by === 'remote' && views.every(answeredNothing);
  const reason = views.map(({ end }) => end?.status ?? '').find((one) => one !== '') ?? '';
  const who =
    by === 'local'
      ? `A program on this host${owner === '' ? '' : ` (${owner})`}`
      : by === 'remote'
        ? remotes
        : 'One end';
  const doubt = isSure ? '' : ', which points to its program';
  return findingOf({
    id: 'application-reset',
    severity: 'suspect',
    side: by === 'local' ? 'local' : by === 'remote' ? 'remote' : 'undecided',
    category: 'application',
    // What this host ends itself was not lost.
    isLoss: by !== 'local',
    confidence: isSure && by !== null ? 'medium' : 'low',
    title: `${who} reset ${counted(views.length, 'open connection')}${by === 'remote' ? ' of this host' : ` with ${remotes}`}${isUnheard ? ' instead of answering the request' : ''}${doubt}`,
    explanation: `The RST came on an open connection without unanswered retransmissions before it${isSure ? ', and with the next number of its sender' : ''}: its sender decided so. Programs do that when they close with unread data, when their process ends, or when they do not like what they got (protocol, certificate, timeout).${isUnheard ? ' Here the request arrived (the RST acknowledges it) and not one byte came back, so the request itself was refused: by the program, or by a content filter or proxy that answers in its name.' : ''}${reason === '' ? '' : ` The stack states: ${shortName(reason)}.`}${by === 'local' ? '' : ' A firewall that proxies the connection can do the same in the name of the peer.'} The program at the other end sees error 10054.`,
    ...affectedByConnections(views, () => 1, lifeEvidence),
    next:
      by === 'local'
        ? [
            ...processSteps(views),
            'Look into the log of that program at the time of the RST: which request came before?',
          ]
        : [
            `Look into the log of the service on ${serviceWords('tcp', first.remote.port)} at the peer at the time of the RST: which request came before?`,
            `netstat -anob | findstr /C:":${portForCommand(first.remote.port)} "   (on the peer: which program is it?)`,
            'If it logs nothing, capture there: was the RST sent by it, or by a device between?',
          ],
    notConfused:
      'Not packet loss: everything before the RST was delivered. A drop line "INET: received RST" is this event, not a lost packet.',
    doc: TCP_CONNECTIVITY,
  });
}
