import { describe, expect, it } from 'vitest';
import { allDropLocations, categoryOfDrop, findDropLocation } from '../../src/knowledge/drop-location.js';
import { findDropReason } from '../../src/knowledge/drop-reason.js';

describe('every place of the table', () => {
  const all = allDropLocations();

  it('is there once', () => {
    expect(all).toHaveLength(613);
    expect(new Set(all.map((place) => place.code)).size).toBe(613);
    const symbols = all.flatMap((place) => place.symbol ?? []);
    expect(symbols).toHaveLength(612);
    expect(new Set(symbols).size).toBe(612);
  });

  it('is found by its code, with meaning and a layer of Windows', () => {
    for (const place of all) {
      expect(findDropLocation(place.code)).toBe(place);
      expect(place.meaning).not.toBe('');
      expect(place.component, place.hex).not.toMatch(/Vendor|^Windows$/);
    }
  });

  it('has the component that its symbol names', () => {
    const byPrefix: Readonly<Record<string, string>> = {
      NDIS: 'NDIS',
      VMS: 'VMSwitch',
      NETVSC: 'NetVsc',
      TCPIP: 'TCPIP',
      HTTP: 'HTTP',
      VFP: 'VFP',
      SLBMUX: 'SlbMux',
      IPSEC: 'IPsec',
      NETCX: 'NetCx',
    };
    for (const { symbol, component } of all) {
      const prefix = symbol?.split('_')[1] ?? '';
      if (prefix in byPrefix) expect(component, symbol ?? '').toBe(byPrefix[prefix]);
    }
  });
});

describe('a place that no list names', () => {
  it.each([
    [0xe000_1fff, 'NDIS', /NDIS/],
    [0xe000_2fff, 'VMSwitch', /virtual switch/],
    [0xe000_3fff, 'NetVsc', /guest adapter/],
    [0xe000_40ff, 'TCPIP', /framing/],
    [0xe000_41fe, 'TCPIP', /IP, ICMP, ARP/],
    [0xe000_42aa, 'TCPIP', /IP, ICMP, ARP/],
    [0xe000_45ff, 'TCPIP', /^TCP/],
    [0xe000_46ff, 'TCPIP', /^UDP/],
    [0xe000_47ff, 'TCPIP', /^Raw/],
    [0xe000_4aaa, 'TCPIP', /TCP\/IP/],
    [0xe000_5fff, 'HTTP', /HTTP/],
    [0xe000_6fff, 'VFP', /Filtering Platform/],
    [0xe000_7fff, 'SlbMux', /MUX/],
    [0xe000_8fff, 'IPsec', /IPsec/],
    [0xe000_9fff, 'NetCx', /NetAdapterCx/],
    [0xe000_f001, 'Windows', /newer/],
    [0x8000_0001, 'Vendor', /Third-party/],
    [7, 'Vendor', /Third-party/],
  ])('%i has the layer of its band: %s', (code, component, layer) => {
    const place = findDropLocation(code);
    expect(place).toMatchObject({ code, symbol: null, component });
    expect(place.layer).toMatch(layer);
  });

  it('is written with eight digits, as in a line', () => {
    expect(findDropLocation(0xe000_460a).hex).toBe('0xE000460A');
    expect(findDropLocation(7).hex).toBe('0x00000007');
  });
});

describe('the category of a drop', () => {
  it('is that of its reason, wherever it happened', () => {
    expect(categoryOfDrop(findDropReason('No route available'), 0xe000_2001)).toBe('no-route');
  });

  it('is that of the place when nobody knows the reason', () => {
    const unknown = findDropReason('Ein neuer Grund');
    expect(categoryOfDrop(unknown, 0xe000_2001)).toBe('virtual-switch-config');
    expect(categoryOfDrop(unknown, 0xe000_413a)).toBe('arp-nd-failure');
    expect(categoryOfDrop(unknown, 0xe000_4600)).toBe('local-policy');
    expect(categoryOfDrop(unknown, 0xe000_4601)).toBe('unknown');
    expect(categoryOfDrop(unknown, null)).toBe('unknown');
  });
});
