import type { Case, DropGroup } from '../../aggregate/case.js';
import { captureAtPeer } from '../commands.js';
import { dropRule } from '../drop-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** Invalid ACK in SYN_SENT, timestamp too old (PAWS), outside of the receive window. */
const SEQUENCE_CODES: readonly (number | null)[] = [1208, 1213, 1216];
/** An old duplicate falls out of the window now and then; a device that rewrites numbers does it again and again. */
export const SUSPECT_FROM_PACKETS = LOOK_FROM_PACKETS;

export const changedTcpHeader: Rule = dropRule({
  id: 'changed-tcp-header',
  title: 'Sequence numbers arrive as they were sent',
  trigger: `TCP segments dropped for their numbers: outside receive window (1216), PAWS (1213), invalid ACK (1208), by pair of addresses; a suspect from ${SUSPECT_FROM_PACKETS} packets.`,
  meaning:
    'Segments arrive whose numbers do not fit the connection. Old duplicates look like that, and so do segments that a device on the path has rewritten or replayed (WAN optimizer, firewall, load balancer).',
  category: 'remote-policy',
  side: 'remote',
  claims: ({ code, verdict, noise }) => SEQUENCE_CODES.includes(code) && verdict !== 'benign' && !noise,
  cause: ({ source, destination }) => `${source} ${destination}`,
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const affected = affectedByDrops(groups);
  const isRepeated = affected.packets >= SUSPECT_FROM_PACKETS;
  const first = groups[0];
  return findingOf({
    id: 'changed-tcp-header',
    severity: isRepeated ? 'suspect' : 'info',
    side: isRepeated ? 'remote' : 'undecided',
    category: 'remote-policy',
    // Which of the two it is, a duplicate or a changed header, only the other side's capture tells.
    confidence: 'low',
    title: `${packetWords(groups)} with TCP numbers that do not fit${pathSuffix(groups)}${isRepeated ? ' point to a device that changes headers, or to old duplicates' : ' were dropped; so few point to old duplicates'}`,
    explanation: `This host dropped segments because of ${reasonWords(groups)}. An old duplicate does that and is harmless. A WAN optimizer, firewall or load balancer that rewrites or replays sequence numbers does it too, and then the connection stalls or is reset. ${dropperWords(groups, aggregate)}`,
    ...affected,
    next: [
      ...captureAtPeer('tcp', { address: first?.source ?? '', port: first?.sourcePort ?? 0 }),
      'Compare sequence number, window scale and timestamps of the same segment in both captures: a difference names a device between.',
    ],
    notConfused: 'Not an application-level reset: the segment itself was refused by TCP.',
    doc: TCP_CONNECTIVITY,
  });
}
