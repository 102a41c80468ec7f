# One event line of PktMon.txt, as `pktmon etl2txt`, `pktmon format` and real-time mode print it.
# Source: templates of PktMon.sys, builds 17763 to 26200. Labels are translated, so pieces go by position and shape:
#
#     label value, label value, …      "구성 요소 80, 에지 1"   "Direction Rx , Type WiFi "   "Original Größe 402"
#
# Postprocessors say which token is which field and never look at its text (README.md).

@preprocessor typescript
@lexer eventLexer
@{%
import { span } from '../../parse/symbolic.js';
%}

line -> stamp body {% ([stamp, body]) => ({ ...body, ...stamp }) %}

# [02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon]        23:02:26.123456700 (real-time mode)
stamp ->
    (%cpu %ids):? %date:? %time %provider:? %metadata:? {% ([ids, date, time, provider]) => ({ ids: ids && ids[1], date, time, provider }) %}
  | (%cpu %ids):? %placeholder %provider:? {% () => ({}) %}

body ->
    packet {% id %}
  | drop {% id %}
  | component {% id %}
  | property {% id %}
  | dropCounters {% id %}
  | flowCounters {% id %}
  | packetFilter {% id %}

# ---- packets: events 160, 200/220, 250, 120, 180 ------------------------------------------------------------------

packet ->
    identity s place s count s count s count s count
      {% ([identity, , place, , edge, , filter, , originalSize, , loggedSize]) =>
        ({ record: 'packet', ...identity, ...place, edge, filter, originalSize, loggedSize }) %}
  | placeOfWords s count s count s count s count
      {% ([place, , edge, , filter, , originalSize, , loggedSize]) =>
        ({ record: 'packet', ...place, edge, filter, originalSize, loggedSize }) %}
  | placeOfWords s count s count s addresses s count s count (s text):?
      {% ([place, , edge, , filter, , addresses, , originalSize, , loggedSize]) =>
        ({ record: 'packet', ...place, edge, filter, ...addresses, originalSize, loggedSize }) %}
  | identity s place s count s request
      {% ([identity, , place, , edge, , request]) => ({ record: 'packet', ...identity, ...place, edge, request }) %}
  | macs s batch s place s count s count
      {% ([macs, , batch, , place, , edge, , filter]) => ({ record: 'packet', ...macs, ...batch, ...place, edge, filter }) %}
  | offload s batch s place s count s lastCount
      {% ([, , batch, , place, , edge, , filter]) => ({ record: 'packet', ...batch, ...place, edge, filter }) %}

# ---- drops: events 170, 210/230, 260, 140, 190; 240 says "Duplicate Drop:" -----------------------------------------
# Builds before 22000 print the edge, later ones do not.

drop ->
    mark identity s place s (count s):? count s cause s count s count
      {% ([mark, identity, , place, , edge, filter, , cause, , originalSize, , loggedSize]) =>
        ({ record: 'drop', mark, ...identity, ...place, edge: edge && edge[0], filter, ...cause, originalSize, loggedSize }) %}
  | mark placeOfWords s (count s):? count s cause s count s count
      {% ([mark, place, , edge, filter, , cause, , originalSize, , loggedSize]) =>
        ({ record: 'drop', mark, ...place, edge: edge && edge[0], filter, ...cause, originalSize, loggedSize }) %}
  | mark placeOfWords s (count s):? count s addresses s cause s count s count (s text):?
      {% ([mark, place, , edge, filter, , addresses, , cause, , originalSize, , loggedSize]) =>
        ({ record: 'drop', mark, ...place, edge: edge && edge[0], filter, ...addresses, ...cause, originalSize, loggedSize }) %}
  | mark placeOfWords s (count s):? count s cause s addresses s count s count (s text):?
      {% ([mark, place, , edge, filter, , cause, , addresses, , originalSize, , loggedSize]) =>
        ({ record: 'drop', mark, ...place, edge: edge && edge[0], filter, ...addresses, ...cause, originalSize, loggedSize }) %}
  | mark identity s place s count s cause s request
      {% ([mark, identity, , place, , edge, , cause, , request]) =>
        ({ record: 'drop', mark, ...identity, ...place, edge, ...cause, request }) %}
  | mark macs s batch s place s (count s):? count s cause
      {% ([mark, macs, , batch, , place, , edge, filter, , cause]) =>
        ({ record: 'drop', mark, ...macs, ...batch, ...place, edge: edge && edge[0], filter, ...cause }) %}
  | mark offload s batch s place s (count s):? count s cause
      {% ([mark, , , batch, , place, , edge, filter, , cause]) =>
        ({ record: 'drop', mark, ...batch, ...place, edge: edge && edge[0], filter, ...cause }) %}

# "Drop:"  "Duplicate Drop:"  "Ablegen:"  "丢弃："
mark -> words %colon {% ([words]) => span(words) %}

# "DropReason INET: transport endpoint was not found , DropLocation 0xE000460A": the label is one word, the text is the rest.
cause -> %word reasonPart:+ s label %hex {% ([, reason, , , location]) => ({ reason: span(reason), location }) %}
reasonPart -> %word | %number | %hex | %colon | %equals

# ---- parts of packets and drops ------------------------------------------------------------------------------------

identity -> %groupId %number s %packetNumber %number s appearance
  {% ([, groupId, , , packetNumber, , appearance]) => ({ groupId, packetNumber, ...appearance }) %}
batch -> %groupId %number s %packetCount %number s appearance
  {% ([, groupId, , , packetNumber, , appearance]) => ({ groupId, packetNumber, ...appearance }) %}
