export { renderCsv } from './csv/render-csv.js';
export { renderHtml } from './html/render-html.js';
export { jsonDocument } from './json/document.js';
export { jsonPieces, renderJson } from './json/render-json.js';
export { type EventRow, eventLine, eventRow } from './json/event-line.js';
export { renderNdjson } from './json/render-ndjson.js';
export { renderMarkdown } from './markdown/render-markdown.js';
export type { Report } from './report.js';
export { type VerdictOptions, renderVerdict } from './terminal/render-verdict.js';
