import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoveryService, isFollowUp, isMulticastMac, isMulticastOrBroadcast } from '../../src/knowledge/noise.js';

describe('multicast and broadcast', () => {
  it.each([
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
    'ff02::fb',
    'FF02::1:3',
    'ff05:0:0:0:0:0:0:c',
    'ff02::1%12',
    '::ffff:224.0.0.251',
  ])('%s is', (address) => expect(isMulticastOrBroadcast(address)).toBe(true));

  it.each([
    '192.0.2.255',
    '223.255.255.255',
    '240.0.0.1',
    '2001:db8::ff02',
    'fe80::1',
    'ff::1',
    '::',
    '::1',
    '::ffff:192.0.2.1',
    '0.0.0.0',
    '',
    '224',
    'ff',
    '::ffff:224.0.0.251x',
  ])('%s is not', (address) => expect(isMulticastOrBroadcast(address)).toBe(false));

  it('never fails, whatever stands in the place of an address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof isMulticastOrBroadcast(text)).toBe('boolean');
        expect(typeof isMulticastOrBroadcast(`::${text}`)).toBe('boolean');
      }),
    );
  });

  it('is told by the lowest bit of the first byte of a MAC', () => {
    expect(isMulticastMac('01-00-5E-00-00-FB')).toBe(true);
    expect(isMulticastMac('33:33:00:00:00:01')).toBe(true);
    expect(isMulticastMac('FF-FF-FF-FF-FF-FF')).toBe(true);
    expect(isMulticastMac('00-00-5E-00-53-01')).toBe(false);
    expect(isMulticastMac('')).toBe(false);
  });
});

describe('discovery services', () => {
  it.each([
    ['udp', 5353, 'mDNS'],
    ['udp', 5355, 'LLMNR'],
    ['udp', 1900, 'SSDP'],
    ['udp', 67, 'DHCP'],
    ['udp', 547, 'DHCPv6'],
    ['udp', 1985, 'HSRP'],
    ['udp', 3702, 'WS-Discovery'],
    ['igmp', 0, 'IGMP'],
    ['ip-112', 0, 'VRRP'],
  ])('%s %i is %s', (protocol, port, name) => expect(discoveryService(protocol, port)).toBe(name));

  it.each([
    ['udp', 53],
    ['tcp', 5353],
    ['tcp', 0],
    ['constructor', 0],
  ])('%s %i is none', (protocol, port) => expect(discoveryService(protocol, port)).toBeNull());
});

describe('follow-up lines of one packet', () => {
  it.each([
    [1204, 0xe000_4704],
    [909, 0xe000_4134],
    [918, 0xe000_4134],
    [904, null],
    [923, 0xe000_413b],
  ])('%i at %i repeats an earlier line', (code, location) => expect(isFollowUp(code, location)).toBe(true));

  it.each([
    [1204, 0xe000_460a],
    [909, 0xe000_4170],
    [918, null],
    [922, 0xe000_413a],
    [923, 0xe000_413c],
    [null, 0xe000_4134],
  ])('%s at %i is a cause', (code, location) => expect(isFollowUp(code, location)).toBe(false));
});