appearance -> label %number {% ([label, appearance]) => ({ appearanceLabel: span(label), appearance }) %}

# "Direction Rx , Type Ethernet , Component 84": the value is the last word, or a number that the map of the build did not know.
place -> value s value s count
  {% ([direction, , medium, , component]) => ({ direction, medium, component }) %}
# Forms without ids start here, so their direction must be a word: "Component 5, Type X , Name Y, Z" starts with a number.
placeOfWords -> label %word s value s count
  {% ([label, direction, , medium, , component]) => ({ directionLabel: span(label), direction, medium, component }) %}

# MAC Dest %1, MAC Src %2, EtherType %3, VlanId %4, IP Dest %5, IP Src %6, Protocol %7, Port Dest %8, Port Src %9, TCPFlags %10
macs -> address s address s value s count s address s address s value s count s count s value
  {% ([macDestination, , macSource, , etherType, , vlan, , destination, , source, , protocol, , destinationPort, , sourcePort, , tcpFlags]) =>
    ({ macDestination, macSource, etherType, vlan, destination, source, protocol, destinationPort, sourcePort, tcpFlags }) %}
# 19041 RTM, events 200 to 230: IP Dest %1, IP Src %2, Protocol %3, Port Dest %4, Port Src %5,
addresses -> label %word s label %word s value s count s count
  {% ([, destination, , , source, , protocol, , destinationPort, , sourcePort]) =>
    ({ destination, source, protocol, destinationPort, sourcePort }) %}
# TcpIpChecksum %11, TcpLargeSend %12, Ieee8021Q %13, …
offload -> %checksumOffload (%number | %hex | %word) (s address):* {% () => ({}) %}
# "HttpRequestId 123"
request -> label (%number | %hex | %word) {% ([label, value]) => span([label, value]) %}

# ---- the rundown at the end: what the capture looked like ----------------------------------------------------------

# "Component 12, Type NetCx , Name e1dn.sys, Intel(R) …"; 17763 prints "Component: Id 13, Type …".
# Name and description are free text and may hold commas.
component ->
    count s labelled s labelled s text:?
      {% ([id, , type, , name, , description]) => ({ record: 'component', id, type, name, description }) %}
  | words %colon count s labelled s labelled s textWithoutEquals:?
      {% ([, , id, , type, , name, , description]) => ({ record: 'component', id, type, name, description }) %}
labelled -> %word plain:+ {% ([, value]) => span(value) %}

# "Property: Component 40, IfIndex  = 22"
property ->
    words %colon count s propertyName %propertyEquals text:?
      {% ([mark, , component, , name, , value]) => ({ record: 'property', mark: span(mark), component, name, value }) %}
  | words %colon count s propertyName %equals plain:*
      {% ([mark, , component, , name, , value]) => ({ record: 'property', mark: span(mark), component, name, value: span(value) }) %}
propertyName -> (%word | %number):+ {% span %}

# "Drop Counters: Component 98, Direction In = Rx , Packets In 2078, Bytes In 230862, Direction Out = Tx , Packets Out 0, Bytes Out 0"
dropCounters -> words %colon count s firstTotals s totals
  {% ([, , component, , incoming, , outgoing]) => ({ record: 'drop-counters', component, in: incoming, out: outgoing }) %}
# "Flow Counters: Component 191, Edge Upper, Edge Id 2, Direction In = Rx , …"
flowCounters -> words %colon count s value s count s firstTotals s totals
  {% ([, , component, , edge, , edgeId, , incoming, , outgoing]) =>
    ({ record: 'flow-counters', component, edge, edgeId, in: incoming, out: outgoing }) %}
# Two blanks before the first sign would make it a property: "Property: Component 40, IfIndex  = 22".
firstTotals -> words %equals direction s total s total
  {% ([, , direction, , packets, , bytes]) => ({ direction, packets, bytes }) %}
totals -> words (%equals | %propertyEquals) direction s total s total
  {% ([, , direction, , packets, , bytes]) => ({ direction, packets, bytes }) %}
direction -> %word {% id %} | %number {% id %}
# German lacks a blank: "Bytes eingehend0". The number is at the end of the piece either way.
total -> label %number {% ([, number]) => number %} | words {% span %}

# "Packet Filter 1, Name , MAC-1 0x000000000000, MAC-2 0x000000000000, EtherType 0, VlanId 0, IP-1 192.0.2.1, …"
packetFilter -> count s %word plain:* s %filterMac1 %hex s %filterMac2 %hex (s condition):*
  {% ([id, , , name, , mac1, mac1Value, , mac2, mac2Value, rest]) => ({
    record: 'packet-filter',
    id,
    name: span(name),
    conditions: [span([mac1, mac1Value]), span([mac2, mac2Value]), ...rest.map((d: unknown[]) => d[1])],
  }) %}
condition -> words (%number | %hex):? {% span %}

# ---- pieces --------------------------------------------------------------------------------------------------------

s -> %separator {% () => null %}
count -> label %number {% ([, number]) => number %}
# The misprint of 17763 and 18362: "Filter, 1".
lastCount -> count {% id %} | label s %number {% ([, , number]) => number %}
value -> label (%word | %number) {% ([, [value]]) => value %}
address -> label (%word | %hex | %number) {% ([, [value]]) => value %}
label -> %word:+ {% id %}
words -> %word:+ {% id %}
plain -> %word | %number | %hex | %colon
textWithoutEquals -> (plain | %separator):+ {% span %}
text -> (plain | %equals | %propertyEquals | %separator | %filterMac1 | %filterMac2 | %groupId):+ {% span %}
