// Writes a large PktMon.txt or NetTrace.txt in the real format, fast and always the same for the same arguments:
//
//   node test/bench/generate.mjs pktmon 1000 --drops 0.05 --encoding utf-16le > PktMon.txt
//   node test/bench/generate.mjs pktmon 200 --language zh-CN --encoding utf-8 --output chinese.txt
//   node test/bench/generate.mjs nettrace 300 --noise 0.4 --encoding utf-8 --output NetTrace.txt
//
// The number is the size in MB (10^6 bytes). Documentation addresses only.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { netTraceLog } from './nettrace/log.mjs';
import { pktMonLog } from './pktmon/log.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** PktMon: share of the event lines that are drops. */
    drops: { type: 'string', default: '0.05' },
    /** PktMon: places at which a packet is seen before it is dropped, 0 to 4; 0 is `pktmon start --type drop`. */
    hops: { type: 'string', default: '4' },
    // Few enough that a log of 100 MB has met them all: memory depends on what is different in a log, and sizes stay comparable.
    connections: { type: 'string', default: '1000' },
    generation: { type: 'string', default: 'new' },
    language: { type: 'string', default: 'en' },
    /** NetTrace: share of the lines that are of other providers. */
    noise: { type: 'string', default: '0.4' },
    encoding: { type: 'string', default: 'utf-16le' },
    output: { type: 'string', short: 'o' },
    /** NetTrace: file for what is true of the log, as JSON. */
    truth: { type: 'string' },
  },
});
const [format, megabytes] = positionals;
if (!['pktmon', 'nettrace'].includes(format) || !(Number(megabytes) > 0)) {
  console.error(
    'usage: generate.mjs pktmon|nettrace MEGABYTES [--drops SHARE] [--hops N] [--connections N] [--generation new|old] [--language en|zh-CN] [--noise SHARE] [--encoding utf-16le|utf-8] [-o FILE] [--truth FILE]',
  );
  process.exit(2);
}

const wide = values.encoding === 'utf-16le';
const sizeBytes = Number(megabytes) * 1e6;
const connections = Number(values.connections);
const file = values.output ? openSync(values.output, 'w') : 1;

/** All of it, whatever the pipe takes at once. */
function write(bytes) {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      // A pipe that is full for the moment.
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

if (wide) write(Buffer.from([0xff, 0xfe]));
if (format === 'pktmon') {
  const { language } = values;
  const hops = Number(values.hops);
  const old = values.generation === 'old';
  for (const bytes of pktMonLog({ wide, old, language, hops, connections, sizeBytes, dropShare: Number(values.drops) }))
    write(bytes);
} else {
  const { lines, truth } = netTraceLog({
    sizeBytes: wide ? sizeBytes / 2 : sizeBytes,
    connections,
    noiseShare: Number(values.noise),
  });
  let text = '';
  for (const more of lines) {
    text += more;
    if (text.length < 1 << 20) continue;
    write(Buffer.from(text, wide ? 'utf16le' : 'latin1'));
    text = '';
  }
  write(Buffer.from(text, wide ? 'utf16le' : 'latin1'));
  if (values.truth) writeFileSync(values.truth, JSON.stringify(truth));
}
if (values.output) closeSync(file);
