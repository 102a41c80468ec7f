import { describe, expect, test } from 'vitest';
import { isoTime } from '../../src/base/time.js';
import { route } from '../read-cases.js';
import { onlyEvent } from './read-lines.js';

const BODY = 'TCP: Connection 0xFFFFA98C1E2D4050 0(RetransmitTimer) timer has expired.';
const LRM = '\u200e';

describe('a line begins as netsh, tracefmt or pktmon of any build print it', () => {
  test.each([
    [
      'netsh of Windows 10 2004 and later',
      '[30]0000.0000::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]',
      '2026-03-27T12:30:13.500003800',
    ],
    [
      'a process id of six digits',
      '[2]01AA1C.2DE4::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]',
      '2026-03-27T12:30:13.500003800',
    ],
    [
      'older netsh with its direction marks',
      `[2]0A1C.2B3C::${LRM}2016${LRM}-${LRM}03${LRM}-${LRM}30 08:15:05.250 [Microsoft-Windows-TCPIP]`,
      '2016-03-30T08:15:05.250000000',
    ],
    [
      'the marks saved as question marks',
      '[2]0A1C.2B3C::?2016?-?03?-?30 08:15:05.250 [Microsoft-Windows-TCPIP]',
      '2016-03-30T08:15:05.250000000',
    ],
    [
      'the marks read as Windows-1252',
      '[2]0A1C.2B3C::â€Ž2016â€Ž-â€Ž03â€Ž-â€Ž30 08:15:05.250 [Microsoft-Windows-TCPIP]',
      '2016-03-30T08:15:05.250000000',
    ],
    [
      'the marks taken out',
      '[2]0A1C.2B3C::2016-03-30 08:15:05.250 [Microsoft-Windows-TCPIP]',
      '2016-03-30T08:15:05.250000000',
    ],
    [
      'a German date',
      '[2]0A1C.2B3C::30.03.2016 08:15:05.250 [Microsoft-Windows-TCPIP]',
      '2016-03-30T08:15:05.250000000',
    ],
    [
      'a British date',
      '[2]0A1C.2B3C::30/03/2016 08:15:05.250 [Microsoft-Windows-TCPIP]',
      '2016-03-30T08:15:05.250000000',
    ],
    [
      'a US date and a 12-hour clock',
      '[2]0A1C.2B3C::3/30/2016 8:15:05.250 PM [Microsoft-Windows-TCPIP]',
      '2016-03-30T20:15:05.250000000',
    ],
    [
      'a Hungarian date',
      '[2]0A1C.2B3C::2016.03.30 8:15:05.250 [Microsoft-Windows-TCPIP]',
      '2016-03-30T08:15:05.250000000',
    ],
    ['tracefmt', '[0]0B10.16A0::03/30/2016-20:00:50.250 [Microsoft-Windows-TCPIP]', '2016-03-30T20:00:50.250000000'],
    [
      'tracefmt with two digits of the year and blanks',
      '[0] 0B10.16A0:: 03/30/16-20:00:50.2501234 [Microsoft-Windows-TCPIP]',
      '2016-03-30T20:00:50.250123400',
    ],
    [
      'pktmon',
      '[02]0A1C.2B3C::2026-03-27 12:30:13.500003800 [Microsoft-Windows-TCPIP] ',
      '2026-03-27T12:30:13.500003800',
    ],
    [
      'pktmon with metadata',
      '[02]0A1C.2B3C::2026-03-27 12:30:13.500003800 [Microsoft-Windows-TCPIP] Level: 5, Keyword: 0x8000000000000200, Info: ',
      '2026-03-27T12:30:13.500003800',
    ],
    ['pktmon in real time', '12:30:13.500003800 [Microsoft-Windows-TCPIP] ', '12:30:13.500003800'],
    [
      'TextAnalysisTool with its line numbers',
      '1234 [2]0F10.1010::2018-09-17 10:22:14.250 [Microsoft-Windows-TCPIP]',
      '2018-09-17T10:22:14.250000000',
    ],
    [
      'TextAnalysisTool with a tab',
      '1234\t[2]0F10.1010::2018-09-17 10:22:14.250 [Microsoft-Windows-TCPIP]',
      '2018-09-17T10:22:14.250000000',
    ],
  ])('%s', (_, prefix, time) => {
    const event = onlyEvent([prefix + BODY]);
    expect(isoTime(event.at)).toBe(time);
    expect(event).toMatchObject({
      kind: 'tcp',
      what: 'timer',
      step: 'expired',
      tcb: 'FFFFA98C1E2D4050',
      timer: 'RetransmitTimer',
    });
  });

  test('the process of the prefix is hexadecimal, and not the owner', () => {
    expect(onlyEvent([`[2]0A1C.2B3C::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]${BODY}`])).toMatchObject({
      contextPid: 0xa1c,
      pid: null,
    });
  });

  test('a line of documentation without a time has the time of the line before it', () => {
    const { events } = route([
      `[2]0A1C.2B3C::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]${BODY}`,
      `[31]0000.0000::<DateTime> [Microsoft-Windows-TCPIP]${BODY}`,
    ]);
    expect(events.map(({ at }) => isoTime(at))).toEqual(
      Array.from({ length: 2 }, () => '2026-03-27T12:30:13.500003800'),
    );
  });
});

