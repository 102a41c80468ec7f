import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { isoTime } from '../../src/base/time.js';
import { analyze } from '../../src/pipeline.js';
import { temporaryFile } from '../pipeline/temporary-file.js';

const LRM = '\u200e';
/** Old netsh on a German machine: marks in the date, umlauts in a name. */
const LOG = [
  `[2]0A1C.2B3C::${LRM}2016${LRM}-${LRM}03${LRM}-${LRM}30 08:15:05.250 [Microsoft-Windows-TCPIP]TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.5:50123 remote=203.0.113.9:443) connect attempt failed with status = Zeitüberschreitung beim Gerät..`,
  `[1]0A1C.2B3C::${LRM}2016${LRM}-${LRM}03${LRM}-${LRM}30 08:15:09.250 []***`,
  `[0]0000.0000::${LRM}2016${LRM}-${LRM}03${LRM}-${LRM}30 09:40:10.000 [Microsoft-Windows-TCPIP]TCP: Connection 0xFFFFA98C1E2D4050 0(RetransmitTimer) timer has expired.`,
  '',
].join('\r\n');

test.each([
  ['UTF-16LE with mark', iconv.encode(LOG, 'utf-16le', { addBOM: true })],
  ['UTF-16LE without mark', iconv.encode(LOG, 'utf-16le', { addBOM: false })],
  ['UTF-8', Buffer.from(LOG)],
  ['UTF-8 with mark', Buffer.from(`\uFEFF${LOG}`)],
  ['UTF-8 with LF', Buffer.from(LOG.replaceAll('\r\n', '\n'))],
  // A code page has no U+200E: editors write question marks.
  ['Windows-1252', iconv.encode(LOG.replaceAll(LRM, '?'), 'windows-1252')],
  ['code page 850', iconv.encode(LOG.replaceAll(LRM, '?'), 'cp850')],
])('NetTrace.txt in %s gives the same events at the same times', async (_, bytes) => {
  const { report, failures } = await analyze([{ path: temporaryFile(bytes, 'NetTrace.txt') }]);
  expect(failures).toEqual([]);
  const [input] = report.case.inputs;
  expect(input).toMatchObject({
    format: 'nettrace-text',
    lines: 3,
    ledger: { event: 2, detail: 0, otherProvider: 1, unparsed: 0 },
    notes: ['Dates are read as year/month/day: the year stands first.'],
  });
  expect([input?.firstTime, input?.lastTime].map((at) => isoTime(at ?? 0n))).toEqual([
    '2016-03-30T08:15:05.250000000',
    '2016-03-30T09:40:10.000000000',
  ]);
});
