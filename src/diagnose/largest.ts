/** The largest of the numbers, 0 for none. A spread into `Math.max` would overflow the stack for a scan of 100,000 ports. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => (number > most ? number : most), 0);
}
