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
    openFile: async (path) => (await import('./open-file.js')).openFile(path, platform, env),
    loadReporter,
    loadCollectionReporter,
    loadExplainer,
  };
}

async function loadReporter(): Promise<Reporter> {
  limitHeapGrowth();
  return (await import('./reporter.js')).reporter;
}

async function loadCollectionReporter(): Promise<CollectionReporter> {
  limitHeapGrowth();
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

/** V8 lets the heap grow to a multiple of what is alive before it looks for garbage: memory for nothing with a long log. */
function limitHeapGrowth(): void {
  // Loaded for runs that read a log only: `--version` needs no part of it.
  process.getBuiltinModule('node:v8').setFlagsFromString('--heap-growing-percent=30');
}
