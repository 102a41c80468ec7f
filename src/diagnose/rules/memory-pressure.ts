import { findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted, listed } from '../words.js';

/** What the TCP layer says when it runs short (1056, 1059, 1217, 1219). */
const SHORTAGES: readonly string[] = ['low-memory', 'memory-pressure', 'reassembly-limit'];

export const memoryPressure: Rule = eventRule({
  id: 'memory-pressure',
  title: 'TCP has enough memory',
  trigger: 'Events of the stack: low memory, memory pressure or a reassembly limit of TCP (1056, 1059, 1217, 1219).',
  meaning: 'TCP itself ran short of memory on this host and protects itself by dropping SYNs or out-of-order data.',
  category: 'low-resources',
  side: 'local',
  findings({ tcp }) {
    const short = tcp.filter(({ what }) => SHORTAGES.includes(what));
    if (short.length === 0) return [];
    return [
      findingOf({
        id: 'memory-pressure',
        severity: 'fault',
        side: 'local',
        category: 'low-resources',
        confidence: 'medium',
        title: `TCP on this host ran short of memory ${counted(timesOf(short), 'time')}: ${listed(short.map(({ what }) => what.replaceAll('-', ' ')))}`,
        explanation:
          'The stack states that it had too little memory for its connections and dropped data or connection attempts for it. Nonpaged pool that leaks, or a limit of the receive side, is the usual reason.',
        ...affectedByEvents(short),
        next: [
          'Get-Counter "\\Memory\\Pool Nonpaged Bytes","\\Memory\\Available MBytes" -SampleInterval 5 -MaxSamples 12',
          'Get-NetTCPConnection | Group-Object State | Format-Table Count,Name',
          'Find the tag that grows with poolmon /b (Windows Driver Kit), and the driver that uses it.',
        ],
        notConfused: 'Not loss on the network: this host gave up the data.',
        doc: PACKET_LOSS,
      }),
    ];
  },
});
