import type { Case, DropGroup } from '../../aggregate/case.js';
import { discoveryService } from '../../knowledge/noise.js';
import { dropRule } from '../drop-rule.js';
import { packetWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { TRANSPORT_LAYER_REASONS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

export const discoveryNoise: Rule = dropRule({
  id: 'discovery-noise',
  title: 'Multicast and broadcast without a receiver is folded away',
  trigger: 'Dropped multicast and broadcast packets whose reason is harmless for them; information only, one finding.',
  meaning:
    'Machines announce themselves and search for others (mDNS, SSDP, LLMNR, router protocols). What no program here wants is dropped: that is how it should be.',
  category: 'normal-operation',
  side: 'undecided',
  claims: ({ noise }) => noise,
  cause: () => 'noise',
  finding,
});

function finding(groups: readonly DropGroup[], { drops }: Case): RuleFinding {
  const services = groups.map(
    ({ protocol, destinationPort, sourcePort }) =>
      discoveryService(protocol, destinationPort) ?? discoveryService(protocol, sourcePort) ?? '',
  );
  const names = listed(services, 5);
  return findingOf({
    id: 'discovery-noise',
    severity: 'info',
    side: 'undecided',
    category: 'normal-operation',
    confidence: 'high',
    title: `${packetWords(groups)} of multicast and discovery traffic without a receiver here (${counted(drops.noiseLines, 'line')} folded)`,
    explanation: `${names === '' ? 'The packets were' : `Mostly ${names}:`} sent to everybody on the net, and no program here wanted them. Windows prints one line for every socket that declines, so few packets make many lines. No loss.`,
    ...affectedByDrops(groups),
    next: [],
    doc: TRANSPORT_LAYER_REASONS,
  });
}
