import { analyze } from '../pipeline.js';
import { jsonDocument } from '../render/json/document.js';
import { eventLine, eventRow } from '../render/json/event-line.js';
import { redact, redactEvent } from '../render/redact.js';
import { renderVerdict } from '../render/terminal/render-verdict.js';
import type { Reporter } from './surroundings.js';

/** What makes reports. It is one module, so that it is one file of the bundle; what one format needs comes when it is written. */
export const reporter: Reporter = {
  analyze,
  renderers: {
    html: async (report) => (await import('../render/html/render-html.js')).renderHtml(report),
    json: async (report) => (await import('../render/json/render-json.js')).jsonPieces(report),
    csv: async (report) => (await import('../render/csv/render-csv.js')).renderCsv(report),
    md: async (report) => (await import('../render/markdown/render-markdown.js')).renderMarkdown(report),
    ndjson: async (report) => (await import('../render/json/render-ndjson.js')).renderNdjson(report),
  },
  renderVerdict,
  redact,
  savedReport: jsonDocument,
  eventLine: (event, pseudonyms) => {
    const row = eventRow(event);
    return eventLine(pseudonyms === null ? row : redactEvent(row, pseudonyms));
  },
};
