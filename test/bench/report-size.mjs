// Size of the HTML report, and what making it costs, for logs of drops alone:
//
//   node test/bench/report-size.mjs                  0, 1,000 and 100,000 drop events
//   node test/bench/report-size.mjs --million        and 1,000,000: 0.4 GB in the temporary folder, a minute or two
//
// Needs a build. The time to render is a ratio to the time to read and parse the same log in the same run: seconds of two
// machines cannot be compared.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { analyze, renderHtml } from '../../dist/index.js';

const counts = [0, 1_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const REASONS = [
  ['INET: transport endpoint was not found', '0xE000460A'],
  ['INET: receive inspection', '0xE0004501'],
  ['Address resolution timeout', '0xE0004219'],
  ['Inspection drop', '0xE0004148'],
];
const LINES_IN_A_BLOCK = 2_000;

const folder = await mkdtemp(join(tmpdir(), 'etlreport-size-'));
const table = [['events', 'log MB', 'rows', 'rows embedded', 'HTML kB', 'render time / read and parse time']];
try {
  for (const count of counts) {
    const path = join(folder, `drops-${count}.txt`);
    await writeDrops(path, count);
    const start = performance.now();
    const { report } = await analyze([{ path }]);
    const parsed = performance.now();
    const html = renderHtml(report);
    const rendered = performance.now();
    const { rows } = report.case;
    table.push([
      count.toLocaleString('en'),
      ((await stat(path)).size / 1e6).toFixed(1),
      (rows?.total ?? 0).toLocaleString('en'),
      (rows?.length ?? 0).toLocaleString('en'),
      (Buffer.byteLength(html) / 1e3).toFixed(0),
      ((rendered - parsed) / (parsed - start)).toFixed(3),
    ]);
    await rm(path);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const line of table) console.log(`| ${line.join(' | ')} |`);

/** One packet line, so that a log without drops is a log all the same; then drops of many flows, one line each. */
async function writeDrops(path, count) {
  const out = createWriteStream(path);
  out.write(
    `${stamp(0)} PktGroupId 1, PktNumber 1, Appearance 0, Direction Tx , Type IP , Component 49, Edge 1, Filter 0, OriginalSize 60, LoggedSize 60 \n\tip: 192.0.2.10.50000 > 198.51.100.1.53: UDP, length 32\n`,
  );
  let block = '';
  for (let index = 1; index <= count; index++) {
    const [reason, location] = REASONS[(index * 7) % REASONS.length];
    block += `${stamp(index)} Drop: PktGroupId ${1_000 + index}, PktNumber 1, Appearance 0, Direction Rx , Type IP , Component 49, Filter 1, DropReason ${reason} , DropLocation ${location}, OriginalSize ${60 + (index % 1_400)}, LoggedSize 60 \n\tip: 198.51.100.${(index * 31) % 250}.${20_000 + (index % 1_500)} > 192.0.2.10.${50_000 + (index % 20)}: UDP, length ${32 + (index % 1_400)}\n`;
    if (index % LINES_IN_A_BLOCK === 0 || index === count) {
      if (!out.write(block)) await once(out, 'drain');
      block = '';
    }
  }
  out.end();
  await once(out, 'finish');
}

/** A drop every 1.1 ms, not quite regularly. */
function stamp(index) {
  const ticks = index * 11_000 + ((index * 7_919) % 9_000);
  const seconds = Math.floor(ticks / 1e7);
  const two = (value) => String(value).padStart(2, '0');
  const clock = `${two(9 + Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `[00]0000.0000::2026-03-02 ${clock}.${String(ticks % 1e7).padStart(7, '0')}00 [Microsoft-Windows-PktMon]`;
}
