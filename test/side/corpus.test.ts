import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FilterStates, originOf } from '../../src/aggregate/side/filter-states.js';
import type { SideFact } from '../../src/events/side/fact.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { factsOf, only } from './read-facts.js';

/** What `corpus/wfp/README.md` says of each file. */
const STATES = [
  {
    file: 'joe-wfpstate.xml.gz',
    filters: 1050,
    layers: 99,
    contexts: 432,
    flagged: 190,
    takenAt: '2026-01-08T16:50:48.073Z',
  },
  { file: 'mz-wfpstate.xml.gz', filters: 1112, layers: 99, takenAt: '2026-06-10T14:55:41.668Z' },
  { file: 'fanyi-wfpstate.xml', filters: 200, layers: 99, takenAt: '2026-04-27T06:11:02.295Z' },
] as const;
const LISTS = [
  { file: 'joe-filters.xml.gz', filters: 990 },
  { file: 'levoile-filters.xml', filters: 286 },
] as const;
const CAN_DROP = /^FWP_ACTION_(?:BLOCK|CALLOUT_TERMINATING|CALLOUT_UNKNOWN)$/;

const has = (file: string) => corpusHas(`wfp/${file}`);

async function factsOfCorpus(file: string) {
  const bytes = readFileSync(path.join(CORPUS, 'wfp', file));
  return factsOf(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

function answersOf(facts: readonly SideFact[]) {
  const states = new FilterStates();
  for (const fact of facts) states.add(0, fact);
  return only(facts, 'wfp-filter').map((filter) => ({
    filter,
    answer: states.answer({ filterId: filter.id, origin: null, layerId: null, at: null }),
  }));
}

describe.each(STATES)('corpus: wfp/$file', ({ file, filters, layers, takenAt, ...more }) => {
  test.skipIf(!has(file))('every filter and layer is read, with the time of the state', async () => {
    const { read, facts } = await factsOfCorpus(file);
    expect(read).toMatchObject({ format: 'wfp-state', problems: [], failure: null });
    expect(only(facts, 'wfp-filter')).toHaveLength(filters);
    expect(new Set(only(facts, 'wfp-filter').map(({ id }) => id)).size).toBe(filters);
    expect(only(facts, 'wfp-layer')).toHaveLength(layers);
    expect(only(facts, 'wfp-state')).toMatchObject([{ takenAt: BigInt(Date.parse(takenAt)) * 1_000_000n }]);
  });

  test.skipIf(!has(file))('every filter that has an origin resolves to it: 100 %', async () => {
    const { facts } = await factsOfCorpus(file);
    const origins = new Map(only(facts, 'wfp-context').map(({ key, text }) => [key, text]));
    const flagged = only(facts, 'wfp-filter').filter(({ hasOrigin }) => hasOrigin);
    expect(flagged.length).toBeGreaterThan(0);
    if ('flagged' in more) expect(flagged).toHaveLength(more.flagged);
    if ('contexts' in more)
      expect(only(facts, 'wfp-context').filter(({ storesOrigin }) => storesOrigin)).toHaveLength(more.contexts);
    expect(flagged.filter((filter) => originOf({ origins }, filter) === null)).toEqual([]);
  });

  test.skipIf(!has(file))(
    'the id of every filter that can drop gives its name and provider, and no other one does',
    async () => {
      const { facts } = await factsOfCorpus(file);
      for (const { filter, answer } of answersOf(facts)) {
        if (CAN_DROP.test(filter.action)) {
          expect(answer).toMatchObject({ lookup: 'found', name: filter.name, action: filter.action });
          expect(answer.provider === null).toBe(filter.providerKey === '');
        } else expect(answer).toMatchObject({ lookup: 'permit', name: '', provider: null });
      }
    },
  );

  test.skipIf(!has(file))('every line of evidence is the one that names the filter', async () => {
    const bytes = readFileSync(path.join(CORPUS, 'wfp', file));
    const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split(/\r?\n/);
    const { facts } = await factsOfCorpus(file);
    for (const { line, id } of only(facts, 'wfp-filter')) {
      expect(lines[line - 1]?.trim()).toBe(`<filterId>${id}</filterId>`);
    }
  });
});

describe('corpus: wfp, what the states teach', () => {
  test.skipIf(!has('joe-wfpstate.xml.gz'))(
    'a name is not the origin: permit filters named "Boot Time Filter" belong to stealth mode',
    async () => {
      let count = 0;
      for (const { file } of STATES) {
        const { facts } = await factsOfCorpus(file);
        const origins = new Map(only(facts, 'wfp-context').map(({ key, text }) => [key, text]));
        count += only(facts, 'wfp-filter').filter(
          (filter) =>
            filter.name === 'Boot Time Filter' &&
            originOf({ origins }, filter) === 'Stealth' &&
            filter.action === 'FWP_ACTION_PERMIT',
        ).length;
      }
      expect(count).toBeGreaterThan(0);
    },
  );

  test.skipIf(!has('joe-wfpstate.xml.gz'))(
    'stealth drops by a callout at the discard layers, not by BLOCK',
    async () => {
      const { facts } = await factsOfCorpus('joe-wfpstate.xml.gz');
      const discards = answersOf(facts).filter(
        ({ filter, answer }) => /INBOUND_TRANSPORT_V[46]_DISCARD/.test(filter.layerKey) && answer.origin === 'Stealth',
      );
      expect(discards.length).toBeGreaterThan(0);
      for (const { answer } of discards) expect(answer.action).toBe('FWP_ACTION_CALLOUT_TERMINATING');
    },
  );

  test.skipIf(!has('mz-wfpstate.xml.gz'))('the 26 filters of the VPN are those of another product', async () => {
    const { facts } = await factsOfCorpus('mz-wfpstate.xml.gz');
    const own = only(facts, 'wfp-filter').filter(({ providerKey }) => providerKey.startsWith('{d71febb8-'));
    expect(own).toHaveLength(26);
    const answers = answersOf(facts).filter(({ filter, answer }) => own.includes(filter) && answer.lookup === 'found');
    expect(answers.length).toBeGreaterThan(0);
    for (const { answer } of answers) expect(answer.provider?.kind).toBe('third-party');
  });
});

describe.each(LISTS)('corpus: wfp/$file', ({ file, filters }) => {
  test.skipIf(!has(file))('every filter is read, and no origin is claimed', async () => {
    const { read, facts } = await factsOfCorpus(file);
    expect(read).toMatchObject({ format: 'wfp-filters', problems: [] });
    expect(only(facts, 'wfp-filter')).toHaveLength(filters);
    expect(answersOf(facts).filter(({ answer }) => answer.origin !== null)).toEqual([]);
  });
});

describe('corpus: wfp, Security events', () => {
  test.skipIf(!has('otrf-5152-5157.jsonl'))(
    'all 150 events, 89 with their origin, with ends, layer and time',
    async () => {
      const { read, facts } = await factsOfCorpus('otrf-5152-5157.jsonl');
      expect(read).toMatchObject({ format: 'security-5152', problems: [], ledger: { lines: 150, event: 150 } });
      const blocked = only(facts, 'blocked');
      expect(blocked).toHaveLength(150);
      expect(blocked.map(({ line }) => line)).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
      expect(blocked.filter(({ origin }) => origin === 'Query User Default')).toHaveLength(89);
      expect(blocked.filter(({ origin }) => origin !== null)).toHaveLength(89);
      for (const fact of blocked) {
        expect(fact).toMatchObject({
          filterId: expect.stringMatching(/^\d+$/),
          layerId: expect.any(Number),
          direction: expect.stringMatching(/in|out/),
        });
        expect(fact.time).not.toBeNull();
        expect(fact.eventId).not.toBeNull();
      }
    },
  );

  test.skipIf(!has('d4rk-5157-5152.jsonl'))(
    'a connection out at the connect layer, a packet in at the transport layer',
    async () => {
      const { facts } = await factsOfCorpus('d4rk-5157-5152.jsonl');
      expect(only(facts, 'blocked')).toMatchObject([
        { what: 'connection', eventId: 5157, direction: 'out', layerId: 48, layerName: 'Connect', pid: 1188 },
        { what: 'packet', eventId: 5152, direction: 'in', layerId: 13, layerName: 'Transport', pid: null },
      ]);
    },
  );
});

/** Blocks of `sideinputs/snippets.txt`, by the first line of their comment. */
function snippet(beginning: string): string {
  const text = readFileSync(path.join(CORPUS, 'sideinputs/snippets.txt'), 'utf8');
  const block = text.split('# source: ').find((one) => one.startsWith(beginning)) ?? '';
  return block.slice(block.indexOf('\n') + 1);
}

describe('corpus: sideinputs/snippets.txt', () => {
  const exists = corpusHas('sideinputs/snippets.txt');

  test.skipIf(!exists)('netstat -abno', async () => {
    const sockets = only((await factsOf(snippet('netstat -abno - index'))).facts, 'socket');
    expect(sockets.map(({ pid, program, service, listens }) => [pid, program, service, listens])).toEqual([
      [2016, 'sshd.exe', '', true],
      [924, 'svchost.exe', 'RpcSs', true],
      [4, '', '', true],
      [416, 'svchost.exe', 'TermService', true],
      [2016, 'sshd.exe', '', false],
    ]);
  });

  test.skipIf(!exists)('netstat -s', async () => {
    const counters = only((await factsOf(snippet('netstat -es'))).facts, 'side-counter');
    const value = (scope: string, name: string) =>
      counters.find((one) => one.scope === scope && one.name === name)?.value;
    expect(value('TCP IPv4', 'Segments Retransmitted')).toBe(24_199);
    expect(value('TCP IPv6', 'Segments Retransmitted')).toBe(4_152);
    expect(value('IP IPv4', 'Received Packets Discarded')).toBe(25_269);
    expect(value('UDP IPv6', 'No Ports')).toBe(5_641);
  });

  test.skipIf(!exists)('netsh int tcp show global, new, old and Chinese', async () => {
    const settings = async (beginning: string) =>
      Object.fromEntries(
        only((await factsOf(snippet(beginning))).facts, 'setting').map(({ setting, value }) => [setting, value]),
      );
    expect(await settings('netsh int tcp show global, Windows 10/11')).toMatchObject({
      'initial-rto': '1000',
      'max-syn-retransmissions': '4',
      'auto-tuning': 'disabled',
      rss: 'disabled',
    });
    expect(await settings('netsh int tcp show global, Server 2008')).toMatchObject({
      rss: 'enabled',
      'auto-tuning': 'normal',
      'congestion-provider': 'ctcp',
    });
    expect(await settings('netsh int tcp show global, zh-CN')).toMatchObject({
      'initial-rto': '1000',
      'max-syn-retransmissions': '4',
      'auto-tuning': 'normal',
      ecn: 'disabled',
    });
  });

  test.skipIf(!exists)('Get-NetAdapterStatistics', async () => {
    const counters = only((await factsOf(snippet('Get-NetAdapterStatistics (table)'))).facts, 'side-counter');
    expect(
      counters.find(({ scope, name }) => scope === 'vEthernet (WSL)' && name === 'ReceivedUnicastPackets')?.value,
    ).toBe(73_436);
    expect(new Set(counters.map(({ scope }) => scope)).size).toBe(4);
  });

  test.skipIf(!exists)('pktmon list', async () => {
    const names = only((await factsOf(snippet('pktmon list (text)'))).facts, 'component-name');
    expect(names.map(({ id, name }) => [id, name])).toEqual([
      [9, 'Intel(R) Ethernet Connection (2) I219-V #2'],
      [104, '433db3ea-0acd-457a-9c86-55bb7fa27391'],
      [80, '433db3ea-0acd-457a-9c86-55bb7fa27391'],
    ]);
  });
});
