import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { jsonDocument, renderJson, renderNdjson } from '../../src/render/index.js';
import { HOSTILE_TEXTS, hostileReport } from './hostile.js';
import { buildCase, buildConnection, buildEmptyReport, buildReport, buildTcpConnection } from './report-builder.js';

const schema = JSON.parse(
  readFileSync(new URL('../../src/render/json/schema.json', import.meta.url), 'utf8'),
) as object;

/** The schema allows unknown keys, so that keys can be added; here an undescribed key is an error. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, closed(value)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const describesObject = 'required' in copy && 'properties' in copy && !('additionalProperties' in copy);
  return describesObject ? { ...copy, additionalProperties: false } : copy;
}

function errorsOf(report: Parameters<typeof renderJson>[0], against: object) {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(against);
  validate(JSON.parse(renderJson(report)));
  return validate.errors ?? [];
}

const reports = {
  'a full report': buildReport(),
  'an empty report': buildEmptyReport(),
  'a log without dates': buildReport({
    case: buildCase({
      connections: [buildConnection({ firstTime: 5n, lastTime: 9_000_000_000n })],
    }),
  }),
  'hostile texts': hostileReport(HOSTILE_TEXTS['script'] ?? ''),
};

describe.each(Object.entries(reports))('the JSON of %s', (_name, report) => {
  it('is written piece by piece as it would be in one', () => {
    expect(renderJson(report)).toBe(`${JSON.stringify(jsonDocument(report), null, 2)}\n`);
  });

  it('fulfils the schema', () => {
    expect(errorsOf(report, schema)).toEqual([]);
  });

  it('has no key that the schema does not describe', () => {
    expect(errorsOf(report, closed(schema) as object)).toEqual([]);
  });

  it('is the same bytes every time, two blanks of indent, a line break at the end', () => {
    const text = renderJson(report);
    expect(renderJson(report)).toBe(text);
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });
});

describe('the JSON document', () => {
  const document = JSON.parse(renderJson(buildReport({ top: 1 }))) as {
    connections: { firstTime: string; retransmits: unknown }[];
    findings: unknown[];
    drops: { selfCheck: unknown; noisePackets: number; groups: { location: string }[] };
    inputs: { firstTime: string }[];
  };

  it('is complete whatever the limit for tables is', () => {
    expect(document.connections).toHaveLength(3);
    expect(document.findings).toHaveLength(3);
  });

  it('writes times with nine digits and the offset of the capture', () => {
    expect(document.inputs[0]?.firstTime).toBe('2025-03-27T16:10:34.000000000+01:00');
    expect(document.connections[0]?.firstTime).toBe('2025-03-27T16:10:37.000000000+01:00');
  });

  it('says null, not zero, for what was not measured', () => {
    expect(document.connections[0]?.retransmits).toBeNull();
  });

  it('carries the self-check, the noise and locations as the logs print them', () => {
    expect(document.drops.selfCheck).toEqual({ counted: 3428, counters: 3428, agrees: true });
    expect(document.drops.noisePackets).toBe(751);
    expect(document.drops.groups[0]?.location).toBe('0xE0004219');
  });
});

describe('the JSON of packets that were followed', () => {
  interface Document {
    packetJourneys: { why: string; stepsNotKept: number; steps: { at: string; location: string | null }[] }[] | null;
    connections: { sequence: { from: string; directions: object[] } | null }[];
  }
  const documentOf = (changes: Parameters<typeof buildCase>[0] = {}) =>
    JSON.parse(renderJson(buildReport({ case: buildCase(changes), top: 1 }))) as Document;

  it('carries every packet journey, each step with its time and place', () => {
    const { packetJourneys } = documentOf();
    expect(packetJourneys?.map(({ why, stepsNotKept }) => [why, stepsNotKept])).toEqual([
      ['dropped', 0],
      ['resent', 3],
    ]);
    expect(packetJourneys?.[0]?.steps[2]).toEqual({
      at: '2025-03-27T16:10:34.000009100+01:00',
      input: 0,
      line: 1_234,
      component: 49,
      edge: null,
      direction: 'Tx',
      copy: 0,
      reason: 'Address resolution timeout',
      location: '0xE000413C',
    });
  });

  it('carries the sequence numbers of a connection as columns, with how far they are thinned', () => {
    const { connections } = documentOf();
    expect(connections[0]?.sequence).toBeNull();
    expect(connections[1]?.sequence?.from).toBe('2025-03-27T16:10:34.000000000+01:00');
    expect(connections[1]?.sequence?.directions[0]).toMatchObject({
      sender: '192.0.2.5:55330',
      sent: { ms: [0, 100, 150, 300, 1_000], bytes: [0, 1_000, 500, 4_000, 10_000] },
      everySent: 4,
      marks: [{ kind: 'resent', ms: 300, bytes: 4_000, input: 0, line: 9_001 }, { kind: 'dropped' }],
      marksNotKept: 2,
    });
  });

  it('is bounded as the page is: the course of the 50 first connections', () => {
    const withCourse = documentOf({ connections: Array.from({ length: 60 }, () => buildTcpConnection()) });
    expect(withCourse.connections.map(({ sequence }) => sequence !== null)).toEqual([
      ...Array<boolean>(50).fill(true),
      ...Array<boolean>(10).fill(false),
    ]);
  });

  it('says null where no packet line was followed', () => {
    const empty = JSON.parse(renderJson(buildEmptyReport())) as Document;
    expect(empty.packetJourneys).toBeNull();
  });
});

describe('the JSON of a case with a NetTrace', () => {
  const document = JSON.parse(renderJson(buildReport())) as {
    inputs: { notes: string[] }[];
    clockNotes: string[];
    stackDrops: { alsoInPktMon: number; byReason: { interfaces: object }[] };
    stackEvents: { neighbors: { mac: string; firstTime: string }[]; unattached: number };
    neighbours: { unansweredAtEnd: number; lastTime: string }[];
    connections: {
      stackDrops: { packets: number };
      stated: {
        congestionWindow: { series: { at: string; bytes: number }[] };
        zeroWindowsBy: string;
        selfCheck: { agrees: boolean; stated: { bytesSent: number } };
        retransmissions: { explainedBy: { by: string; at: string; evidence: { text: string | null } } }[];
      };
    }[];
  };

  it('carries what the stack states beside what packets show', () => {
    expect(document.inputs[0]?.notes).toEqual(['Dates are read as day, month, year.']);
    expect(document.clockNotes).toHaveLength(1);
    expect(document.stackDrops.alsoInPktMon).toBe(1);
    expect(document.stackDrops.byReason[0]?.interfaces).toEqual({ 13: 4 });
    expect(document.stackEvents.neighbors[0]).toMatchObject({
      mac: '00-00-5E-00-53-01',
      firstTime: '2025-03-27T16:10:34.000000000+01:00',
    });
    expect(document.stackEvents.unattached).toBe(12);
    expect(document.neighbours[0]).toMatchObject({
      unansweredAtEnd: 9,
      lastTime: '2025-03-27T16:12:04.000000000+01:00',
    });
  });

  it('links a retransmission to the drop that explains it', () => {
    const { stated, stackDrops } = document.connections[1] ?? {};
    expect(stackDrops?.packets).toBe(1);
    expect(stated?.congestionWindow.series).toHaveLength(4);
    expect(stated?.zeroWindowsBy).toBe('remote');
    expect(stated?.selfCheck).toMatchObject({ agrees: false, stated: { bytesSent: 50_000 } });
    const [bySequence, byTime] = stated?.retransmissions.map(({ explainedBy }) => explainedBy) ?? [];
    expect(bySequence).toMatchObject({ by: 'sequence', at: '2025-03-27T16:11:03.000000000+01:00' });
    expect(bySequence?.evidence.text).toContain('Address resolution timeout');
    expect(byTime?.evidence.text).toBeNull();
  });

  it('is still valid without any of the keys that were added later', () => {
    const { stackDrops: _drops, stackEvents: _events, neighbours: _asked, clockNotes: _notes, ...old } = document;
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    expect(validate(old)).toBe(true);
  });
});

describe('NDJSON', () => {
  it('has one typed object per line, everything of the document in it', () => {
    const rows = renderNdjson(buildReport())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; componentType?: string });
    const counts = new Map<string, number>();
    for (const { type } of rows) counts.set(type, (counts.get(type) ?? 0) + 1);
    expect([...counts]).toEqual([
      ['report', 1],
      ['verdict', 1],
      ['input', 1],
      ['finding', 3],
      ['reason', 4],
      ['dropGroup', 2],
      ['stackDropReason', 2],
      ['stackDropGroup', 1],
      ['stackEvent', 8],
      ['connection', 3],
      ['packetJourney', 2],
      ['neighbour', 1],
      ['component', 2],
      ['filter', 1],
    ]);
    expect(rows.find(({ type }) => type === 'component')?.componentType).toBe('Protocol');
  });
});
