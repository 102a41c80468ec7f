import { jsonDocument } from '../json/document.js';
import type { Report } from '../report.js';

/** The page has a budget, of which the text behind one button may take this much. */
const MOST_CHARACTERS = 250_000;
/** Long lists are cut to their first rows, as many as fit. */
const ROWS_TRIED = [200, 50, 10, 0];

/** What the copy button gives: the document of `schema.json`. */
export interface CopiedReport {
  readonly document: object;
  /** Rows that its long lists were cut to; null when all is there. */
  readonly rows: number | null;
}

/** The whole report when it is short enough, else with its long lists cut. Verdict, findings and totals stay whole. */
export function copiedReport(report: Report): CopiedReport {
  // A document of 100,000 connections would take seconds to write, only to be found too long.
  const { connections, components, drops } = report.case;
  const isSmall = connections.length + components.length + drops.groups.length <= 1_000;
  const whole = isSmall ? pageDocument(report) : null;
  if (whole !== null && lengthOf(whole) <= MOST_CHARACTERS) return { document: whole, rows: null };
  for (const rows of ROWS_TRIED) {
    const document = cutDocument(report, rows);
    if (lengthOf(document) <= MOST_CHARACTERS || rows === 0) return { document, rows };
  }
  return { document: cutDocument(report, 0), rows: 0 };
}

/** Without journeys and courses, which the page itself shows: they would double its size. */
function pageDocument(report: Report) {
  const { packetJourneys: _journeys, ...document } = jsonDocument(report);
  return { ...document, connections: document.connections.map(({ sequence: _sequence, ...connection }) => connection) };
}

function lengthOf(document: object): number {
  return JSON.stringify(document).length;
}

function cutDocument(report: Report, rows: number): object {
  const { case: theCase } = report;
  const { connections, components, drops } = theCase;
  const cut = pageDocument({
    ...report,
    case: {
      ...theCase,
      connections: connections.slice(0, rows),
      components: components.slice(0, rows),
      drops: { ...drops, groups: drops.groups.slice(0, rows) },
    },
  });
  const lists = (data: object | null) =>
    data === null
      ? null
      : Object.fromEntries(
          Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? value.slice(0, rows) : value]),
        );
  return {
    ...cut,
    listsCutTo: rows,
    drops: lists(cut.drops),
    stackDrops: lists(cut.stackDrops),
    neighbours: cut.neighbours?.slice(0, rows) ?? null,
    stackEvents: lists(cut.stackEvents),
    filters: cut.filters.slice(0, rows),
  };
}
