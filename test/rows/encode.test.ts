import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROW_KINDS } from '../../src/aggregate/rows/case-rows.js';
import { encodeRows } from '../../src/render/html/rows/encode-rows.js';
import { scopeOf } from '../../src/render/html/view.js';
import { decodeRows, readRows } from '../../templates/enhance/rows/decode-rows.js';
import { EventRows } from '../../templates/enhance/rows/event-rows.js';
import { START } from '../render/log-text.js';
import { buildCase, buildInput, buildReport } from '../render/report-builder.js';
import { buildManyRows } from './build-rows.js';

const rows = buildManyRows(5_000, 100_000);
const scope = scopeOf(buildReport({ case: buildCase({ rows }) }));

describe('rows packed for the page', () => {
  it('come out as they went in', async () => {
    const decoded = await decodeRows(encodeRows(rows, scope));
    const events = new EventRows(decoded);
    const midnight = START - (START % 86_400_000_000_000n);
    expect(events.length).toBe(rows.length);
    for (let row = 0; row < rows.length; row += 97) {
      const { columns } = rows;
      const conversation = rows.conversations[columns.conversation[row] ?? 0];
      expect(BigInt(Math.round((events.timeMs[row] ?? 0) * 1e6)) + midnight).toBe(columns.at[row]);
      expect(decoded.head.whats[decoded.columns.what[row] ?? 0]?.kind).toBe(columns.kind[row]);
      expect(events.text('local', row)).toBe(conversation?.local);
      expect(events.text('remote', row)).toBe(conversation?.remote);
      expect(events.bytes(row)).toBe(columns.bytes[row] === -1 ? null : columns.bytes[row]);
      expect(events.record(row)).toBe(`PktMon.txt:${columns.line[row]}`);
      expect(events.text('direction', row)).toBe(rows.directions[columns.direction[row] ?? 0]);
    }
    expect(events.text('what', 0)).toMatch(/^(Address resolution timeout|INET: |228)/);
    expect(events.texts.location.texts).toContain('0xDEADBEEF');
    expect(events.texts.component.texts).toContain('e1dn.sys (12)');
  });

  it('are the same bytes every time, without a time or a system in their head', () => {
    const packed = encodeRows(rows, scope);
    expect(encodeRows(buildManyRows(5_000, 100_000), scope)).toBe(packed);
    const bytes = Buffer.from(packed, 'base64');
    // RFC 1950: deflate with a window of 32 kB, and a check of the head alone.
    expect(bytes[0]).toBe(0x78);
    expect(bytes.readUInt16BE(0) % 31).toBe(0);
  });

  it('carry the counts of rows that are not here', async () => {
    const cut = buildManyRows(5_000, 1_000);
    const { head } = await decodeRows(encodeRows(cut, scope));
    expect(head).toMatchObject({ length: 1_000, total: 5_000 });
    const packets = head.series?.counts.flatMap(({ perBucket }) => perBucket).reduce((sum, one) => sum + one, 0);
    expect(packets).toBe(5_000);
    expect(head.series?.counts.every(({ what }) => head.whats[what] !== undefined)).toBe(true);
  });

  it('say what is wrong with damaged data', () => {
    const bytes = inflateSync(Buffer.from(encodeRows(rows, scope), 'base64'));
    expect(() => readRows(bytes.subarray(0, bytes.length - 10))).toThrow('cut off');
  });

  it('know the times that no input covers', async () => {
    const minute = 60_000_000_000n;
    const gapped = scopeOf(
      buildReport({
        case: buildCase({
          rows,
          inputs: [
            buildInput({ firstTime: START, lastTime: START + minute }),
            buildInput({ firstTime: START + 10n * minute, lastTime: START + 11n * minute }),
            buildInput({ firstTime: START + 30n * 1_000_000_000n, lastTime: START + 2n * minute }),
          ],
        }),
      }),
    );
    const { head } = await decodeRows(encodeRows(rows, gapped));
    expect(head.holes.map(({ from, to }) => to - from)).toEqual([8 * 60_000]);
  });

  it('tell the kinds by the places that the page expects', () => {
    expect(ROW_KINDS).toEqual(['drop', 'retransmission', 'stated-drop', 'stated-retransmission']);
  });
});
