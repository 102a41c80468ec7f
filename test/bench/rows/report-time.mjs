import { join } from 'node:path';
import { printTable } from '../table.mjs';
import { stagesOf } from '../timings.mjs';

/** The HTML report of a drop-only capture: rendering against parsing. */
export async function reportTime({ inputs, program, folder, events }) {
  // Event and detail line of a drop are some 401 bytes.
  const size = Math.ceil((events * 401) / 1e6);
  const file = await inputs.generate(`pktmon-${events}-drops`, 'pktmon', size, 'utf-8', [
    '--hops',
    '0',
    '--drops',
    '1',
  ]);
  const rows = [];
  for (const jobs of program.jobs) {
    const jobsOption = jobs === null ? [] : ['--jobs', String(jobs)];
    const args = [file, '-f', 'html', '-o', join(folder, 'report.html'), '--no-progress', '--timings', ...jobsOption];
    const { stderr, exitCode } = await program.run(args);
    const stages = stagesOf(stderr);
    const render = stages.get('render html');
    const parse = stages.get('analyze');
    const ratio = render !== undefined && parse !== undefined ? (render / parse).toFixed(3) : '?';
    rows.push([program.name(jobs), seconds(parse), seconds(render), ratio, String(exitCode)]);
  }
  printTable(
    `Report of ${events} drop events, ${size} MB`,
    ['', 'read and judge', 'render', 'render / read', 'exit code'],
    rows,
  );
}

function seconds(value) {
  return value === undefined ? '?' : `${value.toFixed(1)} s`;
}
