# One detail line of PktMon.txt: the packet as tcpdump text. Source: pktmon builds 19042 to 26200, tcpdump 4.9.
# A packet may stand on several lines (--verbose, VXLAN); each line is one record here, the builder joins them.
# Fields without a value are absent.

@preprocessor typescript
@lexer detailLexer
@{%
import { span, type SymbolicRecord } from '../../parse/symbolic.js';

/** The blocks of all SACK options in one list; other options once each. */
function joinOptions(all: SymbolicRecord, option: SymbolicRecord): SymbolicRecord {
  const sack = [...((all['sack'] ?? []) as []), ...((option['sack'] ?? []) as [])];
  return { ...all, ...option, ...(sack.length > 0 ? { sack } : {}) };
}
%}

line -> %mark:? %ip:? frame {% ([mark, , frame]) => ({ record: 'detail', mark, ...frame }) %}

frame ->
    link packet {% ([link, packet]) => ({ link, ...packet }) %}
  | packet {% id %}
  # Nothing that names addresses: LLDP, spanning tree, an unknown EtherType.
  | link %rest {% ([link, info]) => ({ link, begin: info, info }) %}
  # With --verbose the first of two lines ends after the IP header.
  | link verbose {% ([link, ip]) => ({ link, ip }) %}
  | verbose {% ([ip]) => ({ ip }) %}
  | %rest {% ([text]) => ({ undecoded: text }) %}

# 00-00-5E-00-53-01 > 00-00-5E-00-53-02, ethertype IPv4 (0x0800), length 54:        MAC > MAC, 802.3, length 60:        MAC > MAC, IPv4, length 28: (--brief)
link -> %mac %arrow %mac %separator etherType %length %number %colon tag:*
    {% ([source, , destination, , etherType, , , , tags]) => ({ source, destination, etherType, tags }) %}
  # 802.11 prints the EtherType after the SNAP header.
  | %wifi etherType %length %number %colon tag:* {% ([, etherType, , , , tags]) => ({ etherType, tags }) %}
etherType -> %ethertype:? %name {% ([, name]) => name %}
# vlan 100, p 0, ethertype IPv4,
tag -> %vlan %number %priority:? %drop:? (%ethertype %name):? %separator
  {% ([, vlan, , , type]) => ({ vlan, etherType: type && type[1] }) %}

# `begin` is where the content begins: everything from there to the end of the line is the packet.
packet ->
    verbose:? addresses {% ([ip, addresses]) => ({ ip, begin: addresses.source, ...addresses }) %}
  | arp {% id %}
  | verbose %rest {% ([ip, text]) => ({ ip, undecoded: text }) %}

# (tos 0x0, ttl 128, id 46774, offset 0, flags [DF], proto TCP (6), length 52)
verbose -> %open ipItem (%separator ipItem):* %close
  {% ([, first, more]) => Object.assign({}, first, ...more.map((d: object[]) => d[1])) %}
ipItem ->
    %ttl %number {% ([, ttl]) => ({ ttl }) %}
  | %ipId %number {% ([, id]) => ({ id }) %}
  | %flagsOpen %ipFlags:? %flagsClose {% ([, flags]) => ({ flags }) %}
  | %item {% () => ({}) %}

addresses -> endpoint %arrow endpoint (%colon payload):?
  {% ([source, , destination, payload]) => ({
    source: source.address, sourcePort: source.port,
    destination: destination.address, destinationPort: destination.port,
    ...(payload && payload[1]),
  }) %}
endpoint -> (%ip4 | %ip6) %port:? {% ([[address], port]) => ({ address, port }) %}

