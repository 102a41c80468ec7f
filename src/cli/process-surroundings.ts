import { openFile } from './open-file.js';
import type { CollectionReporter, Explainer, Reporter, Surroundings } from './surroundings.js';

/** The surroundings of this process. */
export function processSurroundings(): Surroundings {
  const { stdout, stderr, env, platform } = process;
  return {
    stdout,
    stderr,
    get stdinIsTty() {
      return process.stdin.isTTY; // Asked only for `-`: touching standard input opens it.
    },
    env,
    platform,
    cwd: process.cwd(),
    openFile: (path) => openFile(path, platform, env),
    loadReporter,
    loadCollectionReporter,
    loadExplainer,
  };
}

async function loadReporter(): Promise<Reporter> {
  const [{ analyze }, { renderVerdict }, { jsonDocument }, lines, { redact, redactEvent }] = await Promise.all([
    import('../pipeline.js'),
    import('../render/terminal/render-verdict.js'),
    import('../render/json/document.js'),
    import('../render/json/event-line.js'),
    import('../render/redact.js'),
  ]);
  return {
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
      const row = lines.eventRow(event);
      return lines.eventLine(pseudonyms === null ? row : redactEvent(row, pseudonyms));
    },
  };
}

async function loadCollectionReporter(): Promise<CollectionReporter> {
  const [{ collect }, { probe }, { reportCases }, index, { VERSION }] = await Promise.all([
    import('../collect/collect.js'),
    import('../probe.js'),
    import('../batch.js'),
    import('../render/index-page/index.js'),
    import('../base/version.js'),
  ]);
  return {
    version: VERSION,
    collect: (request, encoding) => collect(request, (source) => probe(source, encoding)),
    reportCases,
    ...index,
  };
}

async function loadExplainer(): Promise<Explainer> {
  const [{ explain }, { renderExplanation }, { explainableRules }] = await Promise.all([
    import('../knowledge/explain.js'),
    import('../render/terminal/explain.js'),
    import('../diagnose/explainable-rules.js'),
  ]);
  const rules = explainableRules();
  return (query, columns) => {
    const result = explain(query, rules);
    return { text: renderExplanation(result, columns), isFound: result.match !== 'none' };
  };
}
