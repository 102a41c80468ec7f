import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCategory } from '../../src/knowledge/category.js';
import { allDropReasons, dropReasonOf, findDropReason } from '../../src/knowledge/drop-reason.js';

const AMBIGUOUS = [987, 988, 989, 990];
const WITHOUT_TEXT = [615, 801, 996, 999];

describe('every reason of the table', () => {
  const all = allDropReasons();

  it('is there once: 403 and the obsolete 801', () => {
    expect(all).toHaveLength(404);
    // 801 is the older number of 3600 and has its name.
    expect(new Set(all.map((reason) => reason.symbol)).size).toBe(403);
  });

  it.each(all.map((reason) => [reason.code ?? -1, reason.text] as const))(
    '%i is found by its text "%s" and its number',
    (code, text) => {
      // As in a line: `DropReason INET: transport endpoint was not found , DropLocation …`
      const byText = findDropReason(`${text} `);
      if (!AMBIGUOUS.includes(code)) expect(byText.code).toBe(code);
      expect(byText.text).toBe(text);
      expect(findDropReason(String(code)).code).toBe(code);
      expect(findDropReason(`0x${code.toString(16)}`).code).toBe(code);
    },
  );

  it('has a category of the taxonomy, a meaning, a next step and an https link of Microsoft', () => {
    for (const reason of all) {
      expect(isCategory(reason.category), reason.text).toBe(true);
      expect(reason.meaning).not.toBe('');
      expect(reason.next.length, reason.text).toBeGreaterThan(0);
      expect(new URL(reason.doc).protocol).toBe('https:');
      expect(new URL(reason.doc).hostname).toBe('learn.microsoft.com');
    }
  });

  it('shares its text with no other, except 987 to 990', () => {
    const texts = all.filter((one) => !AMBIGUOUS.includes(one.code ?? -1)).map((one) => one.text);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('quirks of Windows', () => {
  it('marks the text that 987 to 990 share, but not their numbers', () => {
    const shared = findDropReason(dropReasonOf(989).text);
    expect([shared.code, ...shared.ambiguousWith]).toEqual(AMBIGUOUS);
    expect(findDropReason('989')).toMatchObject({ code: 989, ambiguousWith: [] });
  });

  it('takes the misprint SluMux and the right spelling for the same reason', () => {
    const rest = 'First packet for the fragmented datagram is not at offset 0';
    expect(findDropReason(`SluMux: ${rest}`).code).toBe(1302);
    expect(findDropReason(`SlbMux: ${rest}`).code).toBe(1302);
  });

  it('shows the number where no text is known', () => {
    for (const code of WITHOUT_TEXT) {
      expect(findDropReason(String(code))).toMatchObject({
        code,
        text: String(code),
        origin: 'table',
      });
    }
  });

  it('knows the numbers of build 17763 that are free today, and its text that is gone', () => {
    expect(findDropReason('101').text).toBe('Adapter paused');
    expect(findDropReason('104').text).toBe('Unsupported EtherType');
    expect(findDropReason('201').text).toBe('Adapter paused');
    expect(findDropReason('Windows Network Virtualization error').code).toBe(29);
  });

  it('tells texts with a prefix from those without', () => {
    expect(findDropReason('Inspection drop').code).toBe(909);
    expect(findDropReason('ICMP: inspection drop').code).toBe(954);
    expect(findDropReason('Hop limit exceeded').code).toBe(914);
    expect(findDropReason('SlbMux: Hop limit exceeded').code).toBe(1310);
  });

  it('looks up a bare number: DropReason 228', () => {
    expect(findDropReason('228')).toMatchObject({ code: 228, text: 'Steering mismatch' });
  });
});

describe('what no table knows', () => {
  it('names the numbers of other companies drivers', () => {
    expect(findDropReason('2147483648')).toMatchObject({
      code: 0x8000_0000,
      text: 'vendor driver code 0x80000000',
      origin: 'vendor',
      verdict: 'suspect',
    });
    expect(findDropReason('2147483647').origin).toBe('unknown');
  });

  it('keeps an unknown number as it is', () => {
    expect(findDropReason('229')).toMatchObject({ code: 229, text: '229', category: 'unknown' });
  });

  it('gives any text back as it is, suspect and without code', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reason = findDropReason(text);
        if (reason.origin !== 'unknown' || reason.code !== null) return;
        expect(reason).toMatchObject({
          text: text.trim(),
          category: 'unknown',
          verdict: 'suspect',
        });
      }),
    );
    expect(findDropReason('constructor').origin).toBe('unknown');
    expect(findDropReason('').code).toBeNull();
    expect(findDropReason('99999999999').code).toBeNull();
  });
});
