import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';

const journeysOf = async (path: string) => {
  const { report } = await analyze([
    { path: fileURLToPath(new URL(`../../samples/pktmon-text/${path}`, import.meta.url)) },
  ]);
  return report.case;
};

it('a build with packet ids: from the adapter to the place where nobody listens', async () => {
  const { journeys = [] } = await journeysOf('20348/old-generation-filter.txt');
  expect(journeys[0]).toMatchObject({ why: 'dropped', verdict: 'suspect', identity: 'group-id' });
  expect(journeys[0]?.steps.map(({ component, edge }) => `${component}/${edge}`)).toEqual([
    '10/1',
    '20/2',
    '20/1',
    '21/2',
    '21/1',
    '40/1',
    '72/null',
  ]);
  expect(journeys[0]?.steps.at(-1)?.reason).toBe('INET: transport endpoint was not found');
});

it('a build without packet ids: both copies of a segment, by content', async () => {
  const { journeys = [], sequences = [] } = await journeysOf('26100/loss-recovered.txt');
  const [first] = journeys;
  expect(first).toMatchObject({ why: 'resent', verdict: null, identity: 'content' });
  expect(first?.steps.map(({ copy, line }) => [copy, line])).toEqual([
    [0, 14],
    [1, 32],
  ]);
  expect(sequences[0]?.directions[0]?.marks.map(({ kind, line }) => [kind, line])).toEqual([
    ['resent', 32],
    ['resent', 74],
  ]);
});

it('multicast noise has no story', async () => {
  const { journeys } = await journeysOf('26100/multicast-noise-only.txt');
  expect(journeys).toEqual([]);
});
