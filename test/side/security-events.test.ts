import { describe, expect, test } from 'vitest';
import type { BlockedFact } from '../../src/events/side/blocked.js';
import { parseSideTime } from '../../src/formats/side-time.js';
import {
  copiedText,
  eventViewerCsv,
  eventXml,
  EVENTS,
  forwarderJson,
  GERMAN,
  message,
  type SecurityEvent,
} from '../scenario-side/security-events.js';
import { factsOf, only } from './read-facts.js';

/** What every export states of an event; times differ in precision and zone. */
function expected(event: SecurityEvent): Partial<BlockedFact> {
  return {
    direction: 'in',
    protocol: event.protocol === 6 ? 'tcp' : 'udp',
    source: event.source[0],
    sourcePort: event.source[1],
    destination: event.destination[0],
    destinationPort: event.destination[1],
    pid: event.pid,
    application: event.application,
    filterId: String(event.filterId),
    origin: event.origin ?? null,
    layerId: event.layer[2],
  };
}

const json = forwarderJson(EVENTS);
const objects = json
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('events 5152 are the same from', () => {
  test.each([
    ['XML', eventXml(EVENTS), 'utc'],
    ['XML without a root', eventXml(EVENTS).replace(/<\?xml[^>]*>\n<Events>|<\/Events>/g, ''), 'utc'],
    ['JSON lines', json, 'utc'],
    ['a JSON array, pretty-printed', JSON.stringify(objects, null, 2), 'utc'],
    [
      'JSON around a list',
      JSON.stringify({ took: 3, hits: { hits: objects.map((one) => ({ _source: one })) } }),
      'utc',
    ],
    [
      'JSON of Winlogbeat',
      objects
        .map((one) =>
          JSON.stringify({
            '@timestamp': one['TimeCreated'],
            winlog: { event_id: one['EventID'], process: { pid: 4 }, event_data: one },
          }),
        )
        .join('\n'),
      'utc',
    ],
    [
      'JSON of ConvertTo-Json, where only the message has the fields',
      JSON.stringify(
        EVENTS.map((event, at) => ({
          Id: 5152,
          ProcessId: 4,
          RecordId: at,
          Properties: [{ Value: 1 }],
          TimeCreated: `/Date(${Date.parse(`${event.at}Z`)})/`,
          Message: message(event),
        })),
      ),
      'utc',
    ],
    ['CSV of Event Viewer', eventViewerCsv(EVENTS), 'local'],
    ['CSV of Event Viewer in German', eventViewerCsv(EVENTS, GERMAN), 'local'],
    ['CSV with a column for each field', csvOfFields(), 'utc'],
    ['CSV with semicolons', csvOfFields(';'), 'utc'],
    ['copied text', copiedText(EVENTS), 'local'],
    [
      'syslog',
      EVENTS.map(
        (event) =>
          `${event.at}Z host AUDIT_FAILURE 5152 ${message(event).replaceAll('\r\n', '#015#012').replaceAll('\t', '#011')}`,
      ).join('\n'),
      'utc',
    ],
  ])('%s', async (_, text, zone) => {
    const { read, facts } = await factsOf(text);
    expect(read).toMatchObject({ format: 'security-5152', problems: [] });
    const blocked = only(facts, 'blocked');
    expect(blocked).toMatchObject(EVENTS.map(expected));
    for (const [at, { time, eventId }] of blocked.entries()) {
      expect(eventId).toBe(5152);
      expect(time?.zone).toBe(zone);
      const utc = BigInt(Date.parse(`${EVENTS[at]?.at}Z`)) * 1_000_000n;
      const local = (utc / 1_000_000_000n) * 1_000_000_000n + 3_600_000_000_000n;
      expect(time?.at).toBe(zone === 'utc' ? utc : local);
    }
  });
});

function csvOfFields(delimiter = ','): string {
  const names = [
    'TimeCreated',
    'EventID',
    ...Object.keys(objects[0] ?? {}).filter((name) =>
      /^(?:Process|Appl|Dire|Source|Dest|Proto|Filter|Layer)/.test(name),
    ),
  ];
  const rows = objects.map((one) => names.map((name) => `"${String(one[name])}"`).join(delimiter));
  return `${names.join(delimiter)}\r\n${rows.join('\r\n')}\r\n`;
}

