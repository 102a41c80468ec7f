import { BOTH, component, LOWER_ONLY, UPPER_ONLY } from './component.js';
import type { Component, Hop, Machine } from './machine.js';
import { stackAbove } from './tcpip-stack.js';

const physical = (mac: string) => `0x${mac.replaceAll('-', '')}`;

const IDENTITY = {
  mac: '00-00-5E-00-53-0A',
  gatewayMac: '00-00-5E-00-53-01',
  ipv4: '192.0.2.10',
  ipv6: '2001:db8:2::10',
  gateway: '192.0.2.1',
  linkLocal: 'fe80::a1b2:c3d4:e5f6:10',
} as const;

const TOP: readonly Hop[] = [
  { component: 40, edge: 1, medium: 'Ethernet', only: ['IPv4', 'ARP'] },
  { component: 41, edge: 1, medium: 'Ethernet', only: ['IPv6'] },
];

const filterProperties = (index: string): Component['properties'] => [
  ['MiniportIfIndex', index],
  ['LowerIfIndex', index],
];

/** A computer with one Ethernet adapter, two NDIS filters and the TCP/IP stack. */
export function wiredMachine(): Machine {
  return {
    ...IDENTITY,
    processors: 8,
    nic: 10,
    tcpip4: 72,
    tcpip6: 74,
    components: [
      ...stackAbove(IDENTITY, '14'),
      component(21, 'Filter ', 'wfplwfs.sys', 'WFP 802.3 MAC Layer LightWeight Filter', filterProperties('14'), BOTH),
      component(20, 'Filter ', 'pacer.sys', 'QoS Packet Scheduler', filterProperties('14'), BOTH),
      component(
        10,
        'Miniport ',
        'e1dexpress.sys',
        'Intel(R) Ethernet Connection (11) I219-LM #2',
        [
          ['IfIndex', '14'],
          ['PhysAddress', physical(IDENTITY.mac)],
          ['NdisMedium', 'Ethernet '],
        ],
        UPPER_ONLY,
      ),
    ],
    path: [
      { component: 10, edge: 1, medium: 'Ethernet' },
      { component: 20, edge: 2, medium: 'Ethernet' },
      { component: 20, edge: 1, medium: 'Ethernet' },
      { component: 21, edge: 2, medium: 'Ethernet' },
      { component: 21, edge: 1, medium: 'Ethernet' },
      ...TOP,
    ],
  };
}

/** A notebook on Wi-Fi: below the native Wi-Fi filter packets are 802.11, and one filter decodes Ethernet as 802.11. */
export function wirelessMachine(): Machine {
  return {
    ...IDENTITY,
    processors: 16,
    nic: 13,
    tcpip4: 72,
    tcpip6: 74,
    components: [
      ...stackAbove(IDENTITY, '20'),
      component(39, 'Filter ', 'pacer.sys', 'QoS Packet Scheduler', filterProperties('20'), BOTH),
      component(38, 'Filter ', 'nwifi.sys', 'Native WiFi Filter Driver', filterProperties('20'), BOTH),
      component(
        13,
        'Miniport ',
        'Netwtw14.sys',
        'Intel(R) Wi-Fi 6E AX211 160MHz',
        [
          ['IfIndex', '20'],
          ['PhysAddress', physical(IDENTITY.mac)],
          // The map of the driver has no text for this medium, so a bare number without the blank.
          ['NdisMedium', '16'],
        ],
        UPPER_ONLY,
      ),
    ],
    path: [
      { component: 13, edge: 1, medium: 'WiFi' },
      { component: 38, edge: 2, medium: 'WiFi' },
      { component: 38, edge: 1, medium: 'Ethernet' },
      { component: 39, edge: 2, medium: 'WiFi' },
      { component: 39, edge: 1, medium: 'Ethernet' },
      ...TOP,
    ],
  };
}

/** A Hyper-V host: packets of a guest pass the virtual switch, where directions are called Ingress and Egress. */
export function hyperVHost(): Machine {
  const host = wiredMachine();
  const vSwitch = [['VMSwitchName', 'Lab, external switch']] as const;
  return {
    ...host,
    components: [
      component(
        57,
        'VmsVmNic ',
        'vmswitch.sys',
        'Network Adapter (app01.example.com)',
        [...vSwitch, ['PhysAddress', '0x00005E005357'], ['VLAN', '20']],
        LOWER_ONLY,
      ),
      component(
        56,
        'VmsMiniport ',
        'vmswitch.sys',
        'Lab, external switch',
        [...vSwitch, ['IfIndex', '24']],
        LOWER_ONLY,
      ),
      component(55, 'VmsProtocolNic ', 'vmswitch.sys', 'NULL', [...vSwitch, ['MiniportIfIndex', '14']], UPPER_ONLY),
      ...host.components.filter((part) => part.id >= 60 || part.id === 10),
    ],
    path: [
      { component: 10, edge: 1, medium: 'Ethernet' },
      { component: 55, edge: 1, medium: 'Ethernet', received: 'Ingress ', sent: 'Egress ' },
      { component: 57, edge: 1, medium: 'Ethernet', received: 'Egress ', sent: 'Ingress ' },
    ],
  };
}
