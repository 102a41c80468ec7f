/** A rule reports this many of its causes one by one (next hops, ports, peers); the rest share one finding. */
export const MOST_FINDINGS_OF_A_RULE = 8;

/** Groups by a key, in the order in which keys first appear. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [item]);
    else known.push(item);
  }
  return groups;
}

/**
 * Items that share a cause, the weightiest cause first. A scan of a thousand ports must not give a thousand findings:
 * what is beyond `most` comes together as the last group.
 */
export function byCause<T>(
  items: readonly T[],
  key: (item: T) => string,
  weight: (item: T) => number,
  most = MOST_FINDINGS_OF_A_RULE,
): T[][] {
  const total = (group: readonly T[]) => group.reduce((sum, item) => sum + weight(item), 0);
  const groups = [...groupBy(items, key).values()].sort((x, y) => total(y) - total(x));
  if (groups.length <= most) return groups;
  return [...groups.slice(0, most - 1), groups.slice(most - 1).flat()];
}