payload ->
    tcp {% id %}
  | udp {% id %}
  | %icmp icmp {% ([, icmp]) => ({ protocol: 'icmp', icmp }) %}
  | %icmp6 icmp6 {% ([, icmp]) => ({ protocol: 'icmp6', icmp }) %}
  | %ipProtocol %number %number:? {% ([, ipProtocol, length]) => ({ ipProtocol, length }) %}
  | %igmp %rest:? {% ([, info]) => ({ protocol: 'igmp', info }) %}
  # Tunnels: the inner packet follows on the same line (GRE, IP in IP) or on the next (VXLAN, Geneve).
  | %gre tunnelled {% ([info, inner]) => ({ protocol: 'gre', info, inner }) %}
  | %inner packet {% ([, inner]) => ({ protocol: 'ipip', inner }) %}
  | %tunnel {% ([info]) => ({ protocol: 'udp', info }) %}
  | %cutTcp %rest:? {% ([info]) => ({ protocol: 'tcp', info }) %}
  | %cutUdp %rest:? {% ([info]) => ({ protocol: 'udp', info }) %}
  | %cutIcmp %rest:? {% ([info]) => ({ protocol: 'icmp', info }) %}
  # Everything tcpdump decodes further (DNS, mDNS, DHCP, HSRP …): with ports it is UDP, for TCP always says Flags.
  | %udpChecksum:? %rest {% ([, info]) => ({ info }) %}
  | null {% () => ({}) %}
tunnelled -> %inner packet {% ([, packet]) => packet %} | link packet {% ([link, packet]) => ({ link, ...packet }) %}

# UDP, length 27        udp 8 (--brief)
udp -> %udpChecksum:? %udp (%length %number):? %rest:?
    {% ([, , length, info]) => ({ protocol: 'udp', length: length && length[1], info }) %}
  | %briefUdp %number %rest:? {% ([, length, info]) => ({ protocol: 'udp', length, info }) %}

# Flags [P.], seq 1900854895:1900855117, ack 1801368838, win 1028, options [nop,nop,sack 1 {1:2}], length 222: HTTP: …
tcp -> %flagsOpen %tcpFlags %flagsClose (tcpPart %separator:?):* %rest:*
    {% ([, flags, , parts, info]) => ({
      protocol: 'tcp',
      ...Object.assign({}, ...parts.map((d: object[]) => d[0])),
      flags,
      info: span(info),
    }) %}
  | %briefTcp %number %rest:? {% ([, length, info]) => ({ protocol: 'tcp', length, info }) %}
tcpPart ->
    %checksum {% () => ({}) %}
  | %sequence %number {% ([, sequence]) => ({ sequence }) %}
  | %sequence %number %colon %number {% ([, sequence, , sequenceEnd]) => ({ sequence, sequenceEnd }) %}
  | %acknowledgement %number {% ([, acknowledgement]) => ({ acknowledgement }) %}
  | %window %number {% ([, window]) => ({ window }) %}
  | %urgent %number {% () => ({}) %}
  | %length %number {% ([, length]) => ({ length }) %}
  | %optionsOpen (option %separator:?):* %optionsClose {% ([, options]) => options.map((d: object[]) => d[0]).reduce(joinOptions, {}) %}
option ->
    %segmentSize %number {% ([, segmentSize]) => ({ segmentSize }) %}
  | %windowScale %number {% ([, windowScale]) => ({ windowScale }) %}
  | %sackPermitted {% ([sackPermitted]) => ({ sackPermitted }) %}
  | %timestamp %number %echo %number {% ([, timestampValue, , timestampEcho]) => ({ timestampValue, timestampEcho }) %}
  | %sack block:+ {% ([, sack]) => ({ sack }) %}
  | %option {% () => ({}) %}
block -> %open %number %colon %number %close {% ([, left, , right]) => ({ left, right }) %}

