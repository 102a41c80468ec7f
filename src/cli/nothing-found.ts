import { InputError } from '../base/errors.js';
import { CONVERT_ALL } from '../render/index-page/convert-all.js';

/** Why there is no report, when no file of a collection is a log: the most frequent kinds of files that are there instead. */
export function nothingFound(inputs: readonly string[], found: readonly { readonly what: string }[]): InputError {
  const list = kindsOf(found);
  return new InputError(
    inputs.join(' '),
    'not-recognised',
    `no log that this program reads was found in ${inputs.join(' ')}.${list === '' ? '' : ` Found: ${list}.`}`,
    [
      'PktMon.txt is made of PktMon.etl, on Windows: pktmon etl2txt PktMon.etl -o PktMon.txt',
      `All of a folder, in PowerShell: ${CONVERT_ALL}`,
    ],
  );
}

/** `2 x a binary event trace (.etl), not its text; 1 x …`: the three most frequent kinds. */
export function kindsOf(found: readonly { readonly what: string }[]): string {
  const kinds = new Map<string, number>();
  for (const { what } of found) kinds.set(what, (kinds.get(what) ?? 0) + 1);
  const most = [...kinds].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
  return most.map(([what, count]) => `${count} x ${what}`).join('; ');
}
