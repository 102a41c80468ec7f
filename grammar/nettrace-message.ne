# One message of the network stack: what stands behind `[Provider]`, its lines joined, several blanks made one.
# Which messages there are, and what each becomes, is in nettrace-messages.txt: read-messages.mjs makes one alternative of
# `message` from each line of it, and the rules `weakPhrase` (`, ` `to `) and `strongPhrase` (`, SndUna = ` `with status = `).
#
#     1066  TCP: Connection {tcb} {timer} timer has expired
#     message -> %p9_tcp_connection pointer name %p201_timer_has_expired
#
# This file says how values are printed:
#
#               netsh trace convert                      pktmon etl2txt
#     number    1460        0x5B4                        1460
#     name      4(EstablishedState)    4                 EstablishedState
#     text      9(Inspection drop)                       Inspection drop
#               0xC000000D(NT=An invalid parameter …)    An invalid parameter …   (in the language of the machine)
#     address   192.0.2.5:443   [2001:db8::1]:443   192.0.2.5   fe80::1%12
#     triple    192.0.2.5 4( ) ::                        192.0.2.5  ::
#               0.0.0.0 6((Ignore IPv4 address), IPv6 address =) 2001:db8::5
#
# A text ends where a strong phrase begins: no strong phrase is part of a text, so there is one way to read it.

@preprocessor typescript
@lexer messageLexer
@{%
import { span } from '../../parse/symbolic.js';
%}

line ->
    %metadata:? message appended:* {% ([, message]) => message %}
  | %metadata:? closedMessage {% ([, message]) => message %}
  # Most messages are none of ours; the lexer makes one token of such a one.
  | %metadata:? %unknown {% () => ({ record: 'unknown' }) %}

# Newer builds append fields: `, NewField = 5`. They are read over.
appended -> %label loose:* {% () => null %}

@include "../src/generated/grammar/_nettrace-messages.ne"

number -> (%number | %hex | %named) {% ([[number]]) => number %}
pointer -> %hex {% id %}
address -> (%ip4 | %ip6 | %hex) {% ([[address]]) => address %}
triple -> %ip4 (%useIp4 | %ignoreIp4):? %ip6 {% span %}
prefix -> (%ip4 | %ip6) %slash %number {% span %}
triplePrefix -> triple %slash %number {% span %}
mac -> (%hex | %word):? {% ([mac]) => mac && mac[0] %}
name -> (%named | %number | %hex | %word | %ip4 | %ip6) {% ([[name]]) => name %}
optionalWord -> %word:? {% id %}
clock -> %clock {% id %}
# 3.1: digits with a full stop between
version -> %number (%punctuation %number):? {% span %}
icmp -> %icmp {% id %}
text -> loose:* {% span %}
rest -> any:* {% span %}

loose -> %word | %number | %hex | %named | %status | %ip4 | %ip6 | %clock | %slash | %useIp4 | %ignoreIp4 | %punctuation | weakPhrase
any -> loose | strongPhrase | %label
