// Writes a large PktMon.txt in the real format, fast and always the same for the same arguments:
//
//   node test/bench/generate.mjs pktmon 1000 --drops 0.05 --encoding utf-16le > PktMon.txt
//   node test/bench/generate.mjs pktmon 200 --connections 20000 --generation old --encoding utf-8 --output big.txt
//
// A first number is the size in MB (10^6 bytes). Documentation addresses only.
//
// How it is fast: each connection has its packets as ready blocks of bytes (event and detail line of every component),
// in the encoding of the file; what differs between two packets (time, PktGroupId, sequence numbers) is written over
// in place, digit by digit.
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Connections } from './connections.mjs';
import { header, rundown } from './frame-of-log.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    drops: { type: 'string', default: '0.05' },
    // Few enough that a log of 100 MB has met them all: memory depends on what is different in a log, and sizes stay comparable.
    connections: { type: 'string', default: '1000' },
    generation: { type: 'string', default: 'new' },
    encoding: { type: 'string', default: 'utf-16le' },
    output: { type: 'string', short: 'o' },
  },
});
const [format, megabytes] = positionals;
if (format !== 'pktmon' || !(Number(megabytes) > 0)) {
  console.error(
    'usage: generate.mjs pktmon MEGABYTES [--drops SHARE] [--connections N] [--generation new|old] [--encoding utf-16le|utf-8] [-o FILE]',
  );
  process.exit(2);
}

const wide = values.encoding === 'utf-16le';
const options = {
  wide,
  old: values.generation === 'old',
  dropShare: Number(values.drops),
  connections: Number(values.connections),
  sizeBytes: Number(megabytes) * 1e6,
};

const file = values.output ? openSync(values.output, 'w') : 1;
const encode = (text) => Buffer.from(text, wide ? 'utf16le' : 'latin1');
let writtenBytes = 0;

function write(bytes, length = bytes.length) {
  let at = 0;
  while (at < length) {
    try {
      at += writeSync(file, bytes, at, length - at);
    } catch (error) {
      // A pipe that is full for the moment.
      if (error.code !== 'EAGAIN') throw error;
    }
  }
  writtenBytes += length;
}

if (wide) write(Buffer.from([0xff, 0xfe]));
write(encode(header(options)));

const traffic = new Connections(options);
const block = Buffer.allocUnsafe(8 << 20);
let used = 0;
// The rundown is small; stop when the traffic alone has reached the size.
while (writtenBytes + used < options.sizeBytes) {
  if (used + traffic.longestBytes > block.length) {
    write(block, used);
    used = 0;
  }
  used += traffic.next(block, used);
}
write(block, used);
write(encode(rundown(options, traffic.counts(), traffic.stamp())));
if (values.output) closeSync(file);
