import type { CounterRow } from '../../aggregate/side/side-summary.js';
import { ADAPTER_COUNTERS, ADAPTER_DRIVERS } from '../commands.js';
import { findingOf, MAXIMUM_EVIDENCE } from '../finding.js';
import { ADAPTER_STATISTICS } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed, shortName } from '../words.js';

const LOSS = /^(?:Received|Outbound)(?:DiscardedPackets|PacketErrors)$/;

export const adapterDiscards: Rule = {
  id: 'adapter-discards',
  title: 'The adapters discard nothing',
  trigger:
    'Discards or errors in the statistics of an adapter beside the trace: a suspect when they grew between two readings, else information, since they count from the start of the adapter.',
  meaning:
    'The adapter or its driver lost packets before Windows saw them, or could not send them. pktmon has no line for what never reached its components.',
  category: 'low-resources',
  side: 'local',
  evaluate({ aggregate }) {
    const rows = (aggregate.side?.counters ?? []).filter(
      ({ source, name }) => source === 'adapter-statistics' && LOSS.test(name),
    );
    if (rows.length === 0) return noData('No statistics of the adapters with discards and errors were given.');
    const grown = rows.filter(({ first, last }) => last !== null && last > first);
    const once = rows.filter(({ first, last }) => last === null && first > 0);
    return failedOrPassed([
      ...(grown.length === 0 ? [] : [finding(grown, true)]),
      ...(once.length === 0 ? [] : [finding(once, false)]),
    ]);
  },
};

function finding(rows: readonly CounterRow[], hasGrown: boolean): RuleFinding {
  const packets = rows.reduce((sum, { first, last }) => sum + (last === null ? first : last - first), 0);
  const adapters = listed(rows.map(({ scope }) => shortName(scope)));
  const names = listed(rows.map(({ name }) => name));
  return findingOf({
    id: 'adapter-discards',
    severity: hasGrown ? 'suspect' : 'info',
    side: 'local',
    category: 'low-resources',
    confidence: 'medium',
    isLoss: hasGrown,
    title: hasGrown
      ? `${counted(packets, 'packet')} more discarded or in error at ${adapters} between the two readings`
      : `${counted(packets, 'packet')} discarded or in error at ${adapters} since the adapter started`,
    explanation: `The adapter counts them (${names}); these packets are in no drop line, because they were lost below or behind the components that pktmon watches. Causes are receive buffers that are too small for a burst, a driver, a cable or a switch port with errors.${hasGrown ? '' : ' Read once, the counter does not say when: it may be from the start of Windows.'}`,
    packets: hasGrown ? packets : 0,
    connections: 0,
    firstTime: null,
    lastTime: null,
    next: [
      ADAPTER_COUNTERS,
      'Get-NetAdapterAdvancedProperty -DisplayName "Receive Buffers"   (the largest value helps against bursts)',
      ADAPTER_DRIVERS,
    ],
    notConfused: 'Not drops of the network stack: those have a reason in the drop lines.',
    doc: ADAPTER_STATISTICS,
    evidence: rows.flatMap(({ evidence }) => evidence).slice(0, MAXIMUM_EVIDENCE),
  });
}
