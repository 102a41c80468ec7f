import path from 'node:path';
import { expect, test } from 'vitest';
import { EVERYTHING, type Selection } from '../../src/aggregate/selection.js';
import { DEFAULT_OPTIONS } from '../../src/analysis.js';
import { UsageError } from '../../src/base/errors.js';
import { analyze } from '../../src/pipeline.js';
import { expectIntegrity } from '../integrity.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
const DNS = path.join(SAMPLES, 'pktmon-text/26100/ipv6-dns-router-silent.txt');

async function select(selection: Partial<Selection>, file = DNS) {
  const { report } = await analyze([{ path: file }], {
    ...DEFAULT_OPTIONS,
    selection: { ...EVERYTHING, ...selection },
  });
  expectIntegrity(report);
  return report.case;
}

test('--reason takes a code or a part of the text', async () => {
  const byCode = await select({ reason: ['922'] });
  const byText = await select({ reason: ['resolution TIMEOUT'] });
  expect(byCode.drops.byReason.map(({ code }) => code)).toEqual([922]);
  expect(byText.drops.lines).toBe(byCode.drops.lines);
  expect(byCode.drops.lines).toBeGreaterThan(0);
});

test('--since and --until take a time of day or a date, on the clock of the log', async () => {
  const all = await select({});
  const early = await select({ until: '11:33:30' });
  const late = await select({ since: '11:33:30' });
  expect(early.drops.lines).toBeGreaterThan(0);
  // Both bounds are part of the selection; nothing lies exactly on them here.
  expect(early.drops.lines + late.drops.lines).toBe(all.drops.lines);
  expect((await select({ since: '2026-01-19T11:33:30' })).drops.lines).toBe(late.drops.lines);
  expect((await select({ since: '2027-01-01' })).drops.lines).toBe(0);
});

test('--connection takes an address, an end, or two of them', async () => {
  const server = 'fe80::5efe:ff:fe00:fe';
  const byAddress = await select({ connection: [server] });
  expect(byAddress.connections.length).toBeGreaterThan(0);
  expect(byAddress.connections.every(({ remote }) => remote === `[${server}]:53`)).toBe(true);
  const [first] = byAddress.connections;
  const byEnds = await select({ connection: [`${first?.local} > ${first?.remote}`] });
  expect(byEnds.connections.map(({ local }) => local)).toEqual([first?.local]);
  expect((await select({ connection: ['192.0.2.99'] })).connections).toEqual([]);
});

test('a part of a capture is not compared with counters of all of it', async () => {
  expect((await select({})).drops.selfCheck.agrees).toBe(true);
  expect((await select({ reason: ['922'] })).drops.selfCheck.agrees).toBeNull();
});

test('connections that the stack states are selected too', async () => {
  const file = path.join(SAMPLES, 'nettrace-text/26100/tail-loss-probe.txt');
  const [wanted] = (await select({}, file)).connections;
  const some = await select({ connection: [wanted?.remote ?? ''] }, file);
  expect(some.connections.map(({ remote }) => remote)).toContain(wanted?.remote);
  expect((await select({ connection: ['203.0.113.250:9'] }, file)).connections).toEqual([]);
});

test('a time that is none is said at once', async () => {
  await expect(select({ since: 'noon' })).rejects.toThrow(UsageError);
});

test('several values of one filter add up', async () => {
  const sum = async (reasons: readonly string[]) => (await select({ reason: reasons })).drops.lines;
  expect(await sum(['922', 'Inspection drop'])).toBe((await sum(['922'])) + (await sum(['Inspection drop'])));
  expect(await sum(['arp-nd-failure'])).toBeGreaterThanOrEqual(await sum(['922']));
  const net = await select({ connection: ['fe80::/10'] });
  expect(net.connections.length).toBe(
    (await select({ connection: ['fe80::5efe:ff:fe00:fe', 'fe80::/16'] })).connections.length,
  );
});
