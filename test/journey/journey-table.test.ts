import { describe, expect, it } from 'vitest';
import { CaseClock } from '../../src/aggregate/case-clock.js';
import type { DropGroup, Identity } from '../../src/aggregate/case.js';
import { textHash } from '../../src/aggregate/content-hash.js';
import { JourneyTable, MAXIMUM_JOURNEYS } from '../../src/aggregate/journey/journey-table.js';
import { NONE } from '../../src/aggregate/journey/snapshot-ring.js';
import { buildGroup } from '../render/report-builder.js';

interface Seen {
  readonly packet?: string;
  readonly segment?: number;
  readonly ms: number;
  readonly component: number;
  readonly reason?: string;
}

let line = 0;
function see(table: JourneyTable, { packet = 'p', segment = NONE, ms, component, reason }: Seen): number {
  line += 2;
  const at = Math.round(ms * 1_000) * 1_000;
  table.snapshot(
    packet,
    textHash(0, packet),
    segment,
    at,
    0,
    line,
    component,
    1,
    'Rx',
    reason ?? null,
    reason ? 0xe000460a : NONE,
  );
  return line;
}

const travelled = (identity: Identity = 'content', source = '192.0.2.31:50005') => ({
  identity,
  protocol: 'udp',
  source,
  destination: '192.0.2.10:53',
  packet: `${source} > 192.0.2.10.53: UDP, length 40`,
});

const NO_GROUPS: readonly DropGroup[] = [];
const components = (table: JourneyTable, index = 0) =>
  table.finish(NO_GROUPS, new CaseClock())[index]?.steps.map(({ component }) => component);

describe('the way of a dropped packet', () => {
  it('has the snapshots before the drop, in the order of the log, with their lines', () => {
    const table = new JourneyTable();
    const lines = [
      see(table, { ms: 1, component: 10 }),
      see(table, { ms: 1.01, component: 21 }),
      see(table, { ms: 1.02, component: 72, reason: 'Inspection drop' }),
    ];
    table.dropped('p', 0, 'kind', 'Inspection drop', travelled());
    const [journey] = table.finish(NO_GROUPS, new CaseClock());
    expect(journey?.steps.map((step) => step.line)).toEqual(lines);
    expect(journey?.steps.map(({ reason }) => reason)).toEqual([null, null, 'Inspection drop']);
  });

  it('goes on with the lines that follow from the drop', () => {
    const table = new JourneyTable();
    see(table, { ms: 1, component: 72, reason: 'INET: transport endpoint was not found' });
    table.dropped('p', 0, 'kind', 'INET: transport endpoint was not found', travelled());
    see(table, { ms: 1.005, component: 72, reason: 'Port unreachable' });
    see(table, { packet: 'other', ms: 1.006, component: 72 });
    expect(table.finish(NO_GROUPS, new CaseClock())[0]?.steps.map(({ reason }) => reason)).toEqual([
      'INET: transport endpoint was not found',
      'Port unreachable',
    ]);
  });

  it('does not take an older packet with equal content for the same one', () => {
    const table = new JourneyTable();
    see(table, { ms: 1, component: 10 });
    see(table, { ms: 1.01, component: 21 });
    see(table, { ms: 40, component: 10 });
    see(table, { ms: 40.01, component: 21 });
    see(table, { ms: 40.02, component: 72, reason: 'Inspection drop' });
    table.dropped('p', 0, 'kind', 'Inspection drop', travelled());
    expect(components(table)).toEqual([10, 21, 72]);
  });

  it('does not reach over a pause that no queue explains, unless the log gives the packet an id', () => {
    for (const [identity, expected] of [
      ['content', [72]],
      ['group-id', [10, 72]],
    ] as const) {
      const table = new JourneyTable();
      see(table, { ms: 1, component: 10 });
      see(table, { ms: 3_001, component: 72, reason: 'Address resolution timeout' });
      table.dropped('p', 0, 'kind', 'Address resolution timeout', travelled(identity));
      expect(components(table), identity).toEqual(expected);
    }
  });

  it('ends with its last snapshot: a later packet with equal content is another one', () => {
    const table = new JourneyTable();
    see(table, { ms: 1, component: 72, reason: 'Inspection drop' });
    table.dropped('p', 0, 'kind', 'Inspection drop', travelled());
    see(table, { ms: 500, component: 10 });
    expect(components(table)).toEqual([72]);
  });
});

describe('packets with equal content, without an id', () => {
  it('that follow a dropped one soon are others; a line for every socket is not', () => {
    const table = new JourneyTable();
    for (const ms of [0, 7]) {
      see(table, { ms, component: 10 });
      see(table, { ms: ms + 0.01, component: 72, reason: 'INET: transport endpoint was not found' });
      table.dropped('p', 0, 'kind', 'INET: transport endpoint was not found', travelled());
      see(table, { ms: ms + 0.02, component: 72, reason: 'INET: transport endpoint was not found' });
    }
    expect(
      table.finish(NO_GROUPS, new CaseClock()).map(({ steps }) => steps.map(({ component }) => component)),
    ).toEqual([
      [10, 72, 72],
      [10, 72, 72],
    ]);
  });
});

