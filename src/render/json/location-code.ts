/** As logs print it: `0xE0004219`. */
export function locationCode(location: number): string {
  return `0x${location.toString(16).toUpperCase().padStart(8, '0')}`;
}
