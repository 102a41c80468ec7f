import type { Case, DropGroup } from '../../aggregate/case.js';
import { endpoint } from '../../base/endpoint.js';
import { listenerCheck } from '../commands.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence } from '../conversation-facts.js';
import { dropperWords, isInbound, isOpeningSyn, isOutbound, packetWords, serviceWords } from '../drop-words.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { withConnections } from '../with-connections.js';
import { affectedByConnections, affectedByDrops, findingOf } from '../finding.js';
import { byCause } from '../group-by.js';
import { isInspectionDrop } from '../inspection-drop.js';
import { PACKET_LOSS, STEALTH_MODE } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { filterBehind } from '../side/filter-behind.js';
import { withSideEvidence } from '../side/side-evidence.js';
import { socketWords } from '../side/socket-words.js';
import { isAskedByPeer } from '../unanswered.js';
import { counted, listed } from '../words.js';

/** Transport endpoint not found; port and protocol unreachable. */
const NO_ENDPOINT_CODES: readonly (number | null)[] = [1204, 904, 903];

export const missingListener: Rule = {
  id: 'missing-listener',
  title: 'Something listens where packets arrive',
  trigger:
    'Unicast SYNs or datagrams that came in and found no socket (1204, 904, 903), by port; answers to them that the stealth filter kept back; connects from outside that this host refused with RST.',
  meaning:
    'Packets reached this host, but no program had the port open. With Windows Firewall on, the refusal is kept back (stealth mode), so the client waits in vain instead of being refused.',
  category: 'destination-unreachable',
  side: 'local',
  claimsDrop: (group) => isUnheard(group) || isSuppressedAnswer(group),
  claimsConnection: (view) =>
    (view.handshake?.initiator === 'remote' && (view.handshake.outcome === 'refused' || view.end?.how === 'refused')) ||
    (view.connection.protocol === 'udp' && isAskedByPeer(view) && hasPortUnreachable(view)),
  evaluate({ aggregate, coverage, drops, connections, everyConnection }) {
    if (coverage.noDrops !== null) return noData(coverage.noDrops);
    const unheard = drops.filter(isUnheard);
    const suppressed = drops.filter((group) => !isUnheard(group));
    const byPort = byCause(
      unheard,
      (group) => `${group.protocol} ${endpoint(group.destination, group.destinationPort)}`,
      ({ packets }) => packets,
    );
    const refused = byCause(
      connections,
      ({ connection }) => connection.local,
      () => 1,
    );
    return failedOrPassed([
      ...byPort.map((groups) =>
        withConnections(unheardFinding(groups, suppressed, aggregate), groups, everyConnection),
      ),
      ...(unheard.length === 0 && suppressed.length > 0 ? [suppressedFinding(suppressed, aggregate)] : []),
      ...refused.map(refusedFinding),
    ]);
  },
};

/** This host told the sender that the port is closed. */
function hasPortUnreachable({ sources }: ConnectionView): boolean {
  return sources.some(
    ({ unanswered }) => unanswered?.icmpErrors.some(({ type }) => type === 'port-unreachable') === true,
  );
}

/** A datagram, or a SYN, for which there was no socket. Other segments belong to connections that are gone. */
function isUnheard(group: DropGroup): boolean {
  if (group.verdict === 'benign' || group.noise || isOutbound(group)) return false;
  return (
    NO_ENDPOINT_CODES.includes(group.code) && (group.protocol !== 'tcp' || group.tcpFlags === '' || isOpeningSyn(group))
  );
}

/** The firewall in stealth mode keeps the RST or ICMP error back that would tell the client. */
function isSuppressedAnswer(group: DropGroup): boolean {
  if (!isInspectionDrop(group) || group.verdict !== 'benign' || group.noise || isInbound(group)) return false;
  return group.tcpFlags.includes('R') || group.protocol.startsWith('icmp');
}

