import type { Case, DropGroup } from '../../aggregate/case.js';
import { findDropLocation } from '../../knowledge/drop-location.js';
import { ADAPTER_DRIVERS } from '../commands.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf } from '../drop-severity.js';
import { dropperWords, FIRST_VENDOR_CODE, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { PKTMON } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

export const thirdPartyDriver: Rule = dropRule({
  id: 'third-party-driver',
  title: 'Drivers of other companies pass the packets on',
  trigger:
    'Unicast packets dropped with a vendor code (0x80000000 and above) or at a place that is not in Windows, by component.',
  meaning: 'A driver that is not from Microsoft dropped the packets; only its maker knows what its code means.',
  category: 'unknown',
  side: 'local',
  claims: ({ code, location, verdict, noise }) =>
    verdict !== 'benign' &&
    !noise &&
    ((code !== null && code >= FIRST_VENDOR_CODE) ||
      (location !== null && location !== 0 && findDropLocation(location).origin === 'vendor')),
  cause: ({ component }) => String(component),
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'third-party-driver',
    severity: 'suspect',
    side: 'local',
    category: groups[0]?.category ?? 'unknown',
    confidence: confidenceOf(groups),
    title: `A driver of another company dropped ${packetWords(groups)}: ${reasonWords(groups)}${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} in a driver that is not from Microsoft (${reasonWords(groups)})`,
    explanation: `The reason is a number of the driver's own, which no list of Windows explains. The component names the driver: an adapter, a VPN, a security product or a virtual switch extension. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'pktmon list --all   (the component number of the drop line names the driver)',
      ADAPTER_DRIVERS,
      'Get-NetAdapterBinding -AllBindings | Where-Object Enabled | Format-Table Name,DisplayName,ComponentID   (filters of other companies)',
      'fltmc instances',
      'Update the driver, then test with the product removed (not only switched off), and ask its maker for the meaning of the code.',
    ],
    notConfused: 'Not Windows Firewall: its drops carry an inspection reason of Windows.',
    doc: PKTMON,
  });
}
