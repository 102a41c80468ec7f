import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';

import { captureMinutes } from '../../src/compare/capture-minutes.js';
import { COMPARISON_FORMATS, type SavedReport, compareReports, renderComparison } from '../../src/compare/index.js';
import { connection, saved, withConnections } from './reports.js';

const HEALTHY = 'pktmon-text/26100/healthy.txt';
const FAULT = 'pktmon-text/26100/arp-failure.txt';
const schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../src/compare/comparison-schema.json'), 'utf8'),
) as object;
const isValid = new Ajv2020({ strictTypes: false }).compile(schema);

let healthy: SavedReport;
let fault: SavedReport;
beforeAll(async () => {
  [healthy, fault] = [await saved(HEALTHY), await saved(FAULT)];
});

describe('a comparison', () => {
  test('names what is new, and is gone the other way round', () => {
    const there = compareReports(healthy, fault);
    expect(there.findings.changed.map(({ change, id }) => `${change} ${id}`)).toEqual(['new next-hop-unreachable']);
    expect(there.reasons.changed.map(({ change, code, bad }) => [change, code, bad.count])).toEqual([['new', 922, 3]]);
    expect(there.connections.changed.map(({ change, to }) => `${change} ${to}`)).toEqual(['new 192.0.2.77:3389']);
    const back = compareReports(fault, healthy);
    expect(back.findings.changed.map(({ change }) => change)).toEqual(['gone']);
    expect(back.sentence).toBe('Nothing is new or more frequent in bad; some of good is gone.');
  });

  test('of a report with itself is empty, whatever noise it has', async () => {
    for (const name of [
      HEALTHY,
      FAULT,
      'pktmon-text/26100/multicast-noise-only.txt',
      'pktmon-text/26100/ipv6-dns-router-silent.txt',
    ]) {
      const report = await saved(name);
      const { sentence, findings, reasons, connections } = compareReports(report, report);
      expect(sentence, name).toBe('No difference beyond chance.');
      expect([findings.changed, reasons.changed, connections.changed], name).toEqual([[], [], []]);
      expect(connections.alike, name).toBeLessThanOrEqual(report.connections.length);
    }
  });

  test('keeps to its schema and is the same twice', () => {
    const comparison = compareReports(healthy, fault);
    expect(isValid(JSON.parse(JSON.stringify(comparison))), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...comparison, findings: [] })).toBe(false);
    for (const format of COMPARISON_FORMATS) {
      expect(renderComparison(compareReports(healthy, fault), format, 80)).toBe(
        renderComparison(comparison, format, 80),
      );
    }
  });
});

describe('conversations', () => {
  test('are matched without the port of the client', () => {
    const good = withConnections(healthy, [
      connection('192.0.2.5:50000', '198.51.100.7:443', 0),
      connection('192.0.2.5:3389', '203.0.113.9:61000', 0),
    ]);
    const bad = withConnections(healthy, [
      connection('192.0.2.5:50011', '198.51.100.7:443', 20),
      connection('192.0.2.5:50012', '198.51.100.7:443', 20),
      connection('192.0.2.5:3389', '203.0.113.9:62000', 0),
    ]);
    const { changed, alike } = compareReports(good, bad).connections;
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatchObject({ change: 'new', from: '192.0.2.5', to: '198.51.100.7:443' });
    expect(changed[0]?.good).toEqual({ connections: 1, dropPackets: 0, retransmissions: 0, failed: 0 });
    expect(changed[0]?.bad).toMatchObject({ connections: 2, dropPackets: 40 });
    expect(alike).toBe(1);
  });

  test('of two machines are matched by the other end', () => {
    const good = withConnections(healthy, [connection('192.0.2.5:50000', '198.51.100.7:443', 30)]);
    const bad = withConnections(healthy, [connection('192.0.2.66:50000', '198.51.100.7:443', 31)]);
    expect(compareReports(good, bad).connections).toEqual({ changed: [], alike: 1 });
    const worse = withConnections(healthy, [connection('192.0.2.66:50000', '198.51.100.7:443', 300)]);
    expect(compareReports(good, worse).connections.changed[0]).toMatchObject({ change: 'more', from: 'this host' });
  });

  test('are compared by time', () => {
    const good = withConnections(healthy, [connection('192.0.2.5:50000', '198.51.100.7:443', 30)], 10);
    const bad = withConnections(healthy, [connection('192.0.2.5:50000', '198.51.100.7:443', 120)], 40);
    expect(compareReports(good, bad).connections.changed).toEqual([]);
  });
});

