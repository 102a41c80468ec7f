import { expect, test } from 'vitest';
import { CaseBuilder } from '../../src/aggregate/case-builder.js';
import { RecordRouter } from '../../src/classify/record-router.js';
import { formats } from '../../src/formats/registry.js';
import { inputLine } from '../read-cases.js';

/** A drop of a packet of this group, on the way from this port. */
function drop(group: number, port: number): string[] {
  return [
    `[00]0000.0000::2026-03-02 09:15:00.22426${group}000 [Microsoft-Windows-PktMon] Drop: PktGroupId 281474976710${656 + group}, PktNumber 1, Appearance 1, Direction Rx , Type IP , Component 49, Filter 1, DropReason INET: transport endpoint was not found , DropLocation 0xE000460A, OriginalSize 40, LoggedSize 40 `,
    `\t192.0.2.5.${port} > 198.51.100.7.443: Flags [S], seq ${port}, win 512, length 0`,
  ];
}

test('lines of one packet name two connections (NAT): each is counted where packets of it were dropped', () => {
  const builder = new CaseBuilder();
  builder.beginInput(0);
  const router = new RecordRouter(formats, 0, (event, verbatim) => builder.add(event, verbatim));
  const lines = [...drop(1, 50_001), ...drop(1, 50_002), ...drop(2, 50_002)];
  lines.forEach((line, index) => router.line(inputLine(Buffer.from(line, 'latin1'), index + 1)));
  router.end();
  const { drops } = builder.finish([]);
  expect(drops.lines).toBe(3);
  expect(drops.packets).toBe(2);
  expect(drops.byReason.map(({ connections }) => connections)).toEqual([2]);
});
