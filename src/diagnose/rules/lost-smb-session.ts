import { findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted, listed, shortName } from '../words.js';

/** What the SMB client says when a server is lost; `recovered` is good news. */
const LOSSES: readonly string[] = [
  'connect-failed',
  'disconnected',
  'session-lost',
  'share-lost',
  'timeout',
  'terminated',
];

export const lostSmbSession: Rule = eventRule({
  id: 'lost-smb-session',
  title: 'File shares stay connected',
  trigger: 'Events of the SMB client: a connect failed, a connection, session or share was lost, a request timed out.',
  meaning:
    'The SMB client lost its server. It is mostly the consequence of a TCP connection that broke: that one tells the cause.',
  category: 'session-loss',
  side: 'undecided',
  findings({ applications }) {
    const lost = applications.filter(({ layer, what }) => layer === 'smb' && LOSSES.includes(what));
    if (lost.length === 0) return [];
    const servers = listed(lost.map(({ name, address }) => shortName(name ?? address ?? '')));
    return [
      findingOf({
        id: 'lost-smb-session',
        severity: 'suspect',
        side: 'undecided',
        category: 'session-loss',
        confidence: 'medium',
        isLoss: false,
        title: `The SMB client reports ${counted(timesOf(lost), 'lost connection or request', 'lost connections or requests')}${servers === '' ? '' : ` (${servers})`}`,
        explanation: `It says: ${listed(lost.map(({ what, status }) => `${what.replaceAll('-', ' ')}${status === null ? '' : ` (${shortName(status)})`}`))}. The cause stands with the TCP connection to port 445 of that server at the same time.`,
        ...affectedByEvents(lost),
        next: [
          'Get-SmbConnection',
          "Get-WinEvent -LogName 'Microsoft-Windows-SmbClient/Connectivity' -MaxEvents 50 | Format-Table TimeCreated,Id,Message",
          'Look at the findings about TCP port 445 in this report first.',
        ],
        notConfused: 'Not a matter of permissions: those have a status of their own (access denied).',
        doc: TCP_CONNECTIVITY,
      }),
    ];
  },
});
