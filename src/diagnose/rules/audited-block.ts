import type { BlockedFlow } from '../../aggregate/side/side-summary.js';
import { endpoint } from '../../base/endpoint.js';
import { discoveryService, isMulticastOrBroadcast } from '../../knowledge/noise.js';
import { wfpLayerName } from '../../knowledge/wfp-reference.js';
import { LOOK_FROM_PACKETS } from '../drop-severity.js';
import { servicePort, serviceWords } from '../drop-words.js';
import type { Severity } from '../diagnosis.js';
import { findingOf, MAXIMUM_EVIDENCE } from '../finding.js';
import { byCause } from '../group-by.js';
import { FIREWALL_DROPS, STEALTH_MODE } from '../official-docs.js';
import { type FilterBehind, filterOf } from '../side/filter-behind.js';
import { originOf } from '../side/filter-words.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

/** ICMP errors about another packet: answers that stealth mode keeps in, and errors that came from outside. */
/** From here on Windows gives out ports to clients. */
const FIRST_EPHEMERAL_PORT = 49_152;
const ICMP_ERROR_LAYER = /^FWPM_LAYER_(?:IN|OUT)BOUND_ICMP_ERROR_/;

export const auditedBlock: Rule = {
  id: 'audited-block',
  title: 'Windows blocks nothing that the trace does not show',
  trigger:
    'Security events 5152 and 5157 and events of the filter engine beside the trace, of packets and connections that are not among the drops of the trace: within its time, or without any trace. A connect that is refused (5157) never becomes a packet.',
  meaning:
    'The filter engine of this host refused packets or connections, as the audit or the filter engine itself states. The filter id and origin say whose rule it was.',
  category: 'local-policy',
  side: 'local',
  evaluate({ aggregate }) {
    const { side } = aggregate;
    if (side === undefined || side.blocked.flows.length === 0) {
      return noData('No Security events 5152 or 5157 and no events of the filter engine were given.');
    }
    const isAlone = aggregate.inputs.every(({ role }) => role === 'side');
    const open = side.blocked.flows.filter(({ joined }) => joined === 'time' || (isAlone && joined === 'none'));
    const noise = open.filter(isNoise);
    const quoted = open.filter((flow) => !isNoise(flow) && isIcmpError(flow));
    const others = open.filter((flow) => !isNoise(flow) && !isIcmpError(flow));
    const late = others.filter(isLateReply);
    const real = others.filter((flow) => !isLateReply(flow));
    return failedOrPassed([
      ...byCause(real, causeOf, ({ events }) => events).map((flows) => blockedFinding(flows, isAlone)),
      ...(late.length === 0 ? [] : [foldedFinding(late, 'late')]),
      ...(quoted.length === 0 ? [] : [foldedFinding(quoted, 'icmp')]),
      ...(noise.length === 0 ? [] : [foldedFinding(noise, 'noise')]),
    ]);
  },
};

/** One finding for each filter and the end that the packets were for. */
function causeOf({ direction, destination, filter, what }: BlockedFlow): string {
  return `${what} ${direction} ${destination} ${filter.filterId} ${filter.origin}`;
}

function isNoise({ protocol, destination, sourcePort, destinationPort }: BlockedFlow): boolean {
  return (
    isMulticastOrBroadcast(destination) ||
    discoveryService(protocol, destinationPort) !== null ||
    discoveryService(protocol, sourcePort) !== null
  );
}

function isIcmpError({ layerId }: BlockedFlow): boolean {
  return layerId !== null && ICMP_ERROR_LAYER.test(wfpLayerName(layerId) ?? '');
}

/** An answer from a service to a port that Windows gave to a client: stealth mode drops it when the socket is gone. */
function isLateReply({ direction, filter, layerId, sourcePort, destinationPort }: BlockedFlow): boolean {
  const isAnswer = sourcePort > 0 && sourcePort < FIRST_EPHEMERAL_PORT && destinationPort >= FIRST_EPHEMERAL_PORT;
  return direction === 'in' && isAnswer && originOf(filter, layerId)?.match === '^Stealth$';
}

