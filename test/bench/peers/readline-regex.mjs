// What one writes first in Node: readline, and a regular expression per line.
//
//   node readline-regex.mjs pktmon|nettrace FILE
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [format, file] = process.argv.slice(2);
const reasons = new Map();
const keys = new Set();
const sums = { sends: 0, bytes: 0, rto: 0, tlp: 0, fast: 0 };

function pktmonLine(line) {
  const reason = /DropReason (.*?) ?[,，、]/.exec(line);
  if (reason !== null) reasons.set(reason[1], (reasons.get(reason[1]) ?? 0) + 1);
  if (!line.startsWith('\t')) return;
  const ends = /(\S+\.\d+) > (\S+\.\d+):/.exec(line);
  if (ends !== null) keys.add(`${ends[1]} ${ends[2]}`);
}

function nettraceLine(line) {
  if (!line.includes('[Microsoft-Windows-TCPIP]TCP')) return;
  const send = /(\(local=\S+ remote=[^)]+\)): TCP send event, .*?BytesSent = (\d+)/.exec(line);
  if (send !== null) {
    keys.add(send[1]);
    sums.sends += 1;
    sums.bytes += Number(send[2]);
  } else if (/ RTO timeout expired\. /.test(line)) sums.rto += 1;
  else if (/TCP: Tail Loss Probe Send /.test(line)) sums.tlp += 1;
  else if (/TCP: (?:Fast|SACK) Retransmit /.test(line)) sums.fast += 1;
}

const onLine = format === 'pktmon' ? pktmonLine : nettraceLine;
for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) onLine(line);
for (const [reason, lines] of reasons) console.log(`reason\t${reason}\t${lines}`);
console.log(format === 'pktmon' ? `flows\t${keys.size}` : `connections\t${keys.size}`);
if (format === 'nettrace') for (const [name, value] of Object.entries(sums)) console.log(`${name}\t${value}`);
