import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/knowledge/explain.js';
import type { Explainable } from '../../src/knowledge/explanation.js';
import { renderExplanation } from '../../src/render/terminal/explain.js';

const RULE: Explainable = {
  id: 'next-hop-unreachable',
  title: 'The next hop answers',
  lines: ['A next hop that does not answer ARP or neighbour discovery stops all packets that go through it.'],
};
const found = (query: string, extra: readonly Explainable[] = []) =>
  explain(query, extra).entries.map((entry) => `${entry.kind} ${entry.code} ${entry.title}`);

describe('etlreport explain', () => {
  it.each([
    ['228', 'drop-reason 228 Steering mismatch'],
    ['0xE000460A', 'drop-location 0xE000460A PMLOC_TCPIP_TL_RCV_UDP_RECEIVE1'],
    ['0xC00000B5', 'ntstatus 0xC00000B5 STATUS_IO_TIMEOUT'],
    ['-1073741643', 'ntstatus 0xC00000B5 STATUS_IO_TIMEOUT'],
    ['status_io_timeout', 'ntstatus 0xC00000B5 STATUS_IO_TIMEOUT'],
    ['10060', 'socket-error 10060 WSAETIMEDOUT'],
    ['WSAETIMEDOUT', 'socket-error 10060 WSAETIMEDOUT'],
    ['0x8007274C', 'socket-error 10060 WSAETIMEDOUT'],
    ['Drop_INET_Rst', 'drop-reason 1210 INET: received RST'],
    ['PMLOC_TCPIP_NL_RCV_DELIVERED', 'drop-location 0xE0004134 PMLOC_TCPIP_NL_RCV_DELIVERED'],
    ['InitialRto', 'tcpip-reference InitialRto InitialRto'],
    ['arp-nd-failure', 'category arp-nd-failure Next hop does not answer (ARP or neighbour discovery)'],
    ['Stealth', 'wfp Stealth (port scanning prevention) Stealth (port scanning prevention)'],
  ])('%s is exactly one thing', (query, entry) => {
    expect(explain(query).match).toBe('exact');
    expect(found(query)).toEqual([entry]);
  });

  it('shows all meanings of a number', () => {
    expect(found('1231')).toEqual([
      'drop-reason 1231 INET: accept inspection',
      'socket-error 1231 ERROR_NETWORK_UNREACHABLE',
    ]);
    expect(found('3').map((entry) => entry.split(' ')[0])).toContain('tcpip-reason');
  });

  it('finds a part of a text, PktMon first', () => {
    const result = explain('transport  ENDPOINT');
    expect(result.match).toBe('partial');
    expect(result.entries[0]).toMatchObject({ code: '1204', kind: 'drop-reason' });
  });

  it('counts what it does not list', () => {
    const result = explain('http');
    expect(result.entries.length).toBeLessThan(20);
    expect(result.more + result.entries.length).toBeGreaterThan(100);
  });

  it('looks into the explanations when no name contains the words', () => {
    const result = explain('igmp router alert');
    expect(result.entries.map((entry) => entry.code)).toContain('946');
  });

  it('explains rules of the diagnosis', () => {
    expect(found('next-hop-unreachable', [RULE])).toEqual([`rule ${RULE.id} ${RULE.title}`]);
    expect(found('the next hop answers', [RULE])).toHaveLength(1);
    expect(found('next-hop-unreachable')).toEqual([]);
  });

  it('says of a number in a known range what can be said', () => {
    expect(explain('0xE0004599').entries[0]?.facts).toContainEqual({
      label: 'Layer',
      lines: ['TCP (tcpip.sys, transport layer)'],
    });
    expect(found('0x80001234')[0]).toContain('vendor driver code 0x80001234');
  });

  it.each([
    ['STATUS_IO_TIMOUT', 'STATUS_IO_TIMEOUT'],
    ['tranport endpont', 'transport endpoint'],
    ['WSAETIMEDOT', 'WSAETIMEDOUT'],
    ['229', '228 Steering mismatch'],
    ['next-hop-unreacheable', 'next-hop-unreachable'],
  ])('suggests for %s what was meant', (query, meant) => {
    const result = explain(query, [RULE]);
    expect(result).toMatchObject({ match: 'none', entries: [] });
    expect(result.suggestions).toContain(meant);
  });

  it('answers anything, and never with an empty list called a hit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (query) => {
        const result = explain(query);
        expect(result.entries.length > 0).toBe(result.match !== 'none');
        expect(renderExplanation(result, 80).endsWith('\n')).toBe(true);
      }),
      { numRuns: 30 },
    );
    expect(explain('  ')).toMatchObject({ match: 'none', suggestions: [] });
  });
});

describe('the answer on the terminal', () => {
  it('is aligned and says the kind, code and title first', () => {
    expect(renderExplanation(explain('0xE000460A'), 80)).toBe(
      [
        'PktMon drop location 0xE000460A: PMLOC_TCPIP_TL_RCV_UDP_RECEIVE1',
        '',
        '  Layer    UDP (tcpip.sys, transport layer)',
        '  Meaning  UDP: datagram receive and socket lookup',
        '  Path     receive',
        '  Seen     with 1204, UDP port closed',
        '',
      ].join('\n'),
    );
  });

  it('stays within the columns, except for a word that is longer', () => {
    for (const query of ['1204', '909', 'http', 'firewall', '3']) {
      for (const line of renderExplanation(explain(query), 72).split('\n')) {
        const words = line.trim().replace(/^(\S+  +)?(- )?/, '');
        if (words.includes(' ')) expect(line.length, line).toBeLessThanOrEqual(72);
      }
    }
  });

  it('keeps links whole on a narrow terminal', () => {
    const text = renderExplanation(explain('1204'), 40);
    expect(text).toContain('https://learn.microsoft.com/troubleshoot/windows-client/networking/diagnose-packet-loss');
  });

  it('offers what was meant', () => {
    expect(renderExplanation(explain('STATUS_IO_TIMOUT'), 80)).toBe(
      'No code, name or text "STATUS_IO_TIMOUT" is known.\n\nDid you mean:\n  STATUS_IO_TIMEOUT\n',
    );
  });

  it('does not let the question act on the terminal', () => {
    expect(renderExplanation(explain('\u001b[2Jx'), 80)).not.toContain('\u001b');
  });
});
