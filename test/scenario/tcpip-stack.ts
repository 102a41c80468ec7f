import { component, LOWER_ONLY, UPPER_ONLY } from './component.js';
import type { Component, Machine } from './machine.js';

/** Everything of a machine above its adapter; `interfaceIndex` joins the components of one adapter. */
export function stackAbove(machine: Pick<Machine, 'ipv4' | 'linkLocal'>, interfaceIndex: string): Component[] {
  const l2 = (...etherTypes: string[]): Component['properties'] => [
    ...etherTypes.map((type) => ['EtherType', `${type} `] as const),
    ['Compartment ID', '1'],
    ['IpIfIndex', interfaceIndex],
    ['MiniportIfIndex', interfaceIndex],
  ];
  const l3 = (address: string, index: string): Component['properties'] => [
    ['IP Address', address],
    ['Compartment ID', '1'],
    ['IpIfIndex', index],
  ];
  const ndis = (...etherTypes: string[]): Component['properties'] => [
    ...etherTypes.map((type) => ['EtherType', `${type} `] as const),
    ['MiniportIfIndex', interfaceIndex],
    ['NdisObject', '1'],
  ];
  return [
    component(
      99,
      'HTTP Message ',
      'HTTP.SYS',
      'HTTP Message',
      [],
      [
        { name: 'Ssl', id: 3 },
        { name: 'HttpLow', id: 2 },
        { name: 'HttpUp', id: 1 },
      ],
    ),
    component(
      98,
      'HTTP Protocol ',
      'http.sys',
      'HTTP',
      [
        ['IP Address', machine.ipv4],
        ['MiniportIfIndex', interfaceIndex],
      ],
      [
        { name: 'Upper', id: 2 },
        { name: 'Lower', id: 1 },
      ],
    ),
    component(90, 'IPSec ', 'tcpip.sys', 'IPSEC'),
    component(74, '11', 'tcpip.sys', 'TCP/IPv6 - L3/L4', l3(machine.linkLocal, interfaceIndex)),
    component(72, '11', 'tcpip.sys', 'TCP/IPv4 - L3/L4', l3(machine.ipv4, interfaceIndex)),
    component(71, '11', 'tcpip.sys', 'TCP/IPv4 - L3/L4', l3('127.0.0.1', '1')),
    component(62, 'Protocol ', 'tcpip.sys', 'TCP/IPv6 - L2', l2('IPv6'), UPPER_ONLY),
    component(61, 'Protocol ', 'tcpip.sys', 'TCP/IPv4 - L2', l2('ARP', 'IPv4'), UPPER_ONLY),
    component(41, 'Protocol ', 'tcpip.sys', 'TCPIP6', ndis('IPv6'), LOWER_ONLY),
    component(40, 'Protocol ', 'tcpip.sys', 'TCPIP', ndis('ARP', 'IPv4'), LOWER_ONLY),
  ];
}
