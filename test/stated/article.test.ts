import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyzed } from '../scenario-nettrace/analyzed.js';

/** Microsoft's article on packet loss stands beside the project and is no part of it. */
const ARTICLE = path.resolve(import.meta.dirname, '../../../shared/articles/diagnose-packet-loss.md');

describe.skipIf(!existsSync(ARTICLE))("the retransmission of Microsoft's article on packet loss", () => {
  test('is one tail loss probe of 1,460 bytes, not two, three or four retransmissions', async () => {
    const lines = readFileSync(ARTICLE, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.includes('[Microsoft-Windows-TCPIP]'))
      // The article leaves the time out.
      .map((line, index) => line.replace('<DateTime>', `2025/03/27-16:12:19.93710${index}000`));
    const { report } = await analyzed({ 'NetTrace.txt': Buffer.from(`${lines.join('\r\n')}\r\n`) });
    const [connection, ...others] = report.case.connections;
    expect(others).toEqual([]);
    expect(connection?.local).toMatch(/:55330$/);
    expect(connection?.remote).toMatch(/:443$/);
    expect(connection?.stated?.retransmits).toMatchObject({ events: 1, segments: 1, bytes: 1460, tlp: 1, rto: 0 });
    expect(report.case.stackDrops).toMatchObject({ packets: 1, byReason: [{ code: 909 }] });
  });
});
