import { megabytes, printTable } from '../table.mjs';

/** Memory may depend on what is different in a log, not on its length: logs of any size have the same connections. */
export async function memory({ inputs, program, memorySizes }) {
  const rows = [];
  for (const name of ['pktmon-5', 'nettrace']) {
    for (const jobs of program.jobs) {
      let first = null;
      for (const size of memorySizes) {
        const { peakBytes, exitCode } = await program.json(await inputs.make(name, size, 'utf-8'), { jobs });
        first ??= peakBytes;
        const ratio = peakBytes && first ? (peakBytes / first).toFixed(2) : '?';
        rows.push([`${name}, ${size} MB, ${program.name(jobs)}`, megabytes(peakBytes), ratio, String(exitCode)]);
      }
    }
  }
  printTable('Peak memory (resident)', ['', 'peak', `of that of ${memorySizes[0]} MB`, 'exit code'], rows);
}

/** A million connections, one packet each. */
export async function manyConnections({ inputs, program, connections }) {
  // Event and detail line of one snapshot are some 426 bytes.
  const size = Math.ceil((connections * 426) / 1e6);
  const options = ['--connections', String(connections), '--hops', '1', '--drops', '0'];
  const file = await inputs.generate(`pktmon-${connections}-connections`, 'pktmon', size, 'utf-8', options);
  const rows = [];
  for (const jobs of program.jobs) {
    const { peakBytes, seconds, exitCode, stdout } = await program.json(file, { jobs });
    const flows = exitCode === 0 ? (/"flows": ?(\d+)/.exec(stdout)?.[1] ?? '?') : '-';
    rows.push([program.name(jobs), megabytes(peakBytes), `${seconds.toFixed(1)} s`, flows, String(exitCode)]);
  }
  printTable(`${connections} connections, ${size} MB`, ['', 'peak', 'time', 'flows told', 'exit code'], rows);
}
