import { describe, expect, it } from 'vitest';
import { pageView } from '../../src/render/html/view.js';
import { pageLinks } from '../../src/render/html/view/page-links.js';
import { buildJourney } from './journey-parts.js';
import { dropText } from './log-text.js';
import { buildCase, buildConnection, buildReport, buildTcpConnection } from './report-builder.js';

const record = (text: string, line = 77) => ({ input: 0, line, text });
const report = buildReport();
const links = pageLinks(report);

describe('from a record to what it speaks of', () => {
  it('the connection whose ends it names, in either notation and order', () => {
    for (const text of [
      dropText('198.51.100.27.443 > 192.0.2.5.55330: Flags [R], seq 1, length 0'),
      'TCP: connection 0xFFFF connect attempted (local=192.0.2.5:55330 remote=198.51.100.27:443)',
    ]) {
      expect(links.related([record(text)]).connections, text).toEqual([1]);
    }
    expect(links.related([record('2001:db8::10.51877 > 2001:db8::53.53: UDP, length 4')]).connections).toEqual([0]);
  });

  it('not one whose port only begins with the same digits', () => {
    for (const text of [
      '192.0.2.5.55330 > 198.51.100.27.4433: Flags [S], length 0',
      '192.0.2.5.5533 > 198.51.100.27.443: Flags [S], length 0',
      '1192.0.2.5.55330 > 198.51.100.27.443: Flags [S], length 0',
    ]) {
      expect(links.related([record(text)]).connections, text).toEqual([]);
    }
  });

  it('the connection whose story quotes it, when it names a kernel pointer alone', () => {
    expect(links.related([record('TCP: connection 0xFFFF RTO timeout expired', 9_001)]).connections).toContain(1);
  });

  it('the drop reason and all connections with that loss between the same machines', () => {
    const first = buildConnection();
    const second = buildConnection({ local: '[2001:db8::10]:51900' });
    const other = buildConnection({ remote: '[2001:db8::99]:53' });
    const theCase = buildCase({ connections: [first, second, other, buildTcpConnection()] });
    const found = pageLinks(buildReport({ case: theCase })).related([record('', 1_234)]);
    expect(found).toMatchObject({ reasons: [0], connections: [0, 1] });
  });

  it('the way of its packet', () => {
    expect(links.related([record('', 1_232)]).journeys).toEqual([0]);
  });
});

describe('a page without a way of a packet', () => {
  it('says whether only drops were captured, or nothing was seen before the drop', () => {
    const alone = buildJourney({ steps: buildJourney().steps.slice(2) });
    const { traffic } = buildCase();
    for (const [onlyDropsCaptured, sentence] of [
      [true, /^Only drops were captured/],
      [false, /^No dropped packet was seen at another component/],
    ] as const) {
      const theCase = buildCase({ journeys: [alone], traffic: { ...traffic, onlyDropsCaptured } });
      const { journeys } = pageView(buildReport({ case: theCase }), { styleHash: '', scriptHash: '' });
      expect(journeys.journeys).toEqual([]);
      expect(journeys.chosen).toMatch(sentence);
    }
  });
});

describe('links to what the page does not show', () => {
  it('are none', () => {
    const cut = pageLinks(buildReport({ top: 1 }));
    expect(cut.reason('Address resolution timeout')).toBe('#reason-1');
    expect(cut.reason('INET: receive inspection')).toBeNull();
    expect(cut.connection('192.0.2.5:55330', '198.51.100.27:443')).toBeNull();
    expect(links.connection('198.51.100.27:443', '192.0.2.5:55330')).toBe('#connection-2');
  });

  it('a log of nothing but drops tells no way', () => {
    const alone = buildJourney({ steps: buildJourney().steps.slice(2) });
    const theCase = buildCase({ journeys: [alone] });
    expect(pageLinks(buildReport({ case: theCase })).related([record('', 1_234)]).journeys).toEqual([]);
  });
});
