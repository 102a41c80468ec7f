import type { Case, DropGroup } from '../../aggregate/case.js';
import { ADAPTER_COUNTERS, ADAPTER_DRIVERS } from '../commands.js';
import { showsOnlyDrops } from '../coverage.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, isOutbound, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { percentWords } from '../words.js';

/** Below this share of all packets a short burst is a micro-burst: a CPU or ring that was late for microseconds. */
export const BURST_SHARE = 0.001;

export const lowResources: Rule = dropRule({
  id: 'low-resources',
  title: 'Buffers and memory suffice for the packets',
  trigger: `Packets dropped with a reason of the category low-resources (3, 217, 949, …), by component; only a suspect when below ${percentWords(BURST_SHARE)} of all packets.`,
  meaning:
    'A ring, queue or memory pool on this host was exhausted, often only for microseconds: the CPU did not empty it in time, or memory is short.',
  category: 'low-resources',
  side: 'local',
  claims: ({ category, verdict, noise }) => category === 'low-resources' && verdict !== 'benign' && !noise,
  cause: ({ component, direction }) => `${component} ${direction}`,
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const affected = affectedByDrops(groups);
  const share = aggregate.traffic.packets === 0 ? 1 : affected.packets / aggregate.traffic.packets;
  const isBurst = share < BURST_SHARE && !showsOnlyDrops(aggregate);
  const way = groups.every(isOutbound) ? 'to be sent' : 'received';
  return findingOf({
    id: 'low-resources',
    severity: isBurst ? 'suspect' : severityOf(groups),
    side: 'local',
    category: 'low-resources',
    confidence: confidenceOf(groups),
    title: `${packetWords(groups)} ${way} were dropped here for lack of resources: ${reasonWords(groups)}${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} ${way} because it ran out of resources (${reasonWords(groups)})`,
    explanation: `A buffer, queue or pool that carries packets was exhausted.${showsOnlyDrops(aggregate) ? '' : ` That is ${percentWords(share)} of all captured packets${isBurst ? ', few enough for a short burst' : ''}.`} Usual reasons: receive or transmit rings too small for the burst, one CPU that does all the work because RSS or VMQ does not spread it, nonpaged pool that leaks, a guest that does not drain its ring. ${dropperWords(groups, aggregate)}`,
    ...affected,
    next: [
      ADAPTER_COUNTERS,
      'Get-NetAdapterRss; Get-NetAdapterVmq',
      'Get-NetAdapterAdvancedProperty -DisplayName "*Buffers*"',
      'Get-Counter "\\Processor(*)\\% DPC Time","\\Memory\\Pool Nonpaged Bytes" -SampleInterval 2 -MaxSamples 15   (one CPU at 100 % DPC time is the bottleneck)',
      ADAPTER_DRIVERS,
    ],
    notConfused: 'Not congestion of the network: the packets were lost on this host, where the drop line stands.',
    doc: PACKET_LOSS,
  });
}