describe('a segment that was sent again', () => {
  it('is told with the copies before, numbered', () => {
    const table = new JourneyTable();
    for (const [copy, ms] of [0, 300, 900].entries()) {
      see(table, { packet: `copy ${copy}`, segment: 77, ms, component: 72 });
      see(table, { packet: `copy ${copy}`, segment: 77, ms: ms + 0.01, component: 10 });
      if (copy === 1) table.resent('copy 1', 0, 77, 'kind', travelled());
    }
    const [journey] = table.finish(NO_GROUPS, new CaseClock());
    expect(journey?.steps.map(({ component, copy }) => [copy, component])).toEqual([
      [0, 72],
      [0, 10],
      [1, 72],
      [1, 10],
    ]);
  });
});

describe('which ways are kept', () => {
  it('a copy that was dropped is told once, with the copies after it, and keeps its verdict', () => {
    const table = new JourneyTable();
    for (const [copy, ms] of [0, 1_000, 3_000].entries()) {
      const packet = `copy ${copy}`;
      see(table, { packet, segment: 77, ms, component: 10 });
      if (copy > 0) table.resent(packet, 0, 77, 'resent', travelled());
      see(table, { packet, segment: 77, ms: ms + 0.01, component: 57, reason: 'Filtered VLAN' });
      table.dropped(packet, 0, 'dropped', 'Filtered VLAN', travelled());
    }
    const groups = [
      buildGroup({ reason: 'Filtered VLAN', verdict: 'fault', source: '192.0.2.31', destination: '192.0.2.10' }),
    ];
    expect(
      table.finish(groups, new CaseClock()).map(({ why, verdict, steps }) => [why, verdict, steps.length]),
    ).toEqual([['resent', 'fault', 6]]);
  });

  it('two of each kind, and no more than the limit', () => {
    const table = new JourneyTable();
    for (let kind = 0; kind < 5_000; kind++) {
      for (let packet = 0; packet < 4; packet++) {
        const name = `${kind}/${packet}`;
        see(table, { packet: name, ms: kind * 200 + packet, component: 72, reason: 'x' });
        table.dropped(name, 0, `kind ${kind}`, 'x', travelled());
      }
    }
    expect(table.finish(NO_GROUPS, new CaseClock())).toHaveLength(MAXIMUM_JOURNEYS);
  });

  it('a line that follows from a drop is no kind of its own', () => {
    const table = new JourneyTable();
    for (let packet = 0; packet < 5; packet++) {
      const name = `packet ${packet}`;
      for (const [delay, reason] of ['Address resolution timeout', 'Address resolution failure'].entries()) {
        see(table, { packet: name, ms: packet * 1_000 + delay / 100, component: 72, reason });
        table.dropped(name, 0, reason, reason, travelled());
      }
    }
    expect(table.finish(NO_GROUPS, new CaseClock()).map(({ steps }) => steps.map(({ reason }) => reason))).toEqual(
      [0, 1].map(() => ['Address resolution timeout', 'Address resolution failure']),
    );
  });

  it('faults first, then suspects, packets sent again, harmless drops; the verdict is that of the drop in its context', () => {
    const table = new JourneyTable();
    const drop = (reason: string, source: string) => {
      see(table, { packet: reason, ms: 1, component: 72, reason });
      table.dropped(reason, 0, reason, reason, travelled('content', `${source}:50005`));
    };
    drop('harmless', '192.0.2.31');
    see(table, { packet: 'again', segment: 5, ms: 1, component: 10 });
    table.resent('again', 0, 5, 'again', travelled());
    drop('suspicious', '192.0.2.32');
    drop('harmful', '192.0.2.33');
    const group = (reason: string, verdict: DropGroup['verdict'], source: string) =>
      buildGroup({ reason, verdict, source, destination: '192.0.2.10' });
    const groups = [
      group('harmless', 'benign', '192.0.2.31'),
      group('suspicious', 'suspect', '192.0.2.32'),
      group('harmful', 'fault', '192.0.2.33'),
    ];
    expect(table.finish(groups, new CaseClock()).map(({ why, verdict }) => verdict ?? why)).toEqual([
      'fault',
      'suspect',
      'resent',
      'benign',
    ]);
  });

  it('forgets what nobody asked for: memory does not grow with the log', () => {
    const table = new JourneyTable();
    see(table, { packet: 'first', ms: 0, component: 1 });
    for (let index = 0; index < 20_000; index++) see(table, { packet: 'filler', ms: index / 1e6, component: 2 });
    see(table, { packet: 'first', ms: 0.03, component: 3, reason: 'x' });
    table.dropped('first', 0, 'kind', 'x', travelled());
    expect(components(table)).toEqual([3]);
  });

  it('a packet of megabytes is shown by its beginning', () => {
    const table = new JourneyTable();
    see(table, { ms: 1, component: 72, reason: 'x' });
    table.dropped('p', 0, 'kind', 'x', { ...travelled(), packet: 'A'.repeat(5_000_000) });
    expect(table.finish(NO_GROUPS, new CaseClock())[0]?.packet.length).toBeLessThan(1_000);
  });
});
