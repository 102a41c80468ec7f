import { fillTemplate, type Language, TEMPLATES, type Templates } from '../../scenario/language.js';
import { byteView, logLines, oneOfEachForm } from './log-lines.js';
import { inLanguage } from './pktmon-labels.js';

const PLACE = 'Direction Rx , Type Ethernet , Component 5, Edge 1, Filter 0';
const DROP_PLACE = 'Direction Tx , Type IP , Component 49, Filter 1';
const CAUSE = 'DropReason INET: transport endpoint was not found , DropLocation 0xE000460A';
const SIZES = 'OriginalSize 402, LoggedSize 148';
const MACS =
  'MAC Dest 0x00005E005301, MAC Src 0x00005E005302, EtherType 2048, VlanId 0, IP Dest 192.0.2.1, IP Src 192.0.2.2, Protocol 6, Port Dest 80, Port Src 1025, TCPFlags 2';
const BATCH = 'PktGroupId 9, PktCount 1, Appearance 1';
const OFFLOAD = 'TcpIpChecksum 0x0, TcpLargeSend 0x0, Ieee8021Q 0x0, HashInfo 12';
const ADDRESSES = 'IP Dest 192.0.2.1, IP Src 198.51.100.2, Protocol 6, Port Dest 443, Port Src 50001';

/** Every form of packets and drops, by event of the driver, in English. Builds before 22000 print the edge of drops too. */
const PACKET_FORMS = [
  /* 160 */ `PktGroupId 562949953421313, PktNumber 1, Appearance 1, ${PLACE}, ${SIZES} `,
  /* a type that the map of the build does not know */
  'PktGroupId 5, PktNumber 1, Appearance 0, Direction 7, Type 11, Component 5, Edge 1, Filter 0, OriginalSize 9, LoggedSize 9 ',
  /* 170 */ `Drop: PktGroupId 9007199254741993, PktNumber 1, Appearance 0, ${DROP_PLACE}, ${CAUSE}, ${SIZES} `,
  `Drop: PktGroupId 7, PktNumber 2, Appearance 3, Direction Tx , Type Ethernet , Component 12, Edge 1, Filter 0, ${CAUSE}, ${SIZES} `,
  `Drop: PktGroupId 7, PktNumber 2, Appearance 3, ${DROP_PLACE}, DropReason 228, DropLocation 0xE000100F, ${SIZES} `,
  `Drop: PktGroupId 7, PktNumber 2, Appearance 3, ${DROP_PLACE}, DropReason SLB: rule = 4 at 0x1F , DropLocation 0xE000100F, ${SIZES} `,
  /* 200, 220 */ `Direction Tx , Type Ethernet , Component 9, Edge 1, Filter 2, ${SIZES} `,
  `Direction Rx , Type IP , Component 9, Edge 1, Filter 0, ${ADDRESSES},  ${SIZES}, Payload 4500003C `,
  `Direction Rx , Type IP , Component 9, Edge 1, Filter 0, ${ADDRESSES},  ${SIZES} `,
  /* 210, 230 */ `Drop: ${DROP_PLACE}, ${CAUSE}, ${SIZES} `,
  `Drop: ${PLACE}, ${CAUSE}, ${SIZES} `,
  `Drop: ${PLACE}, ${ADDRESSES}, ${CAUSE}, ${SIZES}, Payload 0x4500 `,
  `Drop: ${PLACE}, ${CAUSE}, ${ADDRESSES},  ${SIZES}, Payload 0x4500 `,
  `Drop: ${DROP_PLACE}, ${ADDRESSES}, ${CAUSE}, ${SIZES} `,
  `Drop: ${DROP_PLACE}, ${CAUSE}, ${ADDRESSES},  ${SIZES} `,
  /* 250, 260 */ 'PktGroupId 5, PktNumber 1, Appearance 0, Direction Rx , Type HTTP , Component 192, Edge 1, HttpRequestId 123 ',
  'PktGroupId 5, PktNumber 1, Appearance 0, Direction Rx , Type HTTP , Component 192, Edge 1, HttpRequestId 0x7B ',
  'PktGroupId 5, PktNumber 1, Appearance 0, Direction Rx , Type HTTP , Component 192, Edge 1, HttpRequestId none ',
  `Drop: PktGroupId 5, PktNumber 1, Appearance 0, Direction Rx , Type HTTP , Component 192, Edge 1, ${CAUSE}, HttpRequestId 123 `,
  /* 120, 130 */ `${MACS}, ${BATCH}, ${PLACE} `,
  /* 140, 150 */ `Drop: ${MACS}, ${BATCH}, ${DROP_PLACE}, ${CAUSE} `,
  `Drop: ${MACS}, ${BATCH}, ${PLACE}, ${CAUSE} `,
  /* 180 */ `${OFFLOAD}, ${BATCH}, ${PLACE} `,
  `${OFFLOAD}, ${BATCH}, Direction Rx , Type Ethernet , Component 5, Edge 1, Filter, 1 `,
  'TcpIpChecksum 0, PktGroupId 9, PktCount 1, Appearance 1, Direction Rx , Type Ethernet , Component 5, Edge 1, Filter 0 ',
  'TcpIpChecksum none, PktGroupId 9, PktCount 1, Appearance 1, Direction Rx , Type Ethernet , Component 5, Edge 1, Filter 0 ',
  /* 190 */ `Drop: ${OFFLOAD}, ${BATCH}, ${DROP_PLACE}, ${CAUSE} `,
  `Drop: ${OFFLOAD}, ${BATCH}, ${PLACE}, ${CAUSE} `,
];

