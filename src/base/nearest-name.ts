/** More than this share of wrong letters is another word, not a slip of the finger. */
const LARGEST_SHARE_OF_EDITS = 0.4;

/**
 * The known name that was probably meant, or null when none is close.
 * Case does not count; of equally near names the first wins.
 */
export function nearestName(wanted: string, known: Iterable<string>): string | null {
  const target = wanted.toLowerCase();
  let best: string | null = null;
  let fewest = Infinity;
  for (const name of known) {
    const allowed = Math.floor(Math.max(target.length, name.length) * LARGEST_SHARE_OF_EDITS);
    const edits = countEdits(target, name.toLowerCase());
    if (edits <= allowed && edits < fewest) {
      fewest = edits;
      best = name;
    }
  }
  return best;
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment distance). */
function countEdits(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let edits = Math.min(last[column - 1]! + (isSame ? 0 : 1), last[column]! + 1, current[column - 1]! + 1);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2];
      if (isSwap && from[row - 2] === to[column - 1]) {
        edits = Math.min(edits, beforeLast[column - 2]! + 1);
      }
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}
