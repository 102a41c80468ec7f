import { TEMPLATES } from '../../scenario/language.js';
import { byteView, logLines, oneOfEachForm } from './log-lines.js';

const ETHERNET = '00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype IPv4 (0x0800), length 54: ';
const V4 = '192.0.2.5 > 198.51.100.7: ';
const V6 = '2001:db8::5 > fe80::1: ';
const TCP = '192.0.2.5.63086 > 198.51.100.7.443: ';

/** Forms of the packet that the samples do not have. */
const PACKETS = [
  `${TCP}Flags [P.], cksum 0x1234 (correct), seq 1:2, ack 3, win 4, urg 5, options [mss 1460,nop,wscale 8,sackOK,TS val 1 ecr 2,sack 2 {1:2}{3:4},unknown-9 0x1], length 1: HTTP: GET / HTTP/1.1`,
  `${TCP}Flags [S], seq 1, win 64240, options [mss 1460,nop,wscale 8,nop,nop,sackOK], length 0`,
  `${TCP}tcp 12`,
  `${TCP}udp 12`,
  `${TCP}tcp 12 more`,
  `${TCP}udp 12 more`,
  `${TCP}UDP`,
  `${TCP}UDP, length 12`,
  `${TCP}UDP, length 12 more`,
  `${TCP}[udp sum ok] UDP, length 12`,
  `${TCP}[bad udp cksum 0x1 -> 0x2!] 1+ A? www.contoso.example. (33)`,
  `${TCP}VXLAN, flags [I] (0x08), vni 42`,
  '2001:db8::5.53890 > 2001:db8::35.53: 4957+ AAAA? www.contoso.example. (33)',
  '::ffff:192.0.2.1.80 > ::.443: Flags [.], ack 1, win 2, length 0',
  `${V4}[|tcp]`,
  `${V4}[|udp] 5`,
  `${V4}[|icmp]`,
  `${V4}[|udp]`,
  `${V4}[|tcp] more`,
  `${V4}[|icmp] more`,
  `${V4} ip-proto-2 8`,
  `${V4} ip-proto-2`,
  `${V4}igmp v2 report 224.0.0.251`,
  `${V4}igmp`,
  `${V4}`,
  '192.0.2.5 > 198.51.100.7',
  `${V4}GREv0, length 60: IP 192.0.2.1 > 192.0.2.2: ICMP echo request, id 1, seq 2, length 8`,
  `${V4}GREv0, key=0x1, length 60: 00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype IPv4 (0x0800), length 54: ${TCP}UDP, length 1`,
  `${V4}IP 192.0.2.1.5 > 192.0.2.2.6: UDP, length 3`,
  `${V4}IP6 2001:db8::1.5 > 2001:db8::2.6: UDP, length 3`,
  ...[
    'echo request, id 1, seq 2, length 40',
    'echo reply, id 1, length 40',
    'echo reply, id 1',
    '192.0.2.9 udp port 53 unreachable, length 36',
    '192.0.2.9 protocol 47 unreachable, length 36',
    'host 192.0.2.9 unreachable - admin prohibited filter, length 36',
    'net 192.0.2.9 unreachable - admin prohibited, length 36',
    'host 192.0.2.9 unreachable, length 36',
    'net 192.0.2.9 unreachable, length 36',
    '192.0.2.9 unreachable - need to frag (mtu 1400), length 36',
    '192.0.2.9 unreachable - need to frag, length 36',
    'time exceeded in-transit, length 36',
    'redirect 192.0.2.9 to host 192.0.2.8, length 36',
    'address mask request, length 12',
  ].map((text) => `${V4}ICMP ${text}`),
  ...[
    'echo request, id 1, seq 2, length 40',
    'echo reply, seq 2, length 40',
    'neighbor solicitation, who has 2001:db8::9, length 32',
    'neighbor advertisement, tgt is 2001:db8::9, Flags [solicited, override], length 32',
    'router solicitation, length 8',
    'router solicitation, Flags [none], length 8',
    'neighbor advertisement, tgt is 2001:db8::9, length 32',
    'router advertisement, length 8',
    'echo request, id 1, length 40',
    'router advertisement, Flags [none], length 8',
    'multicast listener report v2, 2 group record(s), length 48',
    'destination unreachable, unreachable port, 2001:db8::9 udp port 53, length 80',
    'destination unreachable, unreachable address 2001:db8::9, length 80',
    'destination unreachable, unreachable route 2001:db8::9, length 80',
    'destination unreachable, unreachable prohibited 2001:db8::9, length 80',
    'packet too big, mtu 1400, length 80',
    'time exceeded in-transit, length 80',
    'parameter problem, length 80',
  ].map((text) => `${V6}ICMP6, ${text}`),
  `${V6}HBH ICMP6, multicast listener report v2, 2 group record(s), length 48`,
  'Request who-has 192.0.2.1 tell 192.0.2.5, length 28',
  'Request who-has 192.0.2.1 (00-00-5E-00-53-01) tell 192.0.2.5, length 28',
  'Ethernet (len 6), IPv4 (len 4), Request who-has 192.0.2.1 tell 192.0.2.5, length 28',
  'Ethernet (len 6), IPv4 (len 4), Reply 192.0.2.1 is-at 00-00-5E-00-53-01, length 46',
  '(tos 0x0, ttl 128, id 46774, offset 0, flags [DF], proto TCP (6), length 52)',
  `(tos 0x0, ttl 128, flags [none], length 52) ${TCP}Flags [.], ack 1, win 2, length 0`,
  `(class 0x00, hlim 64, next-header TCP (6) payload length: 32) 2001:db8::1.80 > 2001:db8::2.81: Flags [.], ack 1, win 2, length 0`,
  `(tos 0x0, ttl 128, flags [], length 52) ${TCP}Flags [.], ack 1, win 2, length 0`,
  '(tos 0x0, ttl 128) something else',
];

