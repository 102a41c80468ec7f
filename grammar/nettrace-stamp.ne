# What stands in front of a message of the network stack, up to and with `[Provider]`. All forms that were seen:
#
#     [30]0000.0000::2026/03/27-12:30:13.500003800 [Provider]         netsh of Windows 10 2004 and later
#     [2]0A1C.2B3C::<LRM>2016<LRM>-<LRM>03<LRM>-<LRM>30 08:15:05.250 [Provider]   older netsh; marks also as `?` or mojibake
#     [2]0A1C.2B3C::30.03.2016 08:15:05.250 [Provider]                the date of the machine's locale, in any order
#     [0]0B10.16A0::03/27/2026-20:00:50.250 [Provider]                tracefmt
#     [00]0001.0002::2026-03-27 09:48:00.000000000 [Provider]         pktmon etl2txt
#     09:48:00.000000000 [Provider]                                   pktmon real-time mode
#     1234 [2]0F10.1010::…                                           a line number in front: TextAnalysisTool
#     [31]0000.0000::<DateTime> [Provider]                            documentation: the time of the line before it
#
# Which part of a date is the day cannot be seen in one line: the reader decides once per file.

@preprocessor typescript
@lexer stampLexer

stamp -> %number:? (%cpu %pid %tid):? moment %provider
  {% ([, context, moment, provider]) => ({ record: 'stamp', pid: context && context[1], ...moment, provider }) %}

moment ->
    date:? %time %meridiem:? {% ([date, time, meridiem]) => ({ ...date, time, meridiem }) %}
  | %placeholder {% () => ({}) %}

date -> %number %mark %number %mark %number %mark:?
  {% ([first, mark, second, , third, dash]) => ({ first, mark, second, third, dash }) %}
