import { describe, expect, test } from 'vitest';
import { logClock } from './clock.js';
import { PktMonLog } from './pktmon-log.js';
import { languageLog } from './samples/languages.js';
import { allSamples } from './samples/index.js';
import { udp } from './udp-packets.js';

const LOST = { reason: 'INET: transport endpoint was not found', location: '0xE000460A' };
const datagram = udp(
  { source: '192.0.2.31', sourcePort: 50005, destination: '192.0.2.10', destinationPort: 50005 },
  374,
);
const lines = (log: PktMonLog) => log.text().split(/\r?\n/);
const sum = (texts: readonly string[], label: RegExp) =>
  texts.reduce((total, text) => total + Number(label.exec(text)?.[1] ?? 0), 0);

describe('a written log', () => {
  test('has the drop line of the format document, blank by blank', () => {
    const log = new PktMonLog({ startedAt: '2026-03-02T09:15:00.2242602' });
    log.drop(100, datagram, 'Rx', [LOST]);
    expect(lines(log).slice(3, 5)).toEqual([
      expect.stringMatching(
        /^\[02\][0-9A-F]{4}\.[0-9A-F]{4}::2026-03-02 09:15:00\.324260200 \[Microsoft-Windows-PktMon\] Drop: PktGroupId 562949953421313, PktNumber 1, Appearance 0, Direction Rx , Type IP , Component 72, Filter 0, DropReason INET: transport endpoint was not found , DropLocation 0xE000460A, OriginalSize 402, LoggedSize 148 $/,
      ),
      '\tDrop: ip: 192.0.2.31.50005 > 192.0.2.10.50005: UDP, length 374',
    ]);
  });

  test.each(
    allSamples()
      .filter((sample) => sample.log.options.overwrittenUntilMs === 0)
      .map((sample) => [sample.path, sample.log] as const),
  )('%s: drop counters add up to the drop lines', (_, log) => {
    if (log.options.language !== 'en' || log.options.prefix === 'time') return;
    const counters = lines(log).filter(
      (line) => line.includes('] Drop Counters: ') || line.includes(': Drop Counters: '),
    );
    expect(sum(counters, /Packets In (\d+)/) + sum(counters, /Packets Out (\d+)/)).toBe(log.written().dropLines);
  });

  test('has lines in order of time, the header first and the rundown last', () => {
    const stamps = lines(languageLog('en', 26100)).flatMap((line) => /^\[\d+\]\S+ (\S+) \[/.exec(line)?.[1] ?? []);
    expect(stamps.length).toBeGreaterThan(50);
    expect(stamps).toEqual(stamps.toSorted());
  });

  test('shares PktGroupId among snapshots in the old generation only', () => {
    const idsOf = (build: number) => {
      const log = new PktMonLog({ build });
      log.packet(5, datagram, 'Rx', { drops: [LOST] });
      const rows = lines(log)
        .flatMap((line) => [/PktGroupId (\d+), PktNumber 1, Appearance (\d+)/.exec(line)?.slice(1) ?? []])
        .filter((row) => row.length > 0);
      return {
        ids: new Set(rows.map(([id]) => id)).size,
        appearances: rows.map(([, appearance]) => Number(appearance)),
      };
    };
    expect(idsOf(20348)).toEqual({ ids: 1, appearances: [1, 2, 3, 4, 5, 6, 7] });
    expect(idsOf(26100)).toEqual({ ids: 7, appearances: [0, 0, 0, 0, 0, 0, 0] });
  });

  test('prints FILETIMEs that give the time zone of the stamps', () => {
    // 134131195832242602 is 2026-01-17 10:33:03.2242602 UTC.
    expect(logClock('2026-01-17T11:33:03.2242602', 60).fileTime(0)).toBe(134131195832242602n);
    expect(logClock('2026-01-17T11:33:03.2242602', 60).stamp(0)).toBe('2026-01-17 11:33:03.224260200');
  });
});
