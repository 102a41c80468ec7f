import type { InputError } from '../base/errors.js';
import { caseNames } from '../collect/case-names.js';
import type { CollectedCase } from '../collect/collected-case.js';
import { inputErrorText } from './messages.js';
import type { Redaction } from './redaction.js';

/** Cases under pseudonyms, sorted by them: reports are called after machines. */
export function renamedCases(cases: readonly CollectedCase[], redaction: Redaction): readonly CollectedCase[] {
  const names = caseNames(cases.map(({ name }) => [redaction.path(name)]));
  return cases
    .map((one, index) => ({
      ...one,
      name: names[index] ?? '',
      host: one.host === null ? null : redaction.pseudonyms.name(one.host),
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** A failure as it may be shown. */
export function toldFailure(failure: InputError, redaction: Redaction | null): string {
  return redactedText(inputErrorText(failure), [failure.path], redaction);
}

/** A text of ours that names files: as paths, and members of archives between quotes. */
export function redactedText(text: string, paths: readonly string[], redaction: Redaction | null): string {
  if (redaction === null) return text;
  const plain = redaction.message(text, paths);
  return plain.replace(
    /: ((?:"[^"]*"(?:, )?)+)/g,
    (_, names: string) => `: ${names.replace(/"([^"]*)"/g, (_quoted, name: string) => `"${redaction.path(name)}"`)}`,
  );
}
