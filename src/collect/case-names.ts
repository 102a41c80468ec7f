import { safeFileName } from '../write/windows-name.js';

const LONGEST_NAME = 80;
const NAMELESS = 'logs';
/** Names of files that stand beside the reports. */
const TAKEN: readonly string[] = ['index'];

/**
 * Gives each case a name that is its own, on file systems without regard to case, too: the first wish that is free, else the
 * last one with a number. @param wishes for each case, best first
 */
export function caseNames(wishes: readonly (readonly string[])[]): readonly string[] {
  const firsts = new Map<string, number>();
  for (const [first = ''] of wishes) firsts.set(first.toLowerCase(), (firsts.get(first.toLowerCase()) ?? 0) + 1);
  const taken = new Set(TAKEN);
  return wishes.map((own) => {
    const [first = ''] = own;
    // Two runs of one host are both named with their time, not only the second one.
    const isOnly = firsts.get(first.toLowerCase()) === 1;
    const base = cleaned((isOnly ? first : own.at(-1)) ?? '');
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Characters that act instead of being seen would mislead whoever looks at the folder. */
function cleaned(name: string): string {
  const seen = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_');
  const short = [...seen].slice(0, LONGEST_NAME).join('').trim();
  return short === '' ? NAMELESS : safeFileName(short);
}
