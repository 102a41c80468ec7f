import moo from 'moo';
import { lazy } from '../../base/lazy.js';

// Parts that stand in several states.
const mac = /(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![:0-9A-Fa-f])/;
// The port follows after a dot: `192.0.2.1.443`. Four numbers are the address, a fifth is the port.
const ip4 = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![0-9A-Za-z_])/;
// `2001:db8::1`, `::`, `::ffff:192.0.2.1`; the colon of `2001:db8::1: UDP` is not part of it.
const ip6 =
  /(?:[0-9a-f]{0,4}:){2,7}\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![0-9A-Za-z_])|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![0-9A-Za-z_])|(?:[0-9a-f]{1,4}:){1,7}:(?=[ .:,])|::(?=[ .:,])/;
const number = /\d+(?![0-9A-Za-z_.])/;
const rest = /[^\n]+/;
const length = /(?:, )?length:? (?=\d)/;

/** What may stand where a packet begins: after the link header, after a tunnel header, or at the start of a line. */
const network = {
  mac: { match: mac, next: 'link' },
  ip4: { match: ip4, next: 'source' },
  ip6: { match: ip6, next: 'source' },
  who: { match: 'Request who-has ', next: 'arp' },
  reply: { match: 'Reply ', next: 'arp' },
  // `Ethernet (len 6), IPv4 (len 4), ` in front of ARP with --verbose.
  arpHead: /(?:ARP, )?Ethernet \(len \d+\), IPv4 \(len \d+\), /,
  vlan: { match: 'vlan ', next: 'vlan' },
  // (tos 0x0, ttl 128, id 46774, … length 52)      (class 0x00, hlim 64, next-header TCP (6) payload length: 32)
  open: { match: '(', next: 'verbose' },
  inner: { match: /(?:IP6?|IPv6|IPv4)(?:,)? (?=[0-9a-f:(])/, next: 'network' },
};

/**
 * Tokens of a detail line: tcpdump text (`-n -S -e`, version 4.9 or near it), MACs with dashes.
 *
 *     <TAB>00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype IPv4 (0x0800), length 54: 192.0.2.5.63086 > 198.51.100.7.443: Flags [.], ack 1, win 2042, length 0
 *     <TAB>Drop: ip: 192.0.2.5.50005 > 192.0.2.6.50005: UDP, length 374
 *
 * What cannot be decoded further is one `rest` token, so a hostile payload cannot make new shapes.
 */
export const detailLexer = lazy(() =>
  moo.states({
    start: {
      ws: /[ \t]+/,
      // `ip: ` in front of packets without a link header, `eth: ` in front of others.
      ip: { match: /(?:ip|eth): /, next: 'network' },
      ...network,
      // 802.11: addresses here repeat each other (a pktmon bug), so only what follows the SNAP header is read.
      wifi: { match: /[^\n]*?LLC, dsap SNAP [^\n]*?: oui [^,\n]*, (?=ethertype )/, next: 'link' },
      // The word in front of dropped packets: `Drop: `, `Ablegen: `, `丢弃：`; French has a blank before the colon.
      mark: /(?:[^ \t:,\n]+ ){0,2}[^ \t:,\n]+(?: |\xC2\xA0)?(?:: |\xEF\xBC\x9A ?)/,
      rest,
    },
    network: { ws: / +/, ...network, rest },
    link: {
      ws: / +/,
      mac,
      arrow: '> ',
      ethertype: 'ethertype ',
      length,
      number: /\d+(?=:)/,
      colon: { match: ': ', next: 'network' },
      separator: ', ',
      name: /[^,:>\n]+(?=[,:]|$)/,
      rest,
    },
    // `vlan 100, p 0, ethertype IPv4, 192.0.2.1.80 > …`
    vlan: {
      number: { match: number, next: 'vlanPriority' },
      rest,
    },
    vlanPriority: {
      priority: /, p \d+/,
      drop: /, DEI/,
      ethertype: { match: ', ethertype ', next: 'vlanType' },
      separator: { match: ', ', next: 'network' },
      rest,
    },
    vlanType: {
      name: /[^,\n]+(?=, )/,
      separator: { match: ', ', next: 'network' },
      rest,
    },
    verbose: {
      ws: / +/,
      separator: ',',
      ttl: /(?:ttl|hlim) (?=\d)/,
      ipId: /id (?=\d)/,
      number,
      flagsOpen: { match: 'flags [', next: 'ipFlags' },
      close: { match: ')', next: 'network' },
      item: /[^,()\n]+(?:\([^()\n]*\)[^,()\n]*)*/,
      rest,
    },
    ipFlags: { ipFlags: /[^\]\n]+/, flagsClose: { match: ']', next: 'verbose' } },
    source: {
      port: /\.\d{1,5}(?= )/,
      arrow: { match: ' > ', next: 'destination' },
      rest,
    },
    destination: {
      ip4,
      ip6,
      mac,
      port: /\.\d{1,5}(?=:|$| )/,
      colon: { match: /: ?/, next: 'payload' },
      rest,
    },
    payload: {
      ws: / +/,
      flagsOpen: { match: 'Flags [', next: 'flags' },
      // `udp 8`, `tcp 0` with --brief.
      udp: { match: /UDP(?=, |$)/, next: 'lengths' },
      briefTcp: { match: 'tcp ', next: 'lengths' },
      briefUdp: { match: 'udp ', next: 'lengths' },
      // With --verbose: `[udp sum ok] `, `[bad udp cksum 0x1234 -> 0x5678!] `.
      udpChecksum: /\[(?:udp sum ok|no cksum|bad udp cksum [^\]\n]*)\] /,
      icmp: { match: 'ICMP ', next: 'icmp' },
      icmp6: { match: /(?:HBH )?ICMP6, /, next: 'icmp6' },
      ipProtocol: { match: 'ip-proto-', next: 'lengths' },
      igmp: { match: /igmp(?= )/, next: 'tail' },
      gre: { match: /GREv\d[^\n]*?: (?=IP6? |[0-9A-Fa-f]{2}[-:])/, next: 'network' },
      // The inner packet of VXLAN and Geneve stands on the next line.
      tunnel: { match: /(?:VXLAN|Geneve), [^\n]*?vni (?:0x)?[0-9a-f]+[^\n]*/, next: 'tail' },
      inner: { match: /IP6? (?=[0-9a-f:(])/, next: 'network' },
      cutTcp: { match: '[|tcp]', next: 'tail' },
      cutUdp: { match: '[|udp]', next: 'tail' },
      cutIcmp: { match: /\[\|icmp6?\]/, next: 'tail' },
      rest,
    },
    lengths: {
      ws: / +/,
      length,
      number,
      separator: ', ',
      rest,
    },
    flags: {
      tcpFlags: /[^\]\n]+/,
      flagsClose: { match: /\](?:, )?/, next: 'tcp' },
    },
    // Flags [S], cksum 0x1234 (correct), seq 1:5, ack 7, win 64240, urg 1, options [mss 1460,…], length 4: HTTP: GET / HTTP/1.1
    tcp: {
      checksum: /cksum 0x[0-9a-f]+ \([^)\n]*\)/,
      sequence: 'seq ',
      acknowledgement: 'ack ',
      window: 'win ',
      urgent: 'urg ',
      optionsOpen: { match: 'options [', next: 'options' },
      length: { match: /length (?=\d)/ },
      number: /\d+/,
      separator: ', ',
      colon: /:(?=\d)/,
      rest: { match: /: [^\n]+|[^\n]/, next: 'tail' },
    },
    options: {
      optionsClose: { match: ']', next: 'tcp' },
      segmentSize: 'mss ',
      windowScale: 'wscale ',
      sackPermitted: 'sackOK',
      sack: /sack \d+ (?=\{)/,
      timestamp: 'TS val ',
      echo: ' ecr ',
      open: '{',
      close: '}',
      colon: ':',
      number: /\d+(?=[,:}\] ])/,
      separator: ',',
      option: /[^,\]{}\n]+/,
      rest,
    },
    icmp: {
      echoRequest: 'echo request, id ',
      echoReply: 'echo reply, id ',
      echoSequence: ', seq ',
      host: /host (?=\d)/,
      net: /net (?=\d)/,
      ip4,
      portOf: / (?:udp|tcp) port (?=\d)/,
      protocolOf: / protocol (?=\d)/,
      needFragment: / unreachable - need to frag \(mtu (?=\d)/,
      needFragmentOnly: / unreachable - need to frag(?!\w| \(mtu)/,
      closeMtu: ')',
      prohibited: / unreachable - admin prohibited(?: filter)?/,
      unreachable: / unreachable/,
      timeExceeded: /time exceeded[^,\n]*|ip reassembly time exceeded[^,\n]*/,
      redirect: /redirect (?=\d)/,
      length,
      number,
      rest: { match: /[^\n]/, next: 'tail' },
    },
    icmp6: {
      echoRequest: 'echo request, ',
      echoReply: 'echo reply, ',
      echoId: 'id ',
      echoSequence: /(?:, )?seq /,
      neighborSolicitation: 'neighbor solicitation, ',
      neighborAdvertisement: 'neighbor advertisement, ',
      routerSolicitation: 'router solicitation',
      routerAdvertisement: 'router advertisement',
      listener: /multicast listener [^,\n]*/,
      whoHas: 'who has ',
      target: 'tgt is ',
      flags: /, Flags \[[^\]\n]*\]/,
      unreachablePort: 'destination unreachable, unreachable port, ',
      unreachableAddress: 'destination unreachable, unreachable address ',
      unreachableRoute: 'destination unreachable, unreachable route ',
      unreachableProhibited: 'destination unreachable, unreachable prohibited ',
      packetTooBig: 'packet too big, mtu ',
      timeExceeded: /time exceeded[^,\n]*/,
      portOf: / (?:udp|tcp) port (?=\d)/,
      ip6,
      length,
      number,
      rest: { match: /[^\n]/, next: 'tail' },
    },
    arp: {
      ip4,
      mac,
      open: ' (',
      close: ')',
      tell: ' tell ',
      isAt: ' is-at ',
      length,
      number,
      rest: { match: /[^\n]/, next: 'tail' },
    },
    tail: { rest },
  }),
);