const LINKS = [
  ETHERNET,
  '00-00-5E-00-53-01 > 00-00-5E-00-53-02, IPv4, length 28: ',
  '00:00:5e:00:53:01 > 00:00:5e:00:53:02, ethertype 802.1Q (0x8100), length 64: vlan 100, p 0, DEI, ethertype IPv4, ',
  '00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype 802.1Q (0x8100), length 64: vlan 100, p 7, ',
  'BSSID:00-00-5E-00-53-01 SA:00-00-5E-00-53-02 DA:00-00-5E-00-53-02 LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype IPv4 (0x0800), length 41: ',
  '00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype 802.1Q (0x8100), length 64: vlan 100, ethertype IPv4, ',
  'LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), ethertype 802.1Q (0x8100), length 41: vlan 5, p 1, ',
  'ip: ',
  '',
];

const OTHERS = [
  '00-00-5E-00-53-01 > 01-80-C2-00-00-00, 802.3, length 60: LLC, dsap STP (0x42) Individual: STP 802.1d, Config',
  '00-00-5E-00-53-01 > 01-80-C2-00-00-0E, ethertype LLDP (0x88cc), length 60: LLDP, length 46: contoso.example',
  'unknown 802.11 frame type (3)',
];

/** Detail lines of PktMon.txt: every packet on every link, marks of all languages, and what samples and cases have. */
export function pktmonDetails(): string[] {
  const marks = ['', ...Object.values(TEMPLATES).map(({ dropMark }) => dropMark)];
  const generated = PACKETS.flatMap((packet, i) =>
    LINKS.map((link, j) => `\t${marks[(i + j) % marks.length]}${link}${packet}`),
  );
  const others = OTHERS.flatMap((text) => marks.map((mark) => `\t${mark}${text}`));
  // Packets of consoles and web pages begin without the tab.
  const lines = logLines('pktmon-text').filter((line) => /^[ \t]+(?!0x[0-9a-f]{4}:)|^(?:[0-9A-F]{2}-){5}/.test(line));
  return oneOfEachForm([...[...generated, ...others].map(byteView), ...lines]);
}
