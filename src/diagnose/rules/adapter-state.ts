import type { Case, DropGroup } from '../../aggregate/case.js';
import { ADAPTER_COUNTERS, ADAPTER_DRIVERS } from '../commands.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { ADAPTER_STATISTICS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

export const adapterState: Rule = dropRule({
  id: 'adapter-state',
  title: 'The adapters are up while packets pass',
  trigger:
    'Packets dropped with a reason of the category adapter-state: media disconnected (5), paused (201), reset (202), low power (38), disabled interface (950), …, by component and reason.',
  meaning:
    'The adapter, or the link below it, was not ready: unplugged, paused for a change, resetting, asleep, or failing.',
  category: 'adapter-state',
  side: 'local',
  claims: ({ category, verdict, noise }) => category === 'adapter-state' && verdict !== 'benign' && !noise,
  cause: ({ code, component }) => `${code} ${component}`,
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'adapter-state',
    severity: severityOf(groups),
    side: 'local',
    category: 'adapter-state',
    confidence: confidenceOf(groups),
    title: `The adapter was not ready for ${packetWords(groups)}: ${reasonWords(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} because an adapter was not ready (${reasonWords(groups)})`,
    explanation: `The packets met an adapter that was disconnected, paused, resetting, powered down or failing. A pause of a second belongs to every change of bindings, drivers or team members; more of it is a link or driver problem. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      ADAPTER_DRIVERS,
      "Get-WinEvent -FilterHashtable @{LogName='System';ProviderName='Microsoft-Windows-NDIS','Microsoft-Windows-Hyper-V-VmSwitch'} -MaxEvents 50   (link and reset events at the time of the drops; the driver logs under its own name)",
      'Get-NetAdapterPowerManagement   (may Windows turn the adapter off?)',
      ADAPTER_COUNTERS,
      'Check cable, transceiver, switch port and Wi-Fi roaming.',
    ],
    notConfused: 'Not the network behind the link: the packets did not get as far.',
    doc: ADAPTER_STATISTICS,
  });
}
