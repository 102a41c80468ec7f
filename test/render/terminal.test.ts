import { describe, expect, it } from 'vitest';
import { renderVerdict } from '../../src/render/index.js';
import { displayWidth } from '../../src/render/terminal/display-width.js';
import { buildCase, buildEmptyReport, buildFinding, buildReason, buildReport } from './report-builder.js';

const plain = (report = buildReport(), columns = 100) => renderVerdict(report, { columns, color: false });

describe('the verdict on a terminal', () => {
  it('begins with the verdict and what it rests on', () => {
    const [word, sentence] = plain().split('\n');
    expect(word).toBe('LOCAL LOSS  (high confidence)');
    expect(sentence).toMatch(/^Next hop 2001:db8::53/);
    expect(plain().replaceAll('\n', ' ')).toContain(
      'Rests on 64 distinct dropped packets that may matter, of 858 packets in 3,428 drop lines',
    );
  });

  it('gives each of the top findings one line of evidence and one next step', () => {
    expect(plain()).toContain(
      '   PktMon.txt:1234  fe80::5efe:1.51877 > 2001:db8::53.53: UDP, length 41\n   next: Get-NetNeighbor -IPAddress 2001:db8::53',
    );
  });

  it('folds what is harmless into one line of the table', () => {
    expect(plain()).toMatch(/2 harmless reasons folded \(noise, normal endings, follow-up lines\) +674 +2,746 +benign/);
    expect(plain()).not.toContain('session state error');
  });

  it('names self-check and gaps', () => {
    expect(plain()).toMatch(/Self-check +3,428 drop lines counted, the drop counters add up to 3,428: they agree\./);
    expect(plain()).toContain('! The trace lost 12 events and 0 buffers');
    expect(plain()).toContain('! 1 packet filter in force');
  });

  it('counts retransmissions and says how many a drop here explains, when there are any', () => {
    expect(plain()).toMatch(
      /Retransmits +3 on 1 connection \(1 timeout, 1 tail loss probe, 1 fast\); 2 dropped here\n/,
    );
    expect(plain(buildEmptyReport())).not.toContain('Retransmits');
  });

  it('fits on a screen, however much was found', () => {
    const many = buildReport({
      case: buildCase({
        drops: {
          ...buildCase().drops,
          byReason: Array.from({ length: 40 }, (_, code) => buildReason({ code })),
        },
      }),
      diagnosis: {
        ...buildReport().diagnosis,
        findings: Array.from({ length: 50 }, () => buildFinding()),
      },
    });
    expect(plain(many).split('\n').length).toBeLessThanOrEqual(35);
    expect(plain(many)).toContain('47 more findings in the report');
    expect(plain(many)).toContain('37 more reasons in the report');
  });

  it.each([60, 80, 100, 120])('keeps within %d columns', (columns) => {
    for (const line of plain(buildReport(), columns).split('\n')) {
      expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('says the same with colours', () => {
    const colored = renderVerdict(buildReport(), { columns: 100, color: true });
    expect(colored).toContain('\u001b[');
    // eslint-disable-next-line no-control-regex
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain());
  });

  it('has something to say about nothing', () => {
    expect(plain(buildEmptyReport())).toContain('UNDECIDED');
  });

  it('counts wide characters as two columns', () => {
    expect(displayWidth('接続abc연결')).toBe(11);
  });
});
