import type { Case, DropGroup } from '../../aggregate/case.js';
import { listenerCheck } from '../commands.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropRule } from '../drop-rule.js';
import { dropperWords, packetWords, serviceWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { TRANSPORT_LAYER_REASONS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { affectedByEvents, timesOf, withEvents } from '../stated-events.js';
import { counted, listed } from '../words.js';

/** The application asked TCP to stop accepting for a while (SO_PAUSE_ACCEPT). */
const PAUSED = 1229;
/** TCP protects its memory: too many half-open or waiting connections. */
const MEMORY_PRESSURE = 1230;

const overloadedByDrops: Rule = dropRule({
  id: 'listener-overload',
  title: 'Listeners accept connections as fast as they come',
  trigger:
    'SYNs that the listener dropped: memory pressure (1230) or paused accept (1229), by port; a full backlog or a flood of SYNs that the stack states (1055).',
  meaning:
    'The service listens but does not take its connections fast enough, or the system protects itself from too many SYNs. Clients see connects that hang and then succeed or time out.',
  category: 'low-resources',
  side: 'local',
  claims: ({ code }) => code === PAUSED || code === MEMORY_PRESSURE,
  cause: ({ code, destination, destinationPort }) => `${code} ${destination} ${destinationPort}`,
  finding,
});

export const listenerOverload: Rule = withEvents(overloadedByDrops, ({ tcp, applications }) => {
  const floods = tcp.filter(({ what }) => what === 'syn-attack');
  const full = applications.filter(({ layer, what }) => layer === 'afd' && what === 'backlog');
  const rows = [...floods, ...full];
  if (rows.length === 0) return [];
  return [
    findingOf({
      id: 'listener-overload',
      severity: 'fault',
      side: 'local',
      category: 'low-resources',
      confidence: 'medium',
      title: `The stack of this host states ${counted(timesOf(rows), 'time')} that a listener cannot take more connections`,
      explanation: `${floods.length > 0 ? 'Windows saw more half-open connections than it allows and defends itself against a flood of SYNs.' : 'The queue of connections that wait for accept is full.'} Clients repeat their SYN, which costs them 1 s or more, or they give up.`,
      ...affectedByEvents(rows),
      next: [
        'Get-NetTCPConnection -State SynReceived | Group-Object LocalPort | Sort-Object Count -Descending | Format-Table Count,Name',
        'Look at CPU and threads of the service: why does it not call accept? Raise its listen backlog.',
      ],
      notConfused: 'Not a missing listener: the port is open. Not the network: the SYNs had arrived.',
      doc: TRANSPORT_LAYER_REASONS,
    }),
  ];
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const [first] = groups;
  const isPaused = groups.every(({ code }) => code === PAUSED);
  const services = listed(groups.map((group) => serviceWords(group.protocol, group.destinationPort)));
  const what = isPaused ? 'has paused accepting' : 'cannot keep up with new connections';
  return findingOf({
    id: 'listener-overload',
    severity: severityOf(groups),
    side: 'local',
    category: isPaused ? 'application' : 'low-resources',
    confidence: confidenceOf(groups),
    title: `The listener on ${services} ${what}: ${packetWords(groups)} that open connections dropped here`,
    explanation: `${isPaused ? 'The application told TCP to accept nothing for the moment (SO_PAUSE_ACCEPT).' : 'The queue of connections that wait for accept is full, or memory is short, so TCP drops new SYNs. The client repeats them, which costs it 1 s or more.'} ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      listenerCheck('tcp', first?.destinationPort ?? 0),
      'Get-Counter "\\TCPv4\\Connections Established","\\TCPv4\\Connection Failures","\\Memory\\Pool Nonpaged Bytes" -SampleInterval 5 -MaxSamples 12',
      'Look at CPU and threads of that process: why does it not call accept? Raise its listen backlog, and check for a flood of SYNs from few addresses.',
    ],
    notConfused:
      'Not a missing listener: that would be "transport endpoint was not found". Not the network: the SYNs had arrived.',
    doc: TRANSPORT_LAYER_REASONS,
  });
}
