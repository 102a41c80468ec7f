import type { Case, DropGroup } from '../../aggregate/case.js';
import { dropRule } from '../drop-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { dropperWords, isOpeningSyn, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** No socket for a TCP segment that is no SYN: its connection is gone. */
const NO_ENDPOINT = 1204;
/** TIME_WAIT met a SYN: `time-wait-collision` knows it. */
const TIME_WAIT_DROP = 1227;
/** A segment or two arrive late after every close; from here on somebody still uses a connection that is gone. */
export const SUSPECT_FROM_PACKETS = LOOK_FROM_PACKETS;

export const forgottenSession: Rule = dropRule({
  id: 'forgotten-session',
  title: 'Both ends know the same connections',
  trigger: `Segments without SYN that met no connection (1204, 1209, 1223) and other reasons of the category session-loss (931, 1215, 1401, …), by peer; a suspect from ${SUSPECT_FROM_PACKETS} packets.`,
  meaning:
    'Packets arrive for a connection or session that this host does not know (any more): it ended here, the host or service was restarted, or a load balancer sends them to the wrong machine.',
  category: 'session-loss',
  side: 'undecided',
  claims,
  cause: ({ source }) => source,
  finding,
});

function claims(group: DropGroup): boolean {
  const { code, category, protocol, verdict, noise } = group;
  if (verdict === 'benign' || noise || code === TIME_WAIT_DROP) return false;
  return category === 'session-loss' || (code === NO_ENDPOINT && protocol === 'tcp' && !isOpeningSyn(group));
}

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const affected = affectedByDrops(groups);
  const isRepeated = affected.packets >= SUSPECT_FROM_PACKETS;
  return findingOf({
    id: 'forgotten-session',
    severity: isRepeated ? 'suspect' : 'info',
    side: 'undecided',
    category: 'session-loss',
    confidence: isRepeated ? 'low' : 'medium',
    title: isRepeated
      ? `${packetWords(groups)} for connections that this host does not know${pathSuffix(groups)} point to a lost session`
      : `${packetWords(groups)} came after their connection had ended here${pathSuffix(groups)}`,
    explanation: `The reason is ${reasonWords(groups)}: this host has no such connection. A few such segments follow every close. Many, or data in them, mean that the peer still believes in the connection: this host or service was restarted, closed first, or a load balancer or NAT sends the peer's packets to the wrong place. ${dropperWords(groups, aggregate)}`,
    ...affected,
    next: [
      'Look in this log at how the connection with these ports ended here: FIN, RST, or not captured at all.',
      "Get-WinEvent -FilterHashtable @{LogName='System';Id=6005,6006,7036} -MaxEvents 30   (restart of the host or of a service at that time?)",
      'Check failover, affinity and idle timeouts of load balancers in front of this host.',
    ],
    notConfused: 'Not a missing listener: no SYN was dropped here, the segments belong to an older connection.',
    doc: TCP_CONNECTIVITY,
  });
}
