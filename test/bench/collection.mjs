// A collection of machines, one job against several: how much faster, and does memory stay with the number of jobs?
//
//   node test/bench/collection.mjs [--machines 40] [--rounds-in-log 1500] [--jobs 1,2] [--rounds 3]
//
// Every round runs all numbers of jobs in turn. The outputs are compared byte for byte. It never passes or fails on times.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, measureNode } from './measure.mjs';

const { values } = parseArgs({
  options: {
    machines: { type: 'string', default: '40' },
    'rounds-in-log': { type: 'string', default: '1500' },
    jobs: { type: 'string', default: '1,2' },
    rounds: { type: 'string', default: '3' },
  },
});
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const writer = fileURLToPath(new URL('../collect/write-machine-folders.mjs', import.meta.url));
const jobs = values.jobs.split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'etlreport-collection-'));
try {
  for (const machines of [Math.ceil(Number(values.machines) / 4), Number(values.machines)]) await bench(machines);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(machines) {
  const sent = join(folder, `sent-${machines}`);
  const made = await measure(process.execPath, [writer, sent, String(machines), values['rounds-in-log']]);
  if (made.exitCode !== 0) throw new Error(made.stderr);
  const archives = readdirSync(sent).filter((name) => name.endsWith('.zip'));
  const inputs = [join(sent, 'MS_DATA'), ...archives.map((name) => join(sent, name))];
  const runs = new Map(jobs.map((count) => [count, []]));
  const digests = new Set();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const count of jobs) {
      const out = join(folder, `out-${machines}-${count}`);
      const run = await measureNode([program, ...inputs, '-o', out, '--jobs', String(count), '--quiet']);
      if (run.exitCode !== 0) throw new Error(run.stderr);
      runs.get(count).push(run);
      digests.add(digestOf(out));
    }
  }
  const megabytes = sizeOf(join(sent, 'MS_DATA')) / 1e6;
  console.log(`${machines} machine folders (${megabytes.toFixed(1)} MB) and ${archives.length} archives`);
  const first = median(runs.get(jobs[0]).map(({ seconds }) => seconds));
  for (const [count, all] of runs) {
    const seconds = median(all.map((run) => run.seconds));
    const peak = Math.max(...all.map((run) => run.peakBytes ?? 0)) / 1e6;
    const ratio = `${(seconds / first).toFixed(2)} of the time of --jobs ${jobs[0]}`;
    console.log(`  --jobs ${count}: ${seconds.toFixed(2)} s (${ratio}), ${peak.toFixed(0)} MB at the peak`);
  }
  console.log(`  outputs: ${digests.size === 1 ? 'the same bytes every time' : 'THEY DIFFER'}`);
}

function digestOf(out) {
  const hash = createHash('sha256');
  for (const name of readdirSync(out).toSorted()) hash.update(name).update(readFileSync(join(out, name)));
  return hash.digest('hex');
}

function sizeOf(path) {
  const names = readdirSync(path, { recursive: true });
  return names.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