function unheardFinding(groups: readonly DropGroup[], suppressed: readonly DropGroup[], aggregate: Case): RuleFinding {
  const [first] = groups;
  const isNamed = groups.some(({ destinationPort }) => destinationPort > 0);
  const services = isNamed
    ? listed(groups.map((group) => serviceWords(group.protocol, group.destinationPort)))
    : 'the port they were for (the log does not name it)';
  const here = listed(groups.map(({ destination }) => destination)) || 'this host';
  const clients = listed(
    groups.map(({ source }) => source),
    2,
  );
  const hidden =
    suppressed.length === 0
      ? ''
      : ` The firewall also kept back ${packetWords(suppressed)} that would have said so (stealth mode), so clients time out instead of being refused.`;
  const port = first?.destinationPort ?? 0;
  const socket = first === undefined ? null : socketWords(aggregate, first.protocol, first.destination, port);
  const filter = filterBehind(groups, aggregate, port);
  const beside = [socket?.sentence, filter?.explanation].filter((words) => words !== undefined);
  const proof = { evidence: [...(socket?.evidence ?? []), ...(filter?.evidence ?? [])] };
  const affected = affectedByDrops(groups);
  return findingOf({
    id: 'missing-listener',
    severity: severityOf(groups),
    side: 'local',
    category: 'destination-unreachable',
    // A socket in the list of another moment does not undo the drop, but it may have been opened in between.
    confidence: socket?.listens === true ? 'medium' : confidenceOf(groups),
    title: `Nothing on ${here} listens on ${services}: ${packetWords(groups)}${clients === '' ? '' : ` from ${clients}`} dropped here`,
    sentence: `this host dropped ${packetWords(groups)} because nothing listens on ${services}${isNamed ? ` of ${here}` : ''}`,
    explanation: `The packets arrived and there was no open socket for their address and port: the service is stopped, still starting, or bound to another address.${hidden}${beside.map((words) => ` ${words}`).join('')} ${dropperWords(groups, aggregate)}`,
    ...affected,
    evidence: withSideEvidence(affected.evidence, proof),
    next: [
      listenerCheck(first?.protocol ?? 'tcp', first?.destinationPort ?? 0),
      'Start the service that should own the port, and check the address it binds: 0.0.0.0 and :: mean all, any other only that one.',
      'If nothing is meant to listen there, find out what still sends: the sender has an old address or port configured.',
    ],
    notConfused:
      'Not a block by the firewall, although the client sees the same silence: an inspection reason would stand in the drop line.',
    doc: PACKET_LOSS,
  });
}

function suppressedFinding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'missing-listener',
    severity: 'info',
    side: 'local',
    category: 'destination-unreachable',
    confidence: 'medium',
    title: `The firewall of this host kept back ${packetWords(groups)} that refuse a closed port (stealth mode)`,
    explanation: `Windows wanted to answer with RST or ICMP that a port is closed, and Windows Firewall kept the answer in, as it does by default. The packet that asked is the one to look at: is something meant to listen there? ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: ['netstat -anob   (is the port in state LISTENING?)'],
    notConfused: 'Not a loss: no application data was in these answers.',
    doc: STEALTH_MODE,
  });
}

function refusedFinding(views: readonly ConnectionView[]): RuleFinding {
  const ports = listed(views.map(({ connection, local }) => serviceWords(connection.protocol, local.port)));
  const port = views[0]?.local.port ?? 0;
  const isUdp = views[0]?.connection.protocol === 'udp';
  return findingOf({
    id: 'missing-listener',
    severity: 'suspect',
    side: 'local',
    category: 'destination-unreachable',
    confidence: 'high',
    title: `This host refused ${counted(views.length, isUdp ? 'flow' : 'connection')} to its ${ports}${isUdp ? ' with ICMP port unreachable' : ' with RST'}`,
    explanation: `${isUdp ? 'Datagrams came in and this host answered that the port is closed' : 'A SYN came in and this host answered with RST'}: no program listens on the port, or the listener refused (a full backlog, a paused service).`,
    ...affectedByConnections(views, ({ handshake }) => 1 + (handshake?.synOffsets.length ?? 0), lifeEvidence),
    next: [listenerCheck(isUdp ? 'udp' : 'tcp', port), 'Start the service, or find out who still asks for it.'],
    notConfused: 'Not a packet loss: the client got a clear answer at once.',
    doc: PACKET_LOSS,
  });
}