describe('lines', () => {
  test('evidence of a CSV record is where it begins, with its text', async () => {
    const text = eventViewerCsv(EVENTS);
    const lines = text.split('\r\n');
    for (const { line, text: record } of only((await factsOf(text)).facts, 'blocked')) {
      expect(lines[line - 1]).toMatch(/^Information,3\/2\/2026/);
      expect(record.split('\n')[0]).toBe(lines[line - 1]);
    }
  });

  test('a connection is told from a packet by its event', async () => {
    const { facts } = await factsOf(eventXml([{ ...(EVENTS[0] as SecurityEvent), id: 5157 }]));
    expect(only(facts, 'blocked')).toMatchObject([{ what: 'connection', eventId: 5157 }]);
  });

  test('other events of the log are left out', async () => {
    const logon = JSON.stringify({
      EventID: 4624,
      TimeCreated: '2026-03-02T08:15:00Z',
      Message: 'An account was logged on.',
    });
    const { facts } = await factsOf(`${logon}\n${json}`);
    expect(facts).toHaveLength(EVENTS.length);
  });
});

describe('broken exports', () => {
  test('JSON that ends within an object', async () => {
    const { read, facts } = await factsOf(json.slice(0, -200));
    expect(facts).toHaveLength(EVENTS.length - 1);
    expect(read?.failure?.message).toMatch(/ends within an object \(line 12\): it is cut/);
  });

  test('a line that is no JSON', async () => {
    const { read, facts } = await factsOf(json.replace('"EventID":5152', '"EventID":5152,,'));
    expect(facts).toHaveLength(EVENTS.length - 1);
    expect(read?.failure?.message).toContain('1 object is no JSON, first at line 1');
  });

  test('CSV whose last quote has no end', async () => {
    const text = eventViewerCsv(EVENTS);
    const { read, facts } = await factsOf(text.slice(0, text.lastIndexOf('Filter Information')));
    expect(facts).toHaveLength(EVENTS.length - 1);
    expect(read?.failure?.message).toContain('a quoted cell has no end');
  });

  test('a cell without end does not take the memory', async () => {
    const { read, facts } = await factsOf(`${eventViewerCsv(EVENTS.slice(0, 1))}x,"${'y\n'.repeat(3 * 1024 * 1024)}`);
    expect(facts).toHaveLength(1);
    expect(read?.failure?.message).toContain('a quoted cell has no end');
  });

  test('XML that is cut', async () => {
    const { read, facts } = await factsOf(eventXml(EVENTS).slice(0, -300));
    expect(facts).toHaveLength(EVENTS.length - 1);
    expect(read?.failure?.message).toContain('it is cut');
  });
});

describe('times', () => {
  test.each([
    ['2026-03-02T08:15:00.624Z', '2026-03-02T08:15:00.624Z', 'utc'],
    ['2026-03-02T14:00:00.624+05:45', '2026-03-02T08:15:00.624Z', 'utc'],
    ['/Date(1772439300624)/', '2026-03-02T08:15:00.624Z', 'utc'],
    ['2026-03-02 09:15:00', '2026-03-02T09:15:00Z', 'local'],
    ['3/2/2026 9:15:00 AM', '2026-03-02T09:15:00Z', 'local'],
    ['3/2/2026 9:15:00\u202fPM', '2026-03-02T21:15:00Z', 'local'],
    ['3/2/2026 12:15:00 AM', '2026-03-02T00:15:00Z', 'local'],
    ['02.03.2026 09:15:00', '2026-03-02T09:15:00Z', 'local'],
    ['02/03/2026 09:15:00', '2026-03-02T09:15:00Z', 'local'],
    ['2026/03/02 9:15:00', '2026-03-02T09:15:00Z', 'local'],
  ])('%s', (printed, iso, zone) => {
    expect(parseSideTime(printed)).toEqual({ at: BigInt(Date.parse(iso)) * 1_000_000n, zone });
  });

  test.each(['', 'yesterday', '2026-13-02T08:15:00Z', '32.03.2026 09:15:00', '5152'])('%s is none', (printed) => {
    expect(parseSideTime(printed)).toBeNull();
  });
});
