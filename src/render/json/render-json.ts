import type { Report } from '../report.js';
import { jsonConnections, jsonDocument } from './document.js';

const INDENT = 2;

/**
 * The report for programs: the contract of `schema.json`, two blanks of indent, a line break at the end.
 * Complete whatever `report.top` says, verbatim (log text is not cleaned: a program decides what to do with it),
 * and the same bytes for the same report.
 */
export function renderJson(report: Report): string {
  return [...jsonPieces(report)].join('');
}

/** The same piece by piece: connections are most of it, and never all in memory as text. */
export function* jsonPieces(report: Report): Generator<string> {
  const document = jsonDocument(report, []);
  let mark = '{';
  for (const [key, value] of Object.entries(document)) {
    yield `${mark}\n  ${JSON.stringify(key)}: `;
    if (key === 'connections') yield* listPieces(jsonConnections(report));
    else yield indented(value, 1);
    mark = ',';
  }
  yield '\n}\n';
}

function* listPieces(entries: Iterable<unknown>): Generator<string> {
  let mark = '[';
  for (const entry of entries) {
    yield `${mark}\n    ${indented(entry, 2)}`;
    mark = ',';
  }
  yield mark === '[' ? '[]' : '\n  ]';
}

/**
 * As at that depth of a document: written inside as many lists, which are then cut off. (Blanks put behind every line break
 * afterwards are a second pass over all of the text.)
 */
function indented(value: unknown, depth: number): string {
  let nested = value;
  let before = 0;
  let behind = 0;
  for (let around = 0; around < depth; around++) {
    nested = [nested];
    before += '[\n'.length + INDENT * (around + 1);
    behind += '\n]'.length + INDENT * around;
  }
  return JSON.stringify(nested, null, INDENT).slice(before, -behind);
}