describe('the order of dates is decided once per file, and said', () => {
  const days = (...dates: string[]) => {
    const { events, routed } = route(
      dates.map((date) => `[2]0A1C.2B3C::${date} 08:15:05.250 [Microsoft-Windows-TCPIP]${BODY}`),
    );
    return { days: events.map(({ at }) => isoTime(at).slice(0, 10)), notes: routed.notes };
  };

  test.each([
    ['2016/03/04', '2016-03-04', 'Dates are read as year/month/day: the year stands first.'],
    ['30/03/2016', '2016-03-30', 'Dates are read as day/month/year: there is no month 30.'],
    ['03/30/2016', '2016-03-30', 'Dates are read as month/day/year: there is no month 30.'],
    ['04.03.2016', '2016-03-04', 'Dates are read as day/month/year: assumed, no date of the file tells.'],
    ['03/04/2016', '2016-03-04', 'Dates are read as month/day/year: assumed, no date of the file tells.'],
  ])('%s is %s', (printed, day, note) => {
    expect(days(printed)).toEqual({ days: [day], notes: [note] });
  });

  test('a decided order stays; a date that has no place in it is no date', () => {
    expect(days('30/03/2016', '01/04/2016').days).toEqual(['2016-03-30', '2016-04-01']);
  });

  test('an assumption falls with the first date that contradicts it', () => {
    const { days: read, notes } = days('12/03/2016', '13/03/2016', '01/04/2016');
    expect(read).toEqual(['2016-12-03', '2016-03-13', '2016-04-01']);
    expect(notes).toHaveLength(2);
    expect(notes[1]).toContain('day/month/year: there is no month 13');
  });
});

describe('records that hold nothing to read are counted under a name', () => {
  test.each([
    ['[1]0A1C.2B3C::2026/03/27-08:15:09.250000000 []***', 'not decoded: []***'],
    ['[0]0800.2C00::2026/03/27-18:55:06.250848300 [nt]NSI: Enter>>Nsi.', 'nt (WPP)'],
    ['[2]0000.0000::2026/03/27-04:45:54.250287900 [wfpex] FilterReceive:321', 'wfpex (WPP)'],
    [
      '[2]1C00.1B00::2026/03/27-19:45:16.250726200 [SomeProvider]{"Message":"x","meta":{"event":"y"}}',
      'SomeProvider (TraceLogging)',
    ],
    ['4321 [003] 03/10/2026-13:56:14.250:{"Message":"Hello"}', 'tracefmt with a prefix of its own'],
    ['[2]0004.0F00::2026/03/27-10:30:22.250024000 [Unknown]whatever', 'Unknown'],
    [
      '[0]0004.0F00::2026/03/27-10:30:22.250024000 [Microsoft-Windows-TCPIP]IP: A sentence of a newer build.',
      'Microsoft-Windows-TCPIP',
    ],
    [
      '[0]0004.0F00::2026/03/27-10:30:22.250024000 [Microsoft-Windows-NDIS-PacketCapture]Packet Fragment (1514 bytes), MiniportIfIndex 12, LowerIfIndex 12',
      'Microsoft-Windows-NDIS-PacketCapture',
    ],
  ])('%s', (line, provider) => {
    const { events, routed } = route([line]);
    expect(events).toEqual([]);
    expect(routed.otherProviders).toEqual([{ provider, lines: 1 }]);
    expect(routed.ledger).toMatchObject({ otherProvider: 1, unparsed: 0 });
  });
});
