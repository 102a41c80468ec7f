// Makes a long log of a short PktMon.txt: header once, the packets again and again, the rundown once at the end. Each copy is
// one day later than the one before, so times ascend as they do in a real log; sequence numbers and ids come again, which
// only the counting notices (retransmissions, identities), not the parsing. So nothing but shares and speed may be read from it.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

const DATE = /^(\[\d+\][^:]+::)(\d{4}-\d\d-\d\d)/;
const DAY_MS = 86_400_000;

/** Writes about `megabytes` in UTF-16LE, as Windows does; gives the number of copies. */
export function repeatLog(source, target, megabytes) {
  const lines = readFileSync(source)
    .toString('utf16le')
    .replace(/^\uFEFF/, '')
    .split('\r\n');
  const isRundown = (line) => line.includes('[Microsoft-Windows-PktMon]') && !line.includes('PktGroupId');
  const firstPacket = lines.findIndex((line) => line.includes('PktGroupId'));
  const afterPackets = lines.findLastIndex((line) => line.includes('PktGroupId') || line.startsWith('\t')) + 1;
  // A log without packets is a rundown: all of it is repeated.
  const hasPackets = firstPacket >= 0;
  const head = hasPackets ? lines.slice(0, firstPacket).filter((line) => !isRundown(line)) : [];
  const body = hasPackets ? lines.slice(firstPacket, afterPackets) : lines.filter((line) => line !== '');
  const tail = hasPackets ? [...lines.slice(0, firstPacket).filter(isRundown), ...lines.slice(afterPackets)] : [];
  const file = openSync(target, 'w');
  let written = writeSync(file, Buffer.from(`\uFEFF${[...head, ''].join('\r\n')}`, 'utf16le'));
  let copies = 0;
  for (; written < megabytes * 1e6; copies++) {
    written += writeSync(file, Buffer.from(daysLater(body, copies).join('\r\n') + '\r\n', 'utf16le'));
  }
  writeSync(file, Buffer.from(daysLater(tail, copies).join('\r\n'), 'utf16le'));
  closeSync(file);
  return copies;
}

function daysLater(lines, days) {
  return lines.map((line) =>
    line.replace(DATE, (_, before, date) => {
      const later = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
      return before + later.toISOString().slice(0, 10);
    }),
  );
}
