import ipaddr from 'ipaddr.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Pseudonyms } from '../../src/redact/pseudonyms.js';

const KEY = Buffer.from('an example key of this test only');
const pseudonyms = new Pseudonyms(KEY);

function bits(address: string): string {
  const bytes = ipaddr.parse(address).toByteArray();
  return bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

function shared(one: string, other: string): number {
  const [a, b] = [bits(one), bits(other)];
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

const ipv4 = fc.ipV4();
const near = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 31 })).map(([address, bit]) => {
  const value =
    (ipaddr.IPv4.parse(address)
      .toByteArray()
      .reduce((sum, byte) => sum * 256 + byte, 0) ^
      (1 << (31 - bit))) >>>
    0;
  return [address, [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')] as const;
});

describe('pseudonyms of IPv4 addresses', () => {
  test('share as many bits as the addresses do', () => {
    const isGroup = (address: string) => ipaddr.IPv4.parse(address).range() === 'multicast';
    const isKept = (address: string) => /^(?:127|255)\./.test(address) || address === '0.0.0.0';
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(ipv4, ipv4)), ([one, other]) => {
        fc.pre(![one, other].some((address) => isGroup(address) || isKept(address)));
        expect(shared(pseudonyms.ipv4(one), pseudonyms.ipv4(other))).toBe(shared(one, other));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['10.1.2.3', 'private'],
    ['172.20.1.1', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.7.8', 'linkLocal'],
    ['100.64.1.1', 'carrierGradeNat'],
    ['8.8.4.4', 'unicast'],
    ['203.0.114.7', 'unicast'],
    ['239.1.2.3', 'multicast'],
  ])('%s stays %s and is another one', (address, range) => {
    expect(pseudonyms.ipv4(address)).not.toBe(address);
    expect(ipaddr.IPv4.parse(pseudonyms.ipv4(address)).range()).toBe(range);
  });

  test('never become themselves, nor private when they are not', () => {
    fc.assert(
      fc.property(ipv4, (address) => {
        const range = ipaddr.IPv4.parse(address).range();
        const pseudonym = pseudonyms.ipv4(address);
        const isPrivate = (text: string) =>
          ['private', 'linkLocal', 'loopback'].includes(ipaddr.IPv4.parse(text).range());
        expect(isPrivate(pseudonym)).toBe(isPrivate(address));
        if (range === 'unicast' || range === 'private') expect(pseudonym).not.toBe(address);
      }),
    );
  });

  test.each(['127.0.0.1', '0.0.0.0', '255.255.255.255', '255.255.255.0', '224.0.0.251', '239.255.255.250'])(
    '%s means no machine and stays',
    (address) => expect(pseudonyms.ipv4(address)).toBe(address),
  );

  test('depend on the key and on nothing else', () => {
    const other = new Pseudonyms(Buffer.from('another key of thirty-two bytes!'));
    const again = new Pseudonyms(KEY);
    again.ipv4('10.0.0.1');
    expect(again.ipv4('198.51.100.7')).toBe(pseudonyms.ipv4('198.51.100.7'));
    expect(other.ipv4('198.51.100.7')).not.toBe(pseudonyms.ipv4('198.51.100.7'));
    expect(other.name('srv01')).not.toBe(pseudonyms.name('srv01'));
  });
});

describe('pseudonyms of IPv6 addresses', () => {
  test('share the bits of the net', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    const plain = fc.tuple(
      fc.constantFrom('2a02', '2600', '3fff', '2400'),
      group,
      group,
      group,
      group,
      group,
      group,
      group,
    );
    fc.assert(
      fc.property(plain, plain, fc.integer({ min: 0, max: 8 }), (first, second, same) => {
        const [one, other] = [first, [...first.slice(0, same), ...second.slice(same)]].map((groups) =>
          groups.join(':'),
        ) as [string, string];
        expect(Math.min(64, shared(pseudonyms.ipv6(one), pseudonyms.ipv6(other)))).toBe(
          Math.min(64, shared(one, other)),
        );
      }),
    );
  });

  test.each([
    ['fe80::1', /^fe80::[0-9a-f]/],
    ['fd41:e387:fae0::5', /^fd/],
    ['2001:db8:1:2::3', /^2001:/],
    ['ff05::1:3', /^ff05::1:3$/],
    ['ff02::fb', /^ff02::fb$/],
    ['::1', /^::1$/],
    ['::', /^::$/],
    ['ff15::1234:5678', /^ff15:(?!:1234:5678)/],
  ])('%s keeps its kind', (address, kind) => expect(pseudonyms.ipv6(address)).toMatch(kind));

  test('hold the pseudonym of the address that they held', () => {
    const v4 = pseudonyms.ipv4('192.0.2.33');
    const groups = v4.split('.').map(Number);
    const hex = (high: number, low: number) => (((groups[high] ?? 0) << 8) | (groups[low] ?? 0)).toString(16);
    expect(pseudonyms.ipv6('::ffff:192.0.2.33')).toBe(`::ffff:${v4}`);
    expect(pseudonyms.ipv6('64:ff9b::c000:221')).toBe(`64:ff9b::${hex(0, 1)}:${hex(2, 3)}`);
    expect(pseudonyms.ipv6('2002:c000:221::1')).toContain(`2002:${hex(0, 1)}:${hex(2, 3)}:`);
    expect(pseudonyms.ipv6('fe80::5efe:c000:221')).toBe(`fe80::5efe:${hex(0, 1)}:${hex(2, 3)}`);
    expect(pseudonyms.ipv6('2001:0:c000:221::')).toContain(`2001:0:${hex(0, 1)}:${hex(2, 3)}:`);
  });

  test('hold the pseudonym of the MAC address, and so do groups', () => {
    const mac = pseudonyms.mac('00155d010203');
    const tail = mac.slice(6);
    const [first = ''] = /^../.exec(mac) ?? [];
    const turned = (Number.parseInt(first, 16) ^ 2).toString(16).padStart(2, '0');
    const expected = `fe80::${turned}${mac.slice(2, 4)}:${mac.slice(4, 6)}ff:fe${tail.slice(0, 2)}:${tail.slice(2)}`;
    expect(pseudonyms.ipv6('fe80::215:5dff:fe01:203')).toBe(ipaddr.parse(expected).toString());
    const group = ipaddr.parse(`ff02::1:ff${tail.slice(0, 2)}:${tail.slice(2)}`).toString();
    expect(pseudonyms.ipv6('ff02::1:ff01:203')).toBe(group);
    expect(pseudonyms.mac('3333ff010203')).toBe(`3333ff${tail}`);
    const ipv4Group = pseudonyms.ipv4('239.10.20.30').split('.').map(Number);
    const low = ipv4Group.slice(1).map((byte, index) => (index === 0 ? byte & 127 : byte));
    expect(pseudonyms.mac('01005e0a141e')).toBe(`01005e${Buffer.from(low).toString('hex')}`);
  });
});

describe('pseudonyms of MAC addresses', () => {
  test('keep the role bits and differ for different addresses', () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const digits = Buffer.from(bytes).toString('hex');
        const pseudonym = pseudonyms.mac(digits);
        expect(Number.parseInt(pseudonym.slice(0, 2), 16) & 3).toBe((bytes[0] ?? 0) & 3);
        expect(seen.get(pseudonym) ?? digits).toBe(digits);
        seen.set(pseudonym, digits);
      }),
    );
  });

  test.each(['ffffffffffff', '000000000000', '0180c2000000', '3333000000fb', '01005e7ffffa'])('%s stays', (mac) =>
    expect(pseudonyms.mac(mac)).toBe(mac),
  );
});

test('names do not differ by case, and have no vowel that could make a word', () => {
  expect(pseudonyms.name('SRV01')).toBe(pseudonyms.name('srv01'));
  expect(pseudonyms.name('srv02')).not.toBe(pseudonyms.name('srv01'));
  expect(pseudonyms.name('srv01')).toMatch(/^name-[0-9bcdfghjkmnpqrstvwxyz]{7}$/);
});
