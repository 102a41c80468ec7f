import { stepView } from '../html/view/step-view.js';
import { formatCount, formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { CONVERT_ALL } from './convert-all.js';
import type { CollectionIndex, NotReadFile } from './index-document.js';

/** What went wrong, and what was found and is not read: nothing that was given disappears without a word. */
export function notReadView({ failures, notRead, top }: CollectionIndex) {
  const kinds = new Map<string, NotReadFile[]>();
  for (const file of notRead) {
    const kind = file.what.startsWith('the same file as ') ? 'the same file in another container' : file.what;
    const files = kinds.get(kind) ?? [];
    files.push(file);
    kinds.set(kind, files);
  }
  const shown = failures.slice(0, top);
  return {
    none: failures.length === 0 && notRead.length === 0,
    failures: shown.map(({ message, next, caseName }) => ({
      message: visibleText(message),
      caseName: caseName === null ? null : visibleText(caseName),
      steps: next.map(stepView),
    })),
    failuresNote:
      failures.length > shown.length ? `${formatCount(failures.length - shown.length)} more in index.json.` : null,
    kinds: [...kinds]
      .toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
      .map(([what, files]) => ({
        summary: `${formatCounted(files.length, 'file')}: ${visibleText(what)}`,
        convert: what.includes('(.etl)') ? stepView(CONVERT_ALL) : null,
        paths: files.slice(0, top).map(({ path }) => ({ path: visibleText(path) })),
        note: files.length > top ? `${formatCount(files.length - top)} more in index.json.` : null,
      })),
  };
}
