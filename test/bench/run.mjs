// How fast is it beside the tools people use instead, and does memory stay flat?
//
//   node test/bench/run.mjs [--size MB] [--rounds N] [--memory 100,1000] [--drops 0.05] [--encodings utf-16le,utf-8] [--keep FOLDER]
//
// Every round runs everybody once in turn (A B C A B C), so that a slow minute of the machine hits all of them; only ratios
// are compared. It never passes or fails.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, measureNode } from './measure.mjs';
import { peers } from './peers.mjs';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    memory: { type: 'string', default: '100,1000' },
    drops: { type: 'string', default: '0.05' },
    encodings: { type: 'string', default: 'utf-16le,utf-8' },
    program: {
      type: 'string',
      default: fileURLToPath(new URL('../../dist/main.js', import.meta.url)),
    },
    keep: { type: 'string' },
  },
});
if (!existsSync(values.program)) {
  console.error(`${values.program} is not there: npm run build`);
  process.exit(2);
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'etlreport-bench-'));
mkdirSync(folder, { recursive: true });
try {
  for (const encoding of values.encodings.split(',').filter(Boolean)) await compareSpeed(encoding);
  await compareMemory(values.memory.split(',').filter(Boolean).map(Number));
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}

async function generate(megabytes, encoding) {
  const file = join(folder, `pktmon-${megabytes}-${values.drops}-${encoding}.txt`);
  if (existsSync(file)) return file;
  const script = fileURLToPath(new URL('generate.mjs', import.meta.url));
  const options = ['--encoding', encoding, '--drops', values.drops, '--output', file];
  const generator = [script, 'pktmon', String(megabytes), ...options];
  const { exitCode, stderr } = await measure(process.execPath, generator);
  if (exitCode !== 0) throw new Error(stderr);
  return file;
}

function runProgram(file) {
  return measureNode([values.program, file, '-f', 'json', '-o', '-', '--no-progress']);
}

async function compareSpeed(encoding) {
  const file = await generate(Number(values.size), encoding);
  const megabytes = statSync(file).size / 1e6;
  const contenders = [
    { name: 'etlreport', run: () => runProgram(file) },
    ...peers(encoding).map((peer) => ({
      name: peer.name,
      run: () => measure(peer.command, peer.args(file)),
    })),
  ].map((contender) => ({ ...contender, runs: [] }));
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const contender of contenders) contender.runs.push(await contender.run());
  }
  console.log(`\n${megabytes.toFixed(0)} MB ${encoding}, ${values.rounds} rounds, share of drops ${values.drops}`);
  console.log(row('', 'seconds', 'MB/s', 'peak MB', 'etlreport takes … times as long (min median max)'));
  const own = contenders[0].runs;
  for (const { name, runs } of contenders) {
    const failed = [...own, ...runs].find((run) => run.exitCode !== 0);
    const seconds = median(runs.map((run) => run.seconds));
    const ratios = own.map((run, round) => run.seconds / runs[round].seconds);
    const spread = [Math.min(...ratios), median(ratios), Math.max(...ratios)];
    const text = spread.map((ratio) => ratio.toFixed(2)).join(' ');
    // Times of a run that failed are not compared.
    const note = failed ? failure(failed) : runs === own ? '' : text;
    const rate = (megabytes / seconds).toFixed(0);
    console.log(row(name, seconds.toFixed(2), rate, peakText(runs), note));
  }
}

async function compareMemory(sizes) {
  if (sizes.length === 0) return;
  // Memory may depend on what is different in a log, not on its length: all logs have the same conversations.
  console.log('\nPeak memory (resident), utf-16le');
  let first = null;
  for (const size of sizes) {
    const run = await runProgram(await generate(size, 'utf-16le'));
    first ??= run.peakBytes;
    const ratio = run.peakBytes && first ? `${(run.peakBytes / first).toFixed(2)} times that of ${sizes[0]} MB` : '';
    const note = run.exitCode === 0 ? ratio : failure(run);
    const rate = (size / run.seconds).toFixed(0);
    console.log(row(`${size} MB`, run.seconds.toFixed(2), rate, peakText([run]), note));
  }
}

function failure({ exitCode, stderr }) {
  return `exit code ${exitCode}: ${firstLine(stderr)}`;
}

function row(name, seconds, rate, peak, ratio) {
  return `  ${name.padEnd(30)}${seconds.padStart(8)}${rate.padStart(8)}${peak.padStart(9)}  ${ratio}`;
}

function peakText(runs) {
  const peaks = runs.flatMap((run) => run.peakBytes ?? []);
  return peaks.length > 0 ? (Math.max(...peaks) / 1e6).toFixed(0) : '?';
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function firstLine(text) {
  return text.trim().split('\n')[0] ?? '';
}
