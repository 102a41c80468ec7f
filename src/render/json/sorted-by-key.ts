/** The order in which a log happened to name things must not show in the bytes. */
export function sortedByKey(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  );
}