function blockedFinding(flows: readonly BlockedFlow[], isAlone: boolean): RuleFinding {
  const events = flows.reduce((sum, one) => sum + one.events, 0);
  const port = flows.map(servicePort).find((one) => one > 0) ?? 0;
  const filter = filterOf(flows, port);
  const isOut = flows.every(({ direction }) => direction === 'out');
  const what = flows.every((one) => one.what === 'connection') ? 'connection' : 'packet';
  const services = listed(flows.map((flow) => serviceWords(flow.protocol, servicePort(flow))));
  const path = isOut
    ? `to ${listed(flows.map((flow) => endpoint(flow.destination, flow.destinationPort)))}`
    : `from ${counted(new Set(flows.map(({ source }) => source)).size, 'machine')} to ${listed(flows.map(({ destination }) => destination))}: ${services}`;
  const amount = counted(events, what);
  const title =
    filter?.isStealth === true
      ? `Windows dropped ${amount} ${path}: nothing listens there, and stealth mode hides it`
      : `Windows blocked ${amount} ${path}, by ${filter?.whose ?? 'a filter'}`;
  return findingOf({
    id: 'audited-block',
    severity: severityOf(flows, events, filter),
    side: 'local',
    category: filter?.isStealth === true ? 'destination-unreachable' : 'local-policy',
    confidence: filter?.isNamed === true ? 'high' : 'medium',
    title,
    sentence: title,
    explanation: `${isAlone ? 'This is what the events state; without a trace of the same time nothing is known of other drops and of the network.' : 'No drop line of the trace is of these: what a filter refuses before a packet is made, or behind the components that were captured, is not in it.'} ${filter?.explanation ?? ''}`,
    packets: what === 'packet' ? events : 0,
    connections: new Set(
      flows.map((flow) => JSON.stringify([flow.source, flow.sourcePort, flow.destination, flow.destinationPort])),
    ).size,
    ...spanOf(flows),
    evidence: evidenceOf(filter?.evidence ?? [], flows),
    next: filter?.next ?? [],
    notConfused: isOut
      ? 'Not the network and not the peer: nothing of it left this host.'
      : 'Not the network: the packets had arrived.',
    doc: filter?.doc ?? FIREWALL_DROPS,
  });
}

/** One or two blocked packets happen on every machine; what hides a missing listener is only as bad as that. */
function severityOf(flows: readonly BlockedFlow[], events: number, filter: FilterBehind | null): Severity {
  if (filter?.isTransient === true || filter?.isStealth === true)
    return events >= LOOK_FROM_PACKETS ? 'suspect' : 'info';
  const isFault = flows.some(({ filter: answer, layerId }) => originOf(answer, layerId)?.verdict === 'fault');
  return isFault && events >= LOOK_FROM_PACKETS ? 'fault' : 'suspect';
}

/** What is no loss that hurts, in one finding each. */
const FOLDED = {
  icmp: {
    side: 'local',
    category: 'destination-unreachable',
    what: 'ICMP error',
    title: 'about other packets, which are no loss of their own',
    explanation:
      'Such an error says that a port or a host could not be reached; the event shows the packet that it quotes. Errors that this host wanted to send were kept in by stealth mode: look at the packets that asked for the port.',
    next: ['netstat -anob   (is the port of the quoted packet in state LISTENING?)'],
    doc: STEALTH_MODE,
  },
  late: {
    side: 'undecided',
    category: 'application',
    what: 'answer',
    title: 'that came when their socket was closed already',
    explanation:
      'The source is a service and the destination a port of a client on this host that is gone: the answer was late, or the program gave up early. Stealth mode drops it without a word.',
    next: [],
    doc: STEALTH_MODE,
  },
  noise: {
    side: 'undecided',
    category: 'normal-operation',
    what: 'packet',
    title: 'of discovery traffic, as it should',
    explanation:
      'Multicast, broadcast and the services that search the network reach every machine; a firewall that keeps them out is no fault.',
    next: [],
    doc: FIREWALL_DROPS,
  },
} as const;

function foldedFinding(flows: readonly BlockedFlow[], kind: keyof typeof FOLDED): RuleFinding {
  const events = flows.reduce((sum, one) => sum + one.events, 0);
  const { what, title, ...words } = FOLDED[kind];
  return findingOf({
    id: 'audited-block',
    severity: 'info',
    confidence: 'high',
    isLoss: false,
    ...words,
    title: `Windows blocked ${counted(events, what)} ${title}`,
    packets: events,
    connections: flows.length,
    ...spanOf(flows),
    evidence: evidenceOf([], flows),
  });
}

/** Times only where they are on the clock of the case; events alone are a clock of their own. */
function spanOf(flows: readonly BlockedFlow[]) {
  const times = flows.flatMap(({ firstTime, lastTime }) =>
    firstTime === null || lastTime === null ? [] : [firstTime, lastTime],
  );
  const sorted = times.sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));
  return { firstTime: sorted[0] ?? null, lastTime: sorted.at(-1) ?? null };
}

function evidenceOf(first: RuleFinding['evidence'], flows: readonly BlockedFlow[]): RuleFinding['evidence'] {
  const seen = new Set(first.map(({ input, line }) => `${input}:${line}`));
  const others = flows.flatMap(({ evidence }) => evidence).filter(({ input, line }) => !seen.has(`${input}:${line}`));
  return [...first, ...others].slice(0, MAXIMUM_EVIDENCE);
}
