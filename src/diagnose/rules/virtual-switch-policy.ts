import type { Case, DropGroup } from '../../aggregate/case.js';
import { findDropLocation } from '../../knowledge/drop-location.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { SDN, VIRTUAL_ADAPTER } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** Guards and port policies: ACL, unauthorized MAC, spoofing, DHCP and router guard, storm limit, VFP 701 to 719. */
const POLICY_CODES: ReadonlySet<number> = new Set([8, 11, 12, 14, 16, 17, 18, 19, 21, 22, 29, 30, 31, 226]);
const FIRST_VFP_CODE = 701;
const LAST_VFP_CODE = 719;
const FIRST_MUX_CODE = 1300;
const LAST_MUX_CODE = 1399;

export const virtualSwitchPolicy: Rule = dropRule({
  id: 'virtual-switch-policy',
  title: 'Policies of virtual ports let their traffic through',
  trigger:
    'Unicast frames dropped by a policy of a virtual switch: port ACL (8), MAC spoofing (16), guards (17, 18, 701 to 719), software load balancer (13xx) or its configuration (21, 29), by reason.',
  meaning:
    'A virtual switch, its filtering platform (VFP) or a guard on a port refused the frame, as it was configured by an administrator, a container network or the SDN fabric.',
  category: 'local-policy',
  side: 'local',
  claims,
  cause: ({ code, component }) => `${code} ${component}`,
  finding,
});

function claims({ code, category, location, verdict, noise }: DropGroup): boolean {
  if (verdict === 'benign' || noise || code === null) return false;
  const place = location === null ? '' : findDropLocation(location).component;
  const isSwitchPlace = place === 'VMSwitch' || place === 'VFP' || place === 'SlbMux';
  return (
    POLICY_CODES.has(code) ||
    (code >= FIRST_VFP_CODE && code <= LAST_VFP_CODE) ||
    (code >= FIRST_MUX_CODE && code <= LAST_MUX_CODE) ||
    category === 'virtual-switch-config' ||
    (isSwitchPlace && category === 'local-policy')
  );
}

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  const [first] = groups;
  const isSpoofing = groups.every(({ code }) => code === 16);
  return findingOf({
    id: 'virtual-switch-policy',
    severity: severityOf(groups),
    side: 'local',
    category: first?.category ?? 'local-policy',
    confidence: confidenceOf(groups),
    title: `A virtual switch of this host refused ${packetWords(groups)}: ${reasonWords(groups)}${pathSuffix(groups)}`,
    sentence: `this host dropped ${packetWords(groups)} because of ${reasonWords(groups)} at its virtual switch`,
    explanation: `${isSpoofing ? 'A guest sent frames with a source MAC that is not its own: nested virtualisation, load balancing or a bridge does that, and the port does not allow it.' : 'A policy on the port or of the virtual filtering platform decided so: an ACL, a guard, a container or SDN rule, or a setting that is missing.'} ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'Get-VMNetworkAdapter -All | Format-List VMName,Name,MacAddressSpoofing,DhcpGuard,RouterGuard,StormLimit,PortMirroringMode',
      'Get-VMNetworkAdapterAcl; Get-VMNetworkAdapterExtendedAcl',
      'vfpctrl /list-vmswitch-port   (then per port: vfpctrl /port <guid> /list-rule)',
      'Get-HnsEndpoint; Get-HnsPolicyList   (on container hosts)',
    ],
    notConfused: 'Not Windows Firewall of the guest or host: the virtual switch decided before either saw the packet.',
    doc: isSpoofing ? VIRTUAL_ADAPTER : SDN,
  });
}
