import { describe, expect, test } from 'vitest';
import { EVENTS } from '../scenario-side/security-events.js';
import { FILTERS, netEvents, wfpFilters, wfpState } from '../scenario-side/filter-engine.js';
import { factsOf, only } from './read-facts.js';

const STATE = wfpState('2026-03-02T08:16:40.120Z');

describe('wfpstate.xml', () => {
  test('gives every filter with its line, and what stands behind its origin', async () => {
    const { read, facts } = await factsOf(`\ufeff${STATE}`);
    expect(read).toMatchObject({ format: 'wfp-state', problems: [], failure: null });
    const filters = only(facts, 'wfp-filter');
    expect(filters.map(({ id }) => Number(id))).toEqual(FILTERS.map(({ id }) => id).sort(byLayer));
    const smb = filters.find(({ id }) => id === '70101');
    expect(smb).toMatchObject({
      name: 'Contoso: no SMB from clients',
      action: 'FWP_ACTION_BLOCK',
      providerKey: 'FWPM_PROVIDER_MPSSVC_WF',
      layerKey: 'FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4',
      hasOrigin: true,
    });
    expect(STATE.split('\n')[(smb?.line ?? 0) - 1]?.trim()).toBe('<filterId>70101</filterId>');
    const context = only(facts, 'wfp-context').find(({ key }) => key === smb?.contextKey);
    expect(context?.text).toBe('Contoso-Block-SMB-In');
    expect(only(facts, 'wfp-state')).toEqual([{ kind: 'wfp-state', line: 3, takenAt: 1_772_439_400_120_000_000n }]);
    expect(only(facts, 'wfp-layer').find(({ id }) => id === 44)?.key).toBe('FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4');
  });

  test.each([
    ['UTF-16LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(STATE, 'utf16le')])],
    ['UTF-16LE without a mark, declared as UTF-8', Buffer.from(STATE, 'utf16le')],
    ['UTF-8 that says UTF-16', Buffer.from(STATE.replace('encoding="UTF-8"', 'encoding="UTF-16"'))],
    ['carriage returns', Buffer.from(STATE.replaceAll('\n', '\r\n'))],
    ['one line', Buffer.from(STATE.replaceAll('\n', ''))],
    ['no declaration', Buffer.from(STATE.slice(STATE.indexOf('<wfpstate>')))],
  ])('is the same in %s', async (_, bytes) => {
    const { read, facts } = await factsOf(bytes);
    expect(read).toMatchObject({ format: 'wfp-state', problems: [] });
    expect(only(facts, 'wfp-filter')).toHaveLength(FILTERS.length);
    expect(only(facts, 'wfp-context')).toHaveLength(2);
  });

  test('a name in a code page is read by the declaration when the bytes say nothing', async () => {
    const text = STATE.replace('UTF-8', 'windows-1252').replaceAll('no SMB from clients', 'kein SMB für Gäste');
    const { facts } = await factsOf(Buffer.from(text, 'latin1'));
    expect(only(facts, 'wfp-filter').some(({ name }) => name === 'Contoso: kein SMB für Gäste')).toBe(true);
  });

  test('cut: what stands before is used, and a sentence says so', async () => {
    const { read, facts } = await factsOf(STATE.slice(0, STATE.indexOf('<filterId>70120')));
    expect(read?.failure?.message).toMatch(/ends before it is complete .*it is cut/);
    expect(read?.failure?.code).toBe('damaged');
    const before = [...STATE.slice(0, STATE.indexOf('<filterId>70120')).matchAll(/<filterId>/g)].length;
    expect(only(facts, 'wfp-filter')).toHaveLength(before);
  });

  test('not well-formed: read as far as it makes sense', async () => {
    const { read, facts } = await factsOf(STATE.replace('Inbound datagrams', 'Inbound &nosuch; datagrams'));
    expect(only(facts, 'wfp-filter')).toHaveLength(FILTERS.length);
    expect(read?.problems[0]).toMatch(/^Line \d+ is no well-formed XML/);
  });
});

/** Filters stand within their layers, in the order of these. */
function byLayer(x: number, y: number): number {
  const order = [70121, 70120, 70101, 70111, 70102];
  return order.indexOf(x) - order.indexOf(y);
}

describe('hostile XML', () => {
  test('a document type is refused, so no entity is expanded and nothing is loaded', async () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE wfpstate [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>\n<wfpstate><layers>&b;&x;</layers></wfpstate>`;
    const { read, facts } = await factsOf(`<wfpstate/>${' '.repeat(10)}`);
    expect([read?.format, facts]).toEqual(['wfp-state', []]);
    for (const text of [bomb, bomb.replace('<!DOCTYPE', '<wfpstate/><!DOCTYPE')]) {
      const { read: refused, facts: none } = await factsOf(text);
      expect(refused?.failure?.message).toContain('declares a document type');
      expect(none).toEqual([]);
    }
  });

  test('depth, texts and tags without an end stop the reading, not the program', async () => {
    const deep = await factsOf(`<wfpstate>${'<a>'.repeat(100_000)}`);
    expect(deep.read?.failure?.message).toContain('stand within each other');
    const tag = await factsOf(`<wfpstate><item ${'a'.repeat(9 * 1024 * 1024)}`);
    expect(tag.read?.failure?.message).toContain('has no end');
  });

  test('a name of 100 KB is kept short, and the filter is there', async () => {
    const { facts } = await factsOf(STATE.replaceAll('Inbound datagrams', 'N'.repeat(100_000)));
    const name = only(facts, 'wfp-filter').find(({ id }) => id === '70111')?.name ?? '';
    expect(name).toMatch(/^N{8192}$/);
  });
});

test('filters.xml has no contexts, so no origins', async () => {
  const { read, facts } = await factsOf(wfpFilters());
  expect(read?.format).toBe('wfp-filters');
  expect(only(facts, 'wfp-filter')).toHaveLength(FILTERS.length);
  expect(only(facts, 'wfp-context')).toEqual([]);
});

describe('net events', () => {
  const event = {
    at: '2026-03-02T08:15:00.624Z',
    protocol: 6,
    local: ['192.0.2.10', 445],
    remote: ['192.0.2.31', 51_200],
    filterId: 70_101,
    layerId: 44,
    application: String.raw`\device\harddiskvolume3\tools\a.exe`,
    origin: 'Contoso-Block-SMB-In',
  } as const;

  test('a drop has its ends in the order of its direction', async () => {
    const { read, facts } = await factsOf(netEvents([event]));
    expect(read?.format).toBe('wfp-netevents');
    expect(only(facts, 'blocked')).toMatchObject([
      {
        what: 'packet',
        direction: 'in',
        protocol: 'tcp',
        source: '192.0.2.31',
        sourcePort: 51_200,
        destination: '192.0.2.10',
        destinationPort: 445,
        filterId: '70101',
        layerId: 44,
        origin: 'Contoso-Block-SMB-In',
        application: event.application,
        time: { at: 1_772_439_300_624_000_000n, zone: 'utc' },
      },
    ]);
  });

  test('what was let through is no drop, and a filter of its list of filters is none of the state', async () => {
    const allowed = netEvents([event]).replace('CLASSIFY_DROP', 'CLASSIFY_ALLOW');
    expect((await factsOf(allowed)).facts).toEqual([]);
    expect(only((await factsOf(netEvents([event]))).facts, 'wfp-filter')).toEqual([]);
  });

  test('IPv6 as hex digits', async () => {
    const text = netEvents([event])
      .replace(
        '<localAddrV4>192.0.2.10</localAddrV4>',
        '<localAddrV6.byteArray16>20010db8000000000000000000000010</localAddrV6.byteArray16>',
      )
      .replace('<remoteAddrV4>192.0.2.31</remoteAddrV4>', '<remoteAddrV6>2001:db8::31</remoteAddrV6>');
    expect(only((await factsOf(text)).facts, 'blocked')).toMatchObject([
      { source: '2001:db8::31', destination: '2001:db8::10' },
    ]);
  });
});

test('the events of the samples are all there', async () => {
  expect(EVENTS).toHaveLength(12);
});
