import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, processWords } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { PORT_EXHAUSTION } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { affectedByEvents, timesOf, withEvents } from '../stated-events.js';
import { counted, listed } from '../words.js';

/** No free port; the 4-tuple is in use; no memory or buffers. Programs see 10048 and 10055. */
const NO_PORT_STATUSES: readonly (string | null)[] = ['STATUS_TOO_MANY_ADDRESSES', 'STATUS_ADDRESS_ALREADY_EXISTS'];
const NO_MEMORY_STATUSES: readonly (string | null)[] = [
  'STATUS_INSUFFICIENT_RESOURCES',
  'STATUS_NO_MEMORY',
  'STATUS_QUOTA_EXCEEDED',
];

const PORTS_EXPLAINED =
  'Windows gives out 16,384 ports for outgoing connections by default (49152 to 65535), and each stays taken for 2 to 4 minutes after its connection (TIME_WAIT).';
const NOT_CONFUSED = 'Not the network and not the peer: no packet left this host.';
const NEXT = [
  'Get-NetTCPConnection | Group-Object State,OwningProcess | Sort-Object Count -Descending | Select-Object -First 15 Count,Name',
  'netsh int ipv4 show dynamicport tcp   (49152 to 65535 is the default)',
  'netsh int ipv4 show excludedportrange protocol=tcp',
  'Get-Process | Sort-Object Handles -Descending | Select-Object -First 10 Id,ProcessName,Handles   (leaked sockets are handles)',
  'Let that program close or reuse its connections; a larger range only buys time.',
];

const exhaustedByConnects: Rule = connectionRule({
  id: 'port-exhaustion',
  title: 'There is a free port for every new connection',
  trigger:
    'Connects that the stack fails before a SYN with STATUS_TOO_MANY_ADDRESSES, STATUS_ADDRESS_ALREADY_EXISTS or a status of missing memory; ports that the stack states to be used up (1195).',
  meaning:
    'This host ran out of local ports (or memory) for new connections: too many are open or in TIME_WAIT, mostly of one program.',
  category: 'low-resources',
  side: 'local',
  claims: ({ handshake, status }) =>
    handshake?.outcome === 'failed' && (NO_PORT_STATUSES.includes(status) || NO_MEMORY_STATUSES.includes(status)),
  canTell: ({ sources }) => sources.some(({ source }) => source === 'stated'),
  missing: 'Only the stack itself (NetTrace) states why a connect fails before its SYN.',
  cause: ({ status }) => String(NO_PORT_STATUSES.includes(status)),
  finding,
});

export const portExhaustion: Rule = withEvents(exhaustedByConnects, ({ ports }) => {
  const exhausted = ports.filter(
    ({ what, status }) => what === 'exhausted' || (what === 'bind-failed' && /TOO_MANY_ADDRESSES/.test(status ?? '')),
  );
  if (exhausted.length === 0) return [];
  return [
    findingOf({
      id: 'port-exhaustion',
      severity: 'fault',
      side: 'local',
      category: 'low-resources',
      confidence: 'high',
      title: `The stack of this host states ${counted(timesOf(exhausted), 'time')} that no port was free`,
      explanation: PORTS_EXPLAINED,
      ...affectedByEvents(exhausted),
      next: NEXT,
      notConfused: NOT_CONFUSED,
      doc: PORT_EXHAUSTION,
    }),
  ];
});

function finding(views: readonly ConnectionView[]): RuleFinding {
  const statuses = listed(views.map(({ status }) => status ?? ''));
  const isPorts = views.every(({ status }) => NO_PORT_STATUSES.includes(status));
  const owner = processWords(views);
  return findingOf({
    id: 'port-exhaustion',
    severity: 'fault',
    side: 'local',
    category: 'low-resources',
    confidence: views.some(({ status }) => status === 'STATUS_TOO_MANY_ADDRESSES') ? 'high' : 'medium',
    title: `${counted(views.length, 'connect')} failed on this host because it has no free ${isPorts ? 'port' : 'memory or buffer'} (${statuses})${owner === '' ? '' : `, ${owner}`}`,
    explanation: `${isPorts ? PORTS_EXPLAINED : 'The stack had no memory or buffers left for another connection: nonpaged pool, or a limit of the process.'} No SYN was sent, so nothing of it is seen on the network. The program sees error ${isPorts ? '10048 or 10055' : '10055'}.`,
    ...affectedByConnections(views, () => 0, lifeEvidence),
    next: NEXT,
    notConfused: NOT_CONFUSED,
    doc: PORT_EXHAUSTION,
  });
}
