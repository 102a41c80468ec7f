// How fast is it beside the tools people use instead, does it give the same answers, and does memory stay flat?
//
//   npm run bench                                               everything that a laptop can do in a quarter of an hour
//   npm run bench -- --only pktmon-5 --size 200 --rounds 3      one row
//   npm run bench -- --only nettrace,memory --memory 100,4000   several
//   npm run bench -- --list                                     their names
//
// Only ratios are compared, of runs in turn. It never passes or fails.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Inputs } from './inputs.mjs';
import { Program } from './program.mjs';
import { compareTools } from './rows/compare-tools.mjs';
import { corpusShare } from './rows/corpus-share.mjs';
import { dropQuestions } from './rows/drop-questions.mjs';
import { manyConnections, memory } from './rows/memory.mjs';
import { ownEncodings } from './rows/own-encodings.mjs';
import { plainNearley } from './rows/plain-nearley.mjs';
import { reportTime } from './rows/report-time.mjs';
import { Summary } from './summary.mjs';

const ROWS = {
  'pktmon-5': (bench) => compareTools(bench, 'pktmon-5', 'utf-8'),
  'pktmon-50': (bench) => compareTools(bench, 'pktmon-50', 'utf-8'),
  'pktmon-5-utf16': (bench) => compareTools(bench, 'pktmon-5', 'utf-16le'),
  'pktmon-50-utf16': (bench) => compareTools(bench, 'pktmon-50', 'utf-16le'),
  'pktmon-zh': (bench) => compareTools(bench, 'pktmon-zh', 'utf-8'),
  nettrace: (bench) => compareTools(bench, 'nettrace', 'utf-8'),
  reason: dropQuestions,
  utf16: ownEncodings,
  nearley: plainNearley,
  corpus: corpusShare,
  report: reportTime,
  memory,
  connections: manyConnections,
};
/** Needs minutes and a gigabyte of memory: only when asked for. */
const ON_DEMAND = ['connections'];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    size: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
    memory: { type: 'string', default: '100,400' },
    connections: { type: 'string', default: '1000000' },
    events: { type: 'string', default: '1000000' },
    'corpus-size': { type: 'string', default: '200' },
    program: { type: 'string', default: fileURLToPath(new URL('../../dist/main.js', import.meta.url)) },
    keep: { type: 'string' },
  },
});
const names = values.only?.split(',') ?? Object.keys(ROWS).filter((name) => !ON_DEMAND.includes(name));
const unknown = names.filter((name) => !(name in ROWS));
if (values.list || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no ${unknown.join(', ')}.`);
  console.log(Object.keys(ROWS).join('\n'));
  process.exit(values.list ? 0 : 2);
}
if (!existsSync(values.program)) {
  console.error(`${values.program} is not there: npm run build`);
  process.exit(2);
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'etlreport-bench-'));
mkdirSync(folder, { recursive: true });
const program = new Program(values.program);
const bench = {
  folder,
  inputs: new Inputs(folder),
  program,
  summary: new Summary(program),
  size: Number(values.size),
  rounds: Number(values.rounds),
  memorySizes: values.memory.split(',').map(Number),
  connections: Number(values.connections),
  events: Number(values.events),
  corpusSize: Number(values['corpus-size']),
};
try {
  for (const name of names) await ROWS[name](bench);
  bench.summary.print();
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
