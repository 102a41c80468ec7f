import { describe, expect, test } from 'vitest';
import { CaseClock } from '../../src/aggregate/case-clock.js';
import { ConnectionTable, MAXIMUM_CONNECTIONS } from '../../src/aggregate/connection-table.js';
import { DistinctCounter, fingerprint } from '../../src/aggregate/distinct-counter.js';
import { FlowFacts } from '../../src/aggregate/flow-facts.js';
import { Flow } from '../../src/events/flow.js';
import { NO_POINT } from '../../src/events/point.js';
import { SnapshotEvent } from '../../src/events/snapshot-event.js';

/** One SYN from a port of its own, as a scan has them. */
function packet(port: number) {
  const event = new SnapshotEvent(0);
  event.line = port;
  event.ofDayNs = port * 1_000;
  event.point = { ...NO_POINT, direction: 'Tx' };
  const flow = new Flow('tcp', `192.0.2.${port % 200}`, port % 60_000, '198.51.100.7', 443);
  return { event: event.event, facts: new FlowFacts(flow) };
}

describe('more connections than are kept', () => {
  test('are all counted, in both numbers, and those with losses stay', () => {
    const table = new ConnectionTable();
    const many = MAXIMUM_CONNECTIONS * 3;
    for (let port = 0; port < many; port++) {
      const { event, facts } = packet(port);
      const connection = table.add(event, facts, port, true, () => 'line');
      if (port < 50 && connection !== null) connection.dropPackets = 1;
    }
    const kept = table.summaries(() => null, new CaseClock());
    expect(table.flows).toBe(many);
    expect(kept.length).toBeLessThanOrEqual(MAXIMUM_CONNECTIONS);
    expect(table.notKept + kept.length).toBe(many);
    expect(kept.filter(({ drops }) => drops.packets > 0)).toHaveLength(50);
  });

  test('that come again after they were forgotten count once', () => {
    const table = new ConnectionTable();
    const first = packet(0);
    table.add(first.event, first.facts, 0, true, () => 'line');
    for (let port = 1; port <= MAXIMUM_CONNECTIONS; port++) {
      const { event, facts } = packet(port);
      table.add(event, facts, port, true, () => 'line');
    }
    expect(first.facts.connection?.isForgotten).toBe(true);
    table.add(first.event, first.facts, MAXIMUM_CONNECTIONS + 1, true, () => 'line');
    expect(first.facts.connection?.isForgotten).toBe(false);
    expect(table.flows).toBe(MAXIMUM_CONNECTIONS + 1);
  });
});

test('distinct numbers are counted through all sizes of the table', () => {
  const counter = new DistinctCounter();
  for (let round = 0; round < 2; round++)
    for (let i = 0; i < 50_000; i++) counter.add(fingerprint(`tcp 192.0.2.${i % 250}:${i} 198.51.100.7:443`));
  expect(counter.count).toBe(50_000);
});
