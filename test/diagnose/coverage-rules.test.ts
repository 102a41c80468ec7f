import { describe, expect, it } from 'vitest';
import { aCase, connection, drop, dropOnlyCase, input, line } from './case-builder.js';
import { evaluate, findingOf, findingsOf } from './evaluate.js';

describe('trace-loss', () => {
  it('suspects a trace that lost events or buffers, with their number', () => {
    const finding = findingOf('trace-loss', aCase({ inputs: [input({ eventsLost: 412, buffersLost: 3 })] }));
    expect(finding).toMatchObject({ severity: 'suspect', category: 'coverage', side: 'undecided', isLoss: false });
    expect(finding.title).toBe('The trace lost 412 events and 3 buffers while it was written');
  });

  it('remarks that the beginning was overwritten', () => {
    expect(findingOf('trace-loss', aCase({ inputs: [input({ wrapped: true })] }))).toMatchObject({ severity: 'info' });
  });

  it('passes when the header states no loss, and has no data without a header', () => {
    expect(evaluate('trace-loss', aCase()).outcome).toBe('passed');
    expect(evaluate('trace-loss', aCase({ inputs: [input({ eventsLost: null, buffersLost: null })] })).outcome).toBe(
      'no-data',
    );
  });
});

describe('capture-limit', () => {
  it('passes a complete capture and has no data without an input', () => {
    expect(evaluate('capture-limit', aCase()).outcome).toBe('passed');
    expect(evaluate('capture-limit', aCase({ inputs: [] })).outcome).toBe('no-data');
  });

  it('names the filters in force with their lines', () => {
    const filters = [{ input: 0, id: 1, name: 'WEB', conditions: ['TCP', 'Port-1 443'], evidence: line(90) }];
    const finding = findingOf('capture-limit', aCase({ filters }));
    expect(finding.title).toContain('WEB TCP Port-1 443');
    expect(finding.evidence).toEqual([line(90)]);
  });

  it('says that a capture of drops cannot show loss elsewhere', () => {
    expect(findingOf('capture-limit', dropOnlyCase([drop(922)])).title).toContain('Only drops were captured');
  });

  it('suspects a file of which much could not be read, and remarks a cut end', () => {
    const unread = (unparsed: number) => ({
      inputs: [
        input({
          ledger: { event: 250, detail: 240, rundown: 8, otherProvider: 0, blank: 2, unparsed },
          unparsedReasons: [
            { reason: 'cut-record', meaning: 'The record ends early.', lines: unparsed, firstLine: 499 },
          ],
        }),
      ],
    });
    expect(findingOf('capture-limit', aCase(unread(1)))).toMatchObject({
      severity: 'info',
      title: '1 line of 500 could not be read (cut-record from line 499)',
    });
    expect(findingOf('capture-limit', aCase(unread(50))).severity).toBe('suspect');
  });

  it('remarks counters that differ and problems while reading', () => {
    const base = aCase({ drops: [drop(922)], inputs: [input({ problems: ['The disk failed.'] })] });
    const differs = { ...base, drops: { ...base.drops, selfCheck: { counted: 3, counters: 30, agrees: false } } };
    expect(findingsOf('capture-limit', differs).map(({ title }) => title)).toEqual([
      '1 problem while reading: The disk failed',
      'The drop counters of Windows say 30, the log has 3 drop lines',
    ]);
  });
});

it('never decides local or remote by what the capture lacks', async () => {
  const { diagnose } = await import('../../src/diagnose/diagnose.js');
  const { verdict, findings } = diagnose(aCase({ inputs: [input({ eventsLost: 5 })], connections: [connection()] }));
  expect(findings[0]?.id).toBe('trace-loss');
  expect(verdict).toMatchObject({ loss: 'none', confidence: 'low' });
  expect(verdict.sentence).toContain('5 events were lost');
});
