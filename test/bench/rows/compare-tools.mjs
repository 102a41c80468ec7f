import { statSync } from 'node:fs';
import { answerOf, ownAnswer, trueAnswer } from '../answers.mjs';
import { INPUTS } from '../inputs.mjs';
import { peers } from '../peers.mjs';
import { inTurn, median, ratios } from '../rounds.mjs';
import { megabytes, printTable, ratioText } from '../table.mjs';

/** We and the tools of this machine on one log, the whole question: time, memory, and whether all say the same. */
export async function compareTools(bench, name, encoding) {
  const { inputs, program, size, rounds, summary } = bench;
  const file = await inputs.make(name, size, encoding);
  const contenders = await inTurn(
    [
      ...program.jobs.map((jobs) => ({
        name: program.name(jobs),
        isOwn: true,
        run: () => program.json(file, { jobs }),
      })),
      ...peers(INPUTS[name].format, encoding).map((peer) => ({ ...peer, run: () => peer.run(file) })),
    ],
    rounds,
  );
  const own = contenders.filter(({ isOwn }) => isOwn);
  const truth = inputs.truthOf(file);
  const expected = truth === null ? ownAnswer(own[0].runs[0].stdout) : trueAnswer(truth);
  const bytes = statSync(file).size;
  for (const other of contenders.filter(({ isFullAnswer }) => isFullAnswer))
    summary.add(
      `${name}, ${encoding}`,
      other.name,
      own.map((one) => ratioText(ratios(one.runs, other.runs))),
    );
  printTable(
    `${name}, ${encoding}, ${Math.round(bytes / 1e6)} MB, ${rounds} rounds`,
    ['', 'MB/s', 'peak', ...own.map((one) => `${one.name} takes … times as long`), 'same answer'],
    contenders.map((contender) => {
      const { runs } = contender;
      const rate = bytes / 1e6 / median(runs.map(({ seconds }) => seconds));
      const failed = [...own, contender].flatMap((one) => one.runs).find(({ exitCode }) => exitCode !== 0);
      // Times of a run that failed are not compared.
      const compared = own.map((one) => (failed ? '-' : one === contender ? '' : ratioText(ratios(one.runs, runs))));
      const note = failed ? failure(failed) : agreement(contender, expected);
      return [contender.name, rate.toFixed(0), megabytes(peakOf(runs)), ...compared, note];
    }),
  );
}

function agreement({ isOwn = false, isFullAnswer, runs }, expected) {
  if (!isOwn && !isFullAnswer) return 'counts lines only';
  const answers = runs.map(({ stdout }) => (isOwn ? ownAnswer(stdout) : answerOf(stdout)));
  const other = answers.find((answer) => answer !== expected);
  return other === undefined ? 'yes' : `NO: ${firstDifference(expected, other)}`;
}

function firstDifference(expected, other) {
  const lines = new Set(expected.split('\n'));
  return (other.split('\n').find((line) => !lines.has(line)) ?? 'a line is missing').replaceAll('\t', ' ');
}

function failure({ exitCode, stderr }) {
  return `exit code ${exitCode}: ${stderr.trim().split('\n')[0] ?? ''}`;
}

function peakOf(runs) {
  const peaks = runs.flatMap(({ peakBytes }) => peakBytes ?? []);
  return peaks.length === 0 ? null : Math.max(...peaks);
}
