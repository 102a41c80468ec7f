/**
 * Runs everybody once per round, in turn (A B C A B C), so that a slow minute of the machine hits all of them.
 *
 * @param {{ name: string, run: () => Promise<object> }[]} contenders
 * @returns the contenders with their runs
 */
export async function inTurn(contenders, rounds) {
  const all = contenders.map((contender) => ({ ...contender, runs: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of all) contender.runs.push(await contender.run());
  }
  return all;
}

/** Time of `own` as a multiple of the time of `other`, round by round: smallest, median, largest. */
export function ratios(own, other) {
  const all = own.map((run, round) => run.seconds / other[round].seconds);
  return { min: Math.min(...all), median: median(all), max: Math.max(...all) };
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
