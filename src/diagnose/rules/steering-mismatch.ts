import type { Case, DropGroup } from '../../aggregate/case.js';
import { ADAPTER_COUNTERS, ADAPTER_DRIVERS } from '../commands.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { ADAPTER_STATISTICS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** Printed as the bare number by builds whose map does not have it yet: `DropReason 228, DropLocation 0xE000100F`. */
const STEERING_MISMATCH = 228;

export const steeringMismatch: Rule = dropRule({
  id: 'steering-mismatch',
  title: 'Packets reach the adapter queue that they belong to',
  trigger: 'Unicast packets dropped with 228 (Steering mismatch; older builds print the number alone), by component.',
  meaning:
    'The adapter delivered the packet to a queue or virtual port that it does not belong to: a steering rule that is out of date after a change of queues, teams or virtual functions.',
  category: 'internal',
  side: 'local',
  claims: ({ code, verdict, noise }) => code === STEERING_MISMATCH && verdict !== 'benign' && !noise,
  cause: ({ component }) => String(component),
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'steering-mismatch',
    severity: 'suspect',
    side: 'local',
    category: 'internal',
    confidence: confidenceOf(groups),
    title: `Steering mismatch (228): ${packetWords(groups)} reached the wrong adapter or queue${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} because they reached the wrong adapter or queue (steering mismatch, 228)`,
    explanation: `The adapter steered the packets to a queue or virtual port that does not match their address. Seen on hosts with switch embedded teaming, SR-IOV or VMQ after adapters or queues were changed. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      ADAPTER_DRIVERS,
      'Get-NetAdapterVmqQueue; Get-NetAdapterRss   (does each address have one queue, on the adapter where it should be?)',
      'Get-VMSwitchTeam; Get-NetAdapterSriov   (are names and order of the adapters as intended?)',
      ADAPTER_COUNTERS,
    ],
    notConfused: 'Not a firewall and not a VLAN: the adapter sorted the packet wrongly before any of them saw it.',
    doc: ADAPTER_STATISTICS,
  });
}