/** The rundown at the end, in any language. */
const rundownForms = (t: Templates): string[] => [
  fillTemplate(t.component, [12, 'NetCx ', 'e1dn.sys', 'Intel(R) Ethernet Connection (18) I219-V, #2']),
  fillTemplate(t.component, [106, '11', 'tcpip.sys', 'TCP/IPv4 - L3/L4']),
  fillTemplate(t.property, [191, 'IP Address ', 'fe80::d805:4b40:f476:48ab']),
  fillTemplate(t.property, [40, 'IfIndex ', 22]),
  fillTemplate(t.property, [5, 'EtherType ', 'VLAN ']),
  // Words of the grammar and marks inside a free text.
  fillTemplate(t.property, [5, 'VMSwitchName ', 'IP-1 = PktGroupId 3, MAC-1, MAC-2  = 0x1F: a']),
  ...['= 5', '  = 5', ', 5', 'MAC-1 5', 'MAC-2 5', 'PktGroupId 5'].map((value) =>
    fillTemplate(t.property, [5, 'VSID ', value]),
  ),
  fillTemplate(t.property, [5, '802 mode of port 3 ', 'team 1']),
  fillTemplate(t.component, [107, 'NetCx ', 'e1dn.sys', '']).trimEnd(),
  fillTemplate(t.dropCounters, [98, '3', 2078, 230862, '4', 0, 0]),
  fillTemplate(t.dropCounters, [98, 'Rx ', 2078, 230862, 'Tx ', 0, 0]).replace(/ *=(?!.*=)/, '  ='),
  fillTemplate(t.property, [5, 'VSID ', '']),
  fillTemplate(t.dropCounters, [98, 'Rx ', 2078, 230862, 'Tx ', 0, 0]),
  fillTemplate(t.flowCounters, [191, 'Upper', 2, 'Rx ', 7, 80, 'Tx ', 0, 0]),
  fillTemplate(t.packetFilter, [1, '', '0x000000000000', '0x00005E005301', 0, 0, '192.0.2.1', '0.0.0.0', 0, 0, 0, 0]),
  fillTemplate(t.packetFilter, [
    2,
    'web 1',
    '0x000000000000',
    '0x000000000000',
    '0x800',
    0,
    '2001:db8::1',
    '',
    6,
    443,
    0,
    2,
  ]),
  fillTemplate(t.duplicateDrop, [6, 1, 0, 'Rx ', 'IP ', 49, '', 1, 'Port unreachable ', '0xE0004134', 60, 60]),
];
/** 17763 prints the component as `Component: Id 13, …`. */
const OLD_FORMS = [
  'Component: Id 13, Type NetCx , Name e1dn.sys, Intel(R) Ethernet ',
  'Component: Id 13, Type 11, Name tcpip.sys,  ',
  'Component: Id 13, Type 11, Name tcpip.sys, TCP, 2, IPv4 ',
  'Component: Id 13, Type 11, Name tcpip.sys, , IPv4 ',
  'Property: Component Id 13, IfIndex  = 22 ',
  'Property: Component 13, IfIndex = 22 : 0x1F ',
];

const STAMPS = [
  '[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] ',
  '[127]0A40.1F941::2026-03-01 21:40:57.1234567 [Microsoft-Windows-PktMon] ',
  '23:02:26.539704700 ',
  '[02]0004.0270::<DateTime> [Microsoft-Windows-PktMon] ',
  '<DateTime> ',
  '[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] Level: 4, Keyword: 0x10, Event: Packet, Info: ',
];

/** Event lines of PktMon.txt: every form in every language, and whatever else the samples and cases have. */
export function pktmonEvents(): string[] {
  const languages = Object.keys(TEMPLATES) as Language[];
  const bodies = languages.flatMap((language) => [
    ...PACKET_FORMS.map((form) => inLanguage(form, language)),
    ...rundownForms(TEMPLATES[language]),
  ]);
  const generated = [...bodies, ...OLD_FORMS].flatMap((body, i) => [
    (STAMPS[0] as string) + body,
    (STAMPS[1 + (i % (STAMPS.length - 1))] as string) + body,
  ]);
  const lines = logLines('pktmon-text').filter((line) => /\[Microsoft-Windows-PktMon\]|^\d\d:\d\d:\d\d\./.test(line));
  return oneOfEachForm([...generated.map(byteView), ...lines]);
}
