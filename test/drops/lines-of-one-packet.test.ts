import { expect, it } from 'vitest';
import { CaseBuilder } from '../../src/aggregate/case-builder.js';
import type { DropEvent } from '../../src/events/packet.js';
import { datagramDrop } from '../stated/case.js';

const GROUP = { groupHigh: 0, groupLow: 7, packetNumber: 1, appearance: 1 };

function drop(reason: string, to: string, line: number): DropEvent {
  return { ...datagramDrop(0, 'Tx', reason, '192.0.2.5:50005', to, line), ...GROUP };
}

it('lines of one packet that name other ends, as behind NAT, are told of its first ones', () => {
  const builder = new CaseBuilder();
  builder.beginInput(0);
  const lines = [
    drop('INET: transport endpoint was not found', '198.51.100.27:443', 1),
    drop('INET: Inspection drop', '203.0.113.9:443', 3),
    { ...drop('Address resolution timeout', '198.51.100.27:443', 5), header: null },
  ];
  for (const line of lines) builder.add(line, () => 'text');
  const { drops, rows } = builder.finish([]);
  expect(drops).toMatchObject({ lines: 3, packets: 1, connections: 1 });
  expect(drops.byReason.map(({ connections }) => connections)).toEqual([1, 1, 1]);
  expect(rows).toMatchObject({ length: 3 });
  const remotes = [...(rows?.columns.conversation ?? [])].map((id) => rows?.conversations[id]?.remote);
  expect(new Set(remotes)).toEqual(new Set(['198.51.100.27:443']));
});
