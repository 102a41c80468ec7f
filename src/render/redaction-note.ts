import type { Report } from './report.js';

const NOTE =
  'Redacted: addresses, names and what came from the wire are pseudonyms, the same one for the same thing. Kinds of addresses, nets, ports, times and reasons are as they were.';

/** What a redacted report says of itself; null for all others. */
export function redactionNote({ redacted }: Report): string | null {
  return redacted === true ? NOTE : null;
}
