import { describe, expect, test } from 'vitest';

import { connectionTest, endOf } from '../../src/aggregate/selection/end-test.js';
import { reasonTest } from '../../src/aggregate/selection/reason-test.js';
import { UsageError } from '../../src/base/errors.js';

const meets = (wanted: string, one: string, other: string) => connectionTest(wanted)(endOf(one), endOf(other));
const CLIENT = '192.0.2.5:50000';
const SERVER = '198.51.100.7:443';
const V6 = '[2001:db8::1]:443';

describe('a connection is met', () => {
  test.each([
    '192.0.2.5',
    '198.51.100.7:443',
    '192.0.2.5.50000',
    '192.0.2.0/24',
    '0.0.0.0/0',
    ':443',
    '192.0.2.5:50000-198.51.100.7:443',
    '198.51.100.7:443-192.0.2.5:50000',
    '192.0.2.5 > 198.51.100.7',
    '192.0.2.5:50000 -> 198.51.100.7.443',
    '192.0.2.5, :443',
    '192.0.2.0/24-198.51.100.0/24',
    '192.0.2.5 to 198.51.100.7',
  ])('by %s', (wanted) => {
    expect(meets(wanted, CLIENT, SERVER)).toBe(true);
    expect(meets(wanted, SERVER, CLIENT)).toBe(true);
  });

  test.each([
    '192.0.2.50',
    '192.0.2.5:443',
    '198.51.100.7:50000',
    '203.0.113.0/24',
    ':44',
    '192.0.2.5-192.0.2.5',
    '2001:db8::/32',
  ])('not by %s', (wanted) => expect(meets(wanted, CLIENT, SERVER)).toBe(false));

  test.each([
    '2001:db8::1',
    '2001:DB8:0:0::1',
    '[2001:db8::1]',
    V6,
    '2001:db8::1.443',
    '2001:db8::/64',
    '2001:db8::1-fe80::2',
    'fe80::2%12',
  ])('by %s', (wanted) => expect(meets(wanted, 'fe80::2%7', V6)).toBe(true));

  test.each([
    'server',
    'server:443',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.5:70000',
    '192.0.2.0/33',
    '',
    '-',
    'a-b',
    '192.0.2.1-192.0.2.2-192.0.2.3',
    '192.0.2.5:',
  ])('and %j says what to write', (wanted) => expect(() => connectionTest(wanted)).toThrow(UsageError));
});

test.each([
  ['922', 'Address resolution timeout', true],
  ['0x39A', 'Address resolution timeout', true],
  ['RESOLUTION time', 'Address resolution timeout', true],
  ['arp-nd-failure', 'Address resolution timeout', true],
  ['923', 'Address resolution timeout', false],
  ['228', '228', true],
])('the reason %s and %j: %s', (wanted, printed, expected) => expect(reasonTest(wanted)(printed)).toBe(expected));
