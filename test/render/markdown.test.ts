import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/render/index.js';
import { markdownBlock, markdownText } from '../../src/render/markdown/markdown-text.js';
import { buildFinding, buildReport } from './report-builder.js';

describe('the case notes', () => {
  const notes = renderMarkdown(buildReport());

  it('begin with the verdict', () => {
    expect(notes).toMatch(/^# Local loss \(high confidence\)\n\n\*\*Next hop 2001:db8::53/);
  });

  it('hold findings with steps, evidence and document', () => {
    expect(notes).toContain('### 1. Fault: DNS server 2001:db8::53 does not answer neighbour discovery');
    expect(notes).toContain('   ```text\n   Get-DnsClientServerAddress -AddressFamily IPv6\n   ```');
    expect(notes).toContain('PktMon.txt:1234\n[30]0000.0000::2025-03-27');
    expect(notes).toContain('Document: <https://learn.microsoft.com/');
  });

  it('hold the reasons as a table with the harmless ones in one row', () => {
    expect(notes).toContain('| Address resolution timeout (922) | 59 | 177 | fault | tcpip.sys |');
    expect(notes).toContain(
      '| 2 harmless reasons (noise, normal endings, follow-up lines) | 674 | 2,746 | benign |  |',
    );
  });

  it('say what cannot be concluded', () => {
    expect(notes).toContain('- 1 packet filter in force. Traffic outside of the filters is not in the log');
  });

  it('hold what the network stack states as dropped', () => {
    expect(notes).toContain('6 packets in 6 lines, 1 of them also in PktMon; 2 harmless.');
    expect(notes).toContain('| Inspection drop (9) | network | 4 | 1 | suspect |');
  });

  it('hold the connections in trouble, with retransmissions and how many were dropped here', () => {
    expect(notes).toContain(
      '3 retransmissions on 1 connection (1 timeout, 1 tail loss probe, 1 fast); 2 dropped here.',
    );
    expect(notes).toContain(
      '| tcp 192.0.2.5:55330 to 198.51.100.27:443 | stated, observed | established | 0 (stated: 1) | 3 | 2 | 12.4 ms |',
    );
    expect(notes).not.toContain('224.0.0.251:5353 |');
  });

  it('say when findings are left out', () => {
    const findings = Array.from({ length: 9 }, () => buildFinding());
    const report = buildReport({ top: 2, diagnosis: { ...buildReport().diagnosis, findings } });
    expect(renderMarkdown(report)).toContain('Showing 2 of 9 - use --format json for all.');
  });
});

describe('text in Markdown', () => {
  it.each([
    ['*x* _y_ `z`', '\\*x\\* \\_y\\_ \\`z\\`'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['https://example.com', 'https\\://example.com'],
    ['a | b', 'a \\| b'],
    ['0.1.0 and 192.0.2.5:80', '0.1.0 and 192.0.2.5:80'],
  ])('%j renders as itself', (text, escaped) => expect(markdownText(text)).toBe(escaped));

  it('gets a fence that it cannot close', () => {
    expect(markdownBlock('````\nx')).toBe('`````text\n````\nx\n`````');
  });
});
