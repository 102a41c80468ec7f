import { hasProgram, measure } from '../measure.mjs';
import { inTurn, ratios } from '../rounds.mjs';
import { printTable, ratioText } from '../table.mjs';

const REASON = 'INET: transport endpoint was not found';

/** One reason only (`--reason`), against tools that count its lines. */
export async function dropQuestions({ inputs, program, size, rounds, summary }) {
  const rows = [];
  for (const encoding of ['utf-8', 'utf-16le']) {
    const file = await inputs.make('pktmon-5', size, encoding);
    const contenders = await inTurn(
      [
        ...program.jobs.map((jobs) => ({
          name: `${program.name(jobs)} --reason`,
          isOwn: true,
          run: () => program.json(file, { jobs, options: ['--reason', REASON] }),
        })),
        ...counters(encoding, file),
      ],
      rounds,
    );
    const own = contenders.filter(({ isOwn }) => isOwn);
    const lines = new Set(own.map(({ runs }) => JSON.parse(runs[0].stdout).drops.lines));
    for (const { name, runs } of contenders.filter(({ isOwn }) => !isOwn)) {
      const same = lines.size === 1 && lines.has(Number(runs[0].stdout));
      const compared = own.map((one) => ratioText(ratios(one.runs, runs)));
      summary.add(`--reason, 5 % drops, ${encoding}`, name, compared);
      rows.push([
        `${name}, ${encoding}`,
        ...compared,
        same ? 'yes' : `NO: ${[...lines].join(', ')} and ${runs[0].stdout.trim()}`,
      ]);
    }
  }
  const heads = program.jobs.map((jobs) => `${program.name(jobs)} --reason takes … times as long`);
  printTable(
    `Lines of one drop reason, 5 % drops, ${size} MB of UTF-8 or the same in UTF-16LE`,
    ['', ...heads, 'same number'],
    rows,
  );
}

function counters(encoding, file) {
  const pattern = `DropReason ${REASON}`;
  const list = [];
  if (hasProgram('rg')) list.push({ name: 'rg -c', run: () => measure('rg', ['-c', pattern, file]) });
  if (encoding === 'utf-8') {
    if (hasProgram('grep')) list.push({ name: 'grep -c', run: () => measure('grep', ['-a', '-c', pattern, file]) });
  } else if (hasProgram('iconv') && hasProgram('grep')) {
    const command = 'iconv -f utf-16 -t utf-8 "$1" | grep -a -c "$2"';
    list.push({ name: 'iconv | grep -c', run: () => measure('sh', ['-c', command, 'sh', file, pattern]) });
  }
  return list;
}
