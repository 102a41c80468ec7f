import { describe, expect, it } from 'vitest';
import { captureFilters } from '../../src/render/capture-filters.js';
import { evidenceLine } from '../../src/render/evidence-text.js';
import { stepParts } from '../../src/render/next-step.js';
import * as number from '../../src/render/number.js';
import { safeLink } from '../../src/render/safe-link.js';
import { visibleLines, visibleText } from '../../src/render/visible-text.js';
import { dropText } from './log-text.js';
import { buildConnection, buildTcpConnection } from './report-builder.js';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [184_113, '184,113'],
    [-1_234_567, '-1,234,567'],
  ])('%d is %s', (count, text) => expect(number.formatCount(count)).toBe(text));

  it.each([
    [0n, '0 s'],
    [250n, '250 ns'],
    [450_000n, '450 µs'],
    [12_340_000n, '12.3 ms'],
    [999_960_000n, '1 s'],
    [59_960_000_000n, '1 min'],
    [187_000_000_000n, '3 min 7 s'],
    [7_500_000_000_000n, '2 h 5 min'],
    [273_600_000_000_000n, '3 d 4 h'],
  ])('%d ns are %s', (nanoseconds, text) => expect(number.formatDuration(nanoseconds)).toBe(text));

  it('keeps a small share and a slow rate apart from zero', () => {
    expect(number.formatShare(1, 100_000)).toBe('< 0.1 %');
    expect(number.formatShare(0, 5)).toBe('0 %');
    expect(number.formatShare(0, 0)).toBe('-');
    expect(number.formatRate(0.002)).toBe('0.1/min');
    expect(number.formatRate(0.0003)).toBe('1.1/h');
  });

  it('writes bytes in decimal units', () => {
    expect(number.formatBytes(999)).toBe('999 B');
    expect(number.formatBytes(999_999)).toBe('1 MB');
    expect(number.formatBytes(12_345_678)).toBe('12.3 MB');
  });
});

describe('visible text', () => {
  it('shows controls, bidi overrides and lone surrogates instead of obeying them', () => {
    expect(visibleText('a\u001b[31m\u0000\u007f\n')).toBe('a␛[31m␀␡␊');
    expect(visibleText('x\u202ey\u200b\ufeff')).toBe('x<U+202E>y<U+200B><U+FEFF>');
    expect(visibleText('a\ud800b')).toBe('a\ufffdb');
  });

  it('leaves words of every language and pairs of surrogates alone', () => {
    expect(visibleText('Verbindung über 接続 연결 😀')).toBe('Verbindung über 接続 연결 😀');
  });

  it('keeps line breaks where lines are wanted', () => {
    expect(visibleLines('a\r\n\tb\rc')).toBe('a\n    b␍c');
  });
});

describe('a next step', () => {
  it.each([
    ['Check the switch port.', [['prose', 'Check the switch port.']]],
    ['pktmon filter add -p 53', [['command', 'pktmon filter add -p 53']]],
    ['ping the next hop while capturing', [['prose', 'ping the next hop while capturing']]],
    [
      'Get-NetNeighbor -State Stale   (old entries)',
      [
        ['command', 'Get-NetNeighbor -State Stale'],
        ['prose', '(old entries)'],
      ],
    ],
    [
      'Run `arp -a` now',
      [
        ['prose', 'Run'],
        ['command', 'arp -a'],
        ['prose', 'now'],
      ],
    ],
    [
      'an `odd one',
      [
        ['prose', 'an'],
        ['prose', '`odd one'],
      ],
    ],
  ])('%s', (step, parts) => {
    expect(stepParts(step).map(({ kind, text }) => [kind, text])).toEqual(parts);
  });
});

describe('filters of a connection', () => {
  it('are ready for Wireshark and pktmon', () => {
    expect(captureFilters(buildTcpConnection())).toEqual({
      wireshark: 'ip.addr == 192.0.2.5 && ip.addr == 198.51.100.27 && tcp.port == 55330 && tcp.port == 443',
      pktmon: 'pktmon filter add -t TCP -i 192.0.2.5 198.51.100.27 -p 55330 443',
    });
    expect(captureFilters(buildConnection())?.wireshark).toContain('ipv6.addr == 2001:db8::10 &&');
  });

  it('need no ports where the protocol has none', () => {
    const icmp = buildConnection({ protocol: 'icmp', local: '192.0.2.5', remote: '198.51.100.27' });
    expect(captureFilters(icmp)?.pktmon).toBe('pktmon filter add -i 192.0.2.5 198.51.100.27');
  });

  it('are refused when an end is anything but an address', () => {
    expect(captureFilters(buildConnection({ remote: '198.51.100.27 & del /q *' }))).toBeNull();
    expect(captureFilters(buildConnection({ remote: 'server.example.com:443' }))).toBeNull();
  });
});

describe('evidence on one line', () => {
  it('is the packet when the record has a detail line', () => {
    expect(evidenceLine({ input: 0, line: 1, text: dropText() })).toBe(
      'fe80::5efe:1.51877 > 2001:db8::53.53: UDP, length 41',
    );
  });

  it('is the record without its stamp otherwise', () => {
    const [only = ''] = dropText().split('\n');
    expect(evidenceLine({ input: 0, line: 1, text: only })).toMatch(/^Drop: PktGroupId 9007199254741993/);
  });
});

describe('links', () => {
  it.each(['http://example.com', 'javascript:alert(1)', 'https://u@example.com', 'https://example.com/"x', ''])(
    'are not made of %j',
    (address) => expect(safeLink(address)).toBeNull(),
  );
  it('are https', () => expect(safeLink('https://example.com/a?b=c#d')).toBe('https://example.com/a?b=c#d'));
});
