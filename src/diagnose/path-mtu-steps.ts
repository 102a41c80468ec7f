import { addressForCommand } from './place.js';

/** 1472 bytes of payload and 28 of headers fill the usual 1500. */
const PING_PAYLOAD_BYTES = 1472;

/** How to find the path MTU and to set the size that fits. */
export function pathMtuSteps(address: string): string[] {
  const size = address.includes(':') ? '' : '-f ';
  return [
    `ping ${addressForCommand(address)} ${size}-l ${PING_PAYLOAD_BYTES}   (then smaller until it passes: the answer plus 28 is the path MTU)`,
    'netsh int ipv4 show subinterfaces   (MTU of each interface; 1500 is the default)',
    'netsh int ipv4 show destinationcache   (path MTU that this host has learnt)',
    'Let ICMP type 3 code 4 and ICMPv6 "packet too big" through on every firewall of the path, or lower the MTU of the tunnel or interface.',
  ];
}
