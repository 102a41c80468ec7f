/** Pieces that grammars and scanners treat specially, or that look like such a piece. Bytes are UTF-8, in byte view. */
const GROUPS = {
  marks: [' ', '  ', '\t', ',', ', ', ':', ': ', '.', '-', '=', '  = ', '[', ']', '(', ')', '{', '}', '/', '%', ' > '],
  numbers: ['0', '00', '7', '255', '256', '65535', '65536', '4294967295', '4294967296', '-1', '1.5'],
  largeNumbers: ['9007199254740991', '9007199254740993', '18446744073709551615', '99999999999999999999999'],
  codes: ['0x', '0x0', '0x1F', '0xE000460A', '0xFFFFA98C1E2D4050', '0X1F', 'AB', 'x', 'e', 'g'],
  ip4: ['192.0.2.1', '192.0.2.1.443', '192.0.2.1:443', '1.2.3.4.5.6', '1.2.3', '999.999.999.999', '192.0.2.1a', '.80'],
  ip6: ['::', '::1', 'fe80::1', 'fe80::1%12', '2001:db8::1.443', '[2001:db8::1]:443', '::ffff:192.0.2.1', 'fe80::1:'],
  likeIp6: ['1::2::3', 'a:b:c:d:e:f:1:2', 'dead:beef', '12:30:45'],
  macs: ['00-00-5E-00-53-01', '00:00:5e:00:53:01', '00-00-5E-00-53', '0x00005E005301'],
  eventWords: ['Rx', 'Tx ', 'PktGroupId', 'PktNumber 1', 'PktCount', 'MAC-1', 'MAC-2', 'TcpIpChecksum', 'PktGroupIds'],
  detailWords: ['Drop: ', 'ip: ', 'Flags [.], ', 'seq 1', 'ack 2', 'win 3', 'length 4', 'UDP', '[|tcp]'],
  options: ['mss 5', 'TS val 6', ' ecr 7', 'sack 1 {1:2}'],
  stamps: ['<DateTime>', '2026-01-01', '2026/01/01-', '12:00:00.123456700', '.123456', '[02]', '0000.0000::'],
  providers: ['[Microsoft-Windows-PktMon]', '[MSNT_SystemTrace]', '[]'],
  messageWords: [
    '1(Name)',
    '4( )',
    '0xC0000001(NT=no (b), c)',
    ', NewField = 5',
    'SndUna = ',
    ' with status = ',
    'to ',
  ],
  commas: ['\xef\xbc\x8c', '\xe3\x80\x81', '\xef\xbc\x9a', '\xef\xbc', '\xe3\x80'],
  /** No-break space, `à`, `你`, U+200E: 0xA0 alone is a blank to JavaScript. */
  letters: [
    '\xc2\xa0',
    '\xa0',
    '\xc3\xa0',
    '\xe4\xbd\xa0',
    '\xe2\x80\x8e',
    '\xe9',
    '\xf0\x9f\x92\xa9',
    '\xed\xa0\x80',
    '\xff',
  ],
  controls: ['\x00', '\r', '\x0b', '\x0c', '\x1b[31m', '\x7f'],
} as const;

export const FRAGMENTS: readonly string[] = Object.values(GROUPS).flat();
