import type { Case, DropGroup } from '../../aggregate/case.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { VIRTUAL_ADAPTER } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** Filtered VLAN, unauthorized VLAN, private VLAN, virtual subnet, VLAN format, untagged traffic, VLAN anti-spoofing. */
const VLAN_CODES: readonly (number | null)[] = [9, 10, 13, 20, 25, 36, 225];

export const vlanMismatch: Rule = dropRule({
  id: 'vlan-mismatch',
  title: 'VLANs of virtual ports fit the frames they get',
  trigger: 'Unicast frames dropped for their VLAN or virtual subnet (9, 10, 13, 20, 25, 36, 225), by component.',
  meaning:
    'A port of the virtual switch got frames of a VLAN or virtual subnet that it is not set for: the port, the guest or the physical switch port is set otherwise than the sender.',
  category: 'virtual-switch-config',
  side: 'local',
  claims: ({ code, verdict, noise }) => VLAN_CODES.includes(code) && verdict !== 'benign' && !noise,
  cause: ({ component }) => String(component),
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'vlan-mismatch',
    severity: severityOf(groups),
    side: 'local',
    category: 'virtual-switch-config',
    confidence: confidenceOf(groups),
    title: `A virtual port dropped ${packetWords(groups)} for their VLAN: ${reasonWords(groups)}${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} because a port of the virtual switch is set for another VLAN`,
    explanation: `The VLAN tag of the frames is not allowed on the port they would leave through. Either the port of the guest has the wrong VLAN, or the frames carry a tag they should not have (sender, trunk of the physical switch). ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'Get-VMNetworkAdapterVlan   (access VLAN or trunk list of every guest)',
      'Get-VMNetworkAdapterIsolation',
      'Get-VMNetworkAdapter -All | Format-Table VMName,Name,SwitchName,Status,IPAddresses',
      'Compare with the physical switch port: trunk or access, which VLANs are allowed, which one is native?',
    ],
    notConfused:
      'Frames of a foreign VLAN that are broadcast or multicast are mere flooding; these were sent to a single machine.',
    doc: VIRTUAL_ADAPTER,
  });
}
