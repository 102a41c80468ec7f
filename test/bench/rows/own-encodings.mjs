import { inTurn, ratios } from '../rounds.mjs';
import { printTable, ratioText } from '../table.mjs';

/** The same lines in UTF-16LE, which Windows writes, and in UTF-8. */
export async function ownEncodings({ inputs, program, size, rounds, summary }) {
  const rows = [];
  for (const name of ['pktmon-5', 'pktmon-50', 'pktmon-zh', 'nettrace']) {
    const files = { narrow: await inputs.make(name, size, 'utf-8'), wide: await inputs.make(name, size, 'utf-16le') };
    const contenders = await inTurn(
      program.jobs.flatMap((jobs) => [
        { name: 'wide', run: () => program.json(files.wide, { jobs }) },
        { name: 'narrow', run: () => program.json(files.narrow, { jobs }) },
      ]),
      rounds,
    );
    const compared = program.jobs.map((_, i) => ratioText(ratios(contenders[2 * i].runs, contenders[2 * i + 1].runs)));
    summary.add(`${name}, utf-16le`, 'ourselves, utf-8', compared);
    rows.push([name, ...compared]);
  }
  const heads = program.jobs.map((jobs) => program.name(jobs));
  printTable(`UTF-16LE takes … times as long as UTF-8 of the same lines, ${size} MB of UTF-8`, ['', ...heads], rows);
}
