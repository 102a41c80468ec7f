import type { Case, DropGroup } from '../../aggregate/case.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { PORT_EXHAUSTION } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** Packet dropped by a connection in TIME_WAIT; benign unless it is a SYN. */
const TIME_WAIT_DROP = 1227;

export const timeWaitCollision: Rule = dropRule({
  id: 'time-wait-collision',
  title: 'Clients do not use a port again before TIME_WAIT is over',
  trigger: 'SYNs dropped because the same addresses and ports are still in TIME_WAIT (1227), by client.',
  meaning:
    'A client, or the NAT in front of it, opened a connection with the ports of one that ended moments ago. This host still remembers the old one and drops the SYN.',
  category: 'session-loss',
  side: 'remote',
  claims: ({ code, verdict, noise }) => code === TIME_WAIT_DROP && verdict !== 'benign' && !noise,
  cause: ({ source }) => source,
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'time-wait-collision',
    severity: severityOf(groups),
    side: 'local',
    category: 'session-loss',
    confidence: confidenceOf(groups),
    title: `${packetWords(groups)} that reuse the ports of a connection in TIME_WAIT were dropped here${pathSuffix(groups)}`,
    explanation: `After a close Windows keeps addresses and ports for a while (documented default 4 minutes, on many systems 2 minutes). A SYN with the same ports within that time is dropped, so the client waits for its retransmission. Clients run out of ports, or a NAT with few ports, reuse them that early. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'netsh int ipv4 show dynamicport tcp   (on the client; 49152 to 65535 is the default)',
      'Get-NetTCPConnection -State TimeWait | Measure-Object   (on both sides)',
      'Let the client keep connections open and reuse them, or give the NAT more addresses.',
    ],
    notConfused: 'Not a firewall and not a missing listener: TCP itself dropped the SYN.',
    doc: PORT_EXHAUSTION,
  });
}