describe('the time of a capture', () => {
  const input = (firstTime: string | null, lastTime: string | null) =>
    ({ firstTime, lastTime }) as SavedReport['inputs'][number];
  test.each([
    [[input('2026-03-01T12:00:00.000000000', '2026-03-01T12:10:00.000000000')], 10],
    // Two logs of one machine, and one after a pause.
    [
      [
        input('2026-03-01T12:00:00.000000000+01:00', '2026-03-01T12:10:00.000000000+01:00'),
        input('2026-03-01T12:05:00.000000000+01:00', '2026-03-01T12:12:00.000000000+01:00'),
        input('2026-03-01T14:00:00.000000000+01:00', '2026-03-01T14:01:00.000000000+01:00'),
      ],
      13,
    ],
    [[input('23:02:00.000000000', '23:04:00.000000000')], 2],
    [[input(null, null)], null],
    [[input('23:02:00.000000000', '23:02:00.000000000')], null],
  ])('%# in minutes', (inputs, minutes) => expect(captureMinutes(inputs)).toBe(minutes));
});

describe('a comparison says why it may mislead', () => {
  const told = (good: SavedReport, bad: SavedReport) => compareReports(good, bad).weaknesses.join('\n');
  test('when times, kinds of captures, filters or losses differ', () => {
    const ten = withConnections(healthy, []);
    expect(told(ten, ten)).toBe('');
    expect(told(ten, withConnections(healthy, [], 600))).toContain(
      'very different length (good covers 10 min, bad 10 h)',
    );
    const dropsOnly = { ...ten, traffic: { ...ten.traffic, onlyDropsCaptured: true } };
    expect(told(ten, dropsOnly)).toContain('Of bad only drops were captured');
    const filtered = {
      ...ten,
      filters: [{ input: 0, id: 1, name: '', conditions: ['Port-1 443'], line: 1, text: '' }],
    };
    expect(told(filtered, ten)).toContain('different packet filters');
    const [input] = ten.inputs;
    if (input === undefined) throw new Error('no input');
    expect(told({ ...ten, inputs: [{ ...input, eventsLost: 7 }] }, ten)).toContain('good lost 7 events');
    expect(told({ ...ten, inputs: [{ ...input, firstTime: null }] }, ten)).toContain('not per minute');
    expect(told({ ...ten, redacted: true }, ten)).toContain('Only one side is redacted');
    expect(told({ ...ten, redacted: true }, { ...ten, redacted: true })).toContain('same --redact-map');
    expect(told(ten, { ...ten, selection: { since: '12:00', until: null, connection: [], reason: [] } })).toContain(
      'different parts',
    );
  });

  test('when only one has a trace of the stack', async () => {
    expect(told(healthy, await saved('nettrace-text/26100/healthy.txt'))).toContain(
      'Only bad has a trace of the network stack',
    );
  });
});

describe('its documents', () => {
  const HOSTILE = '</style><script>alert(1)</script>\u202e\u001b[31m|`*';
  test('show hostile names and do nothing else with them', () => {
    const bad = { ...fault, findings: fault.findings.map((finding) => ({ ...finding, title: HOSTILE })) };
    const comparison = compareReports(healthy, bad);
    const html = renderComparison(comparison, 'html', 80);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
    for (const format of ['text', 'md', 'html'] as const) {
      const text = renderComparison(comparison, format, 80);
      expect([text.includes('\u202e'), text.includes('\u001b')], format).toEqual([false, false]);
    }
    expect(renderComparison(comparison, 'md', 80)).not.toContain('<script>');
  });

  test('are valid HTML whose style fits its policy', async () => {
    const html = renderComparison(compareReports(healthy, fault), 'html', 80);
    const result = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(html);
    expect(result.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });

  test('stay within the width of a terminal', () => {
    const text = renderComparison(compareReports(healthy, fault), 'text', 70);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
