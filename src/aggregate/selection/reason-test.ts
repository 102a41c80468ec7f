import { UsageError } from '../../base/errors.js';
import { findDropReason } from '../../knowledge/drop-reason.js';

/** Answers remembered for texts: a log has few of them, a hostile one many. */
const MOST_REMEMBERED = 10_000;

/**
 * Makes the test of one `--reason`: the code of a reason (`922`, `0x39A`), a part of its text, or its category.
 *
 * @throws {UsageError} for nothing.
 */
export function reasonTest(wanted: string): (printed: string) => boolean {
  const text = wanted.trim().toLowerCase();
  if (text === '') throw new UsageError('--reason needs a code (922) or a part of its text ("resolution timeout")');
  const code = /^(?:\d+|0x[0-9a-f]+)$/.test(text) ? Number(text) : null;
  const answers = new Map<string, boolean>();
  const test = (printed: string) => {
    const known = findDropReason(printed);
    if (code !== null) return known.code === code;
    return printed.toLowerCase().includes(text) || known.category === text;
  };
  return (printed) => {
    let answer = answers.get(printed);
    if (answer === undefined) {
      answer = test(printed);
      if (answers.size >= MOST_REMEMBERED) answers.clear();
      answers.set(printed, answer);
    }
    return answer;
  };
}
