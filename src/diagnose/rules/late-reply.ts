import type { Case, DropGroup } from '../../aggregate/case.js';
import { discoveryService } from '../../knowledge/noise.js';
import { dropRule } from '../drop-rule.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { dropperWords, isInbound, packetWords, serviceWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { listed } from '../words.js';

/** Endpoint not found, port unreachable. */
const NO_ENDPOINT_CODES: readonly (number | null)[] = [1204, 904];
/** Windows gives out ports to clients from here on. */
const FIRST_EPHEMERAL_PORT = 49_152;
/** A reply or two miss their socket on every machine; more of them mean a timeout that does not fit the server. */
export const SUSPECT_FROM_PACKETS = LOOK_FROM_PACKETS;

export const lateReply: Rule = dropRule({
  id: 'late-reply',
  title: 'Replies arrive while their client still waits',
  trigger: `UDP packets from a service port to a client port whose socket is closed (1204, 904), by server; a suspect from ${SUSPECT_FROM_PACKETS} packets.`,
  meaning:
    'The answer came, but the program had closed its socket: it gave up before the server answered, or it got the answer from another server first.',
  category: 'application',
  side: 'undecided',
  claims,
  cause: ({ source, sourcePort }) => `${source} ${sourcePort}`,
  finding,
});

function claims(group: DropGroup): boolean {
  const { code, protocol, sourcePort, destinationPort, noise } = group;
  if (noise || protocol !== 'udp' || !isInbound(group) || !NO_ENDPOINT_CODES.includes(code)) return false;
  const isFromService = sourcePort > 0 && sourcePort < FIRST_EPHEMERAL_PORT;
  // Port 0 stands for various ports, which only clients have.
  const isToClient = destinationPort === 0 || destinationPort >= FIRST_EPHEMERAL_PORT;
  return isFromService && isToClient && discoveryService('udp', sourcePort) === null;
}

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const affected = affectedByDrops(groups);
  const isRepeated = affected.packets >= SUSPECT_FROM_PACKETS;
  const servers = listed(groups.map(({ source }) => source));
  const services = listed(groups.map((group) => serviceWords('udp', group.sourcePort)));
  return findingOf({
    id: 'late-reply',
    severity: isRepeated ? 'suspect' : 'info',
    side: 'undecided',
    category: 'application',
    confidence: 'low',
    isLoss: false,
    title: `${packetWords(groups)} from ${servers} (${services}) found their socket closed, which points to replies that came too late`,
    explanation: `The answers reached this host, but nobody waited any more. Either the client gives up sooner than the server or the path answers, or it had asked several servers and taken the first answer, which is normal for DNS. ${dropperWords(groups, aggregate)}`,
    ...affected,
    next: [
      'Measure how long the server takes: compare the times of question and answer in this log.',
      'Compare with the timeout of the client; the Windows DNS client waits 1 s for its first server, then asks all.',
    ],
    notConfused: 'Not a lost packet and not a missing service: the answer arrived.',
    doc: PACKET_LOSS,
  });
}