# ICMP echo request, id 1, seq 365, length 40        ICMP 192.0.2.1 udp port 53 unreachable, length 36
icmp ->
    %echoRequest echo {% ([, echo]) => ({ type: 'echo-request', ...echo }) %}
  | %echoReply echo {% ([, echo]) => ({ type: 'echo-reply', ...echo }) %}
  | %ip4 %portOf %number %unreachable icmpEnd
      {% ([target, proto, targetPort]) => ({ type: 'port-unreachable', target, targetProtocol: proto, targetPort }) %}
  | %ip4 %protocolOf %number %unreachable icmpEnd {% ([target]) => ({ type: 'protocol-unreachable', target }) %}
  | %host %ip4 %prohibited icmpEnd {% ([, target]) => ({ type: 'admin-prohibited', target }) %}
  | %net %ip4 %prohibited icmpEnd {% ([, target]) => ({ type: 'admin-prohibited', target }) %}
  | %host %ip4 %unreachable icmpEnd {% ([, target]) => ({ type: 'host-unreachable', target }) %}
  | %net %ip4 %unreachable icmpEnd {% ([, target]) => ({ type: 'net-unreachable', target }) %}
  | %ip4 %needFragment %number %closeMtu icmpEnd {% ([target, , mtu]) => ({ type: 'packet-too-big', target, mtu }) %}
  | %ip4 %needFragmentOnly icmpEnd {% ([target]) => ({ type: 'packet-too-big', target }) %}
  | %timeExceeded icmpEnd {% () => ({ type: 'time-exceeded' }) %}
  | %redirect %ip4 %rest:* {% ([, target]) => ({ type: 'redirect', target }) %}
  | %rest:+ {% ([text]) => ({ type: 'other', text: span(text) }) %}
echo -> %number (%echoSequence %number):? icmpEnd {% ([id, sequence]) => ({ id, sequence: sequence && sequence[1] }) %}
icmpEnd -> (%length %number):? %rest:* {% () => null %}

# ICMP6, neighbor solicitation, who has fe80::1, length 32        ICMP6, destination unreachable, unreachable port, 2001:db8::1 udp port 53, length 80
icmp6 ->
    %echoRequest echo6 {% ([, echo]) => ({ type: 'echo-request', ...echo }) %}
  | %echoReply echo6 {% ([, echo]) => ({ type: 'echo-reply', ...echo }) %}
  | %neighborSolicitation %whoHas %ip6 icmpEnd {% ([, , target]) => ({ type: 'neighbor-solicitation', target }) %}
  | %neighborAdvertisement %target %ip6 %flags:? icmpEnd {% ([, , target]) => ({ type: 'neighbor-advertisement', target }) %}
  | %routerSolicitation %flags:? icmpEnd {% () => ({ type: 'router-solicitation' }) %}
  | %routerAdvertisement %flags:? icmpEnd {% () => ({ type: 'router-advertisement' }) %}
  | %listener icmpEnd {% () => ({ type: 'multicast-listener' }) %}
  | %unreachablePort %ip6 %portOf %number icmpEnd
      {% ([, target, proto, targetPort]) => ({ type: 'port-unreachable', target, targetProtocol: proto, targetPort }) %}
  | %unreachableAddress %ip6 icmpEnd {% ([, target]) => ({ type: 'host-unreachable', target }) %}
  | %unreachableRoute %ip6 icmpEnd {% ([, target]) => ({ type: 'net-unreachable', target }) %}
  | %unreachableProhibited %ip6 icmpEnd {% ([, target]) => ({ type: 'admin-prohibited', target }) %}
  | %packetTooBig %number icmpEnd {% ([, mtu]) => ({ type: 'packet-too-big', mtu }) %}
  | %timeExceeded icmpEnd {% () => ({ type: 'time-exceeded' }) %}
  | %rest:+ {% ([text]) => ({ type: 'other', text: span(text) }) %}
echo6 -> (%echoId %number):? (%echoSequence %number):? icmpEnd
  {% ([id, sequence]) => ({ id: id && id[1], sequence: sequence && sequence[1] }) %}

# Request who-has 192.0.2.1 (00-00-5E-00-53-01) tell 192.0.2.5, length 28        Reply 192.0.2.1 is-at 00-00-5E-00-53-01, length 46
arp ->
    %arpHead:? %who %ip4 (%open %mac %close):? %tell %ip4 icmpEnd
      {% ([, who, target, mac, , sender]) => ({ protocol: 'arp', begin: who, arp: { operation: 'request', target, sender, mac: mac && mac[1] } }) %}
  | %arpHead:? %reply %ip4 %isAt %mac icmpEnd
      {% ([, reply, target, , mac]) => ({ protocol: 'arp', begin: reply, arp: { operation: 'reply', target, mac } }) %}
