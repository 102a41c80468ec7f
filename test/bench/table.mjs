/** Prints rows under their heads, columns as wide as needed; the first column to the left, the others to the right. */
export function printTable(title, heads, rows) {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)));
  const line = (row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}`);
  for (const row of all) console.log(`  ${line(row)}`);
}

export function megabytes(bytes) {
  return bytes === null ? '?' : `${Math.round(bytes / 1e6)} MB`;
}

/** `1.23 (1.20 to 1.31)` */
export function ratioText({ min, median, max }) {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}
