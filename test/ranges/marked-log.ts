const stamp = (ms: number) =>
  `[02]0004.0270::2026-03-02 09:15:00.${String(ms).padStart(3, '0')}000000 [Microsoft-Windows-PktMon] `;
const ids = (group: number | bigint, component: number) =>
  `PktGroupId ${group}, PktNumber 1, Appearance 0, Direction Rx , Type Ethernet , Component ${component}, `;
const ETHERNET = '00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype IPv4 (0x0800), length 66: ';

/** Lines of every part that a packet can have: options, blocks, tunnels, ICMP, ARP, what tcpdump does not know, marks that are no ASCII. */
export const MARKED_LOG = [
  `${stamp(1)}Component 10, Type NDIS , Name example.sys, Adaptér ExampleNet `,
  `${stamp(2)}${ids(9007199254741993n, 10)}Edge 1, Filter 0, OriginalSize 66, LoggedSize 66 `,
  `\t${ETHERNET}192.0.2.10.50001 > 198.51.100.7.443: Flags [S], seq 100, win 64240, options [mss 1460,nop,wscale 8,nop,nop,sackOK], length 0`,
  `${stamp(3)}${ids(2, 11)}Edge 1, Filter 0, OriginalSize 66, LoggedSize 66 `,
  `\t${ETHERNET}192.0.2.10.50001 > 198.51.100.7.443: Flags [S], seq 100, win 64240, options [mss 1460,nop,wscale 8,nop,nop,sackOK], length 0`,
  `${stamp(4)}${ids(3, 10)}Edge 1, Filter 0, OriginalSize 78, LoggedSize 78 `,
  `\t${ETHERNET}198.51.100.7.443 > 192.0.2.10.50001: Flags [.], ack 101, win 501, options [nop,nop,TS val 7 ecr 8,nop,nop,sack 2 {300:400}{500:600}], length 0`,
  `${stamp(5)}Drop: ${ids(4, 72)}Filter 0, DropReason INET: accept inspection , DropLocation 0xE0004503, OriginalSize 90, LoggedSize 90 `,
  '\tDrop: ip: 198.51.100.7.53 > 192.0.2.10.50002: 28031 1/0/0 A 203.0.113.9 (44)',
  `${stamp(6)}Duplicate Drop: ${ids(4, 72)}Filter 0, DropReason INET: accept inspection , DropLocation 0xE0004503, OriginalSize 90, LoggedSize 90 `,
  '\tDrop: ip: 198.51.100.7.53 > 192.0.2.10.50002: 28031 1/0/0 A 203.0.113.9 (44)',
  `${stamp(7)}${ids(5, 10)}Edge 1, Filter 0, OriginalSize 60, LoggedSize 60 `,
  '\t00-00-5E-00-53-01 > FF-FF-FF-FF-FF-FF, ethertype ARP (0x0806), length 60: Request who-has 192.0.2.1 tell 192.0.2.10, length 46',
  `${stamp(8)}${ids(6, 10)}Edge 1, Filter 0, OriginalSize 74, LoggedSize 74 `,
  `\t${ETHERNET}192.0.2.10 > 198.51.100.7: ICMP echo request, id 1, seq 7, length 40`,
  `${stamp(9)}${ids(7, 10)}Edge 1, Filter 0, OriginalSize 52, LoggedSize 52 `,
  `\t${ETHERNET}(tos 0x0, ttl 128, id 77, offset 0, flags [DF], proto TCP (6), length 52)`,
  '    192.0.2.10.50003 > 198.51.100.7.80: Flags [P.], seq 1:9, ack 1, win 512, length 8: HTTP: GET /ä HTTP/1.1',
  `${stamp(10)}${ids(8, 10)}Edge 1, Filter 0, OriginalSize 1 `,
  `${stamp(11)}${ids(9, 10)}Edge 1, Filter 0, OriginalSize 60, LoggedSize 60 `,
  '\tnobody knows — this',
  '[0]0004.0270::2026-03-03 09:15:00.123456700 [Microsoft-Windows-TCPIP]TCP: connection 0xFFFFA98C1E11CB60 (local=192.0.2.10:50815 remote=198.51.100.7:443) close issued. ',
  '',
].join('\r\n');
