import { Writable } from 'node:stream';

import type { Analysis } from '../../src/analysis.js';
import type { InputSummary } from '../../src/aggregate/case.js';
import type { Finding } from '../../src/diagnose/diagnosis.js';
import type { Output, Surroundings } from '../../src/cli/surroundings.js';
import { NOTHING_PARSED } from '../../src/base/parse-counts.js';
import { jsonDocument } from '../../src/render/json/document.js';
import type { Report } from '../../src/render/report.js';

/** Keeps what is written to it. */
export class Screen extends Writable implements Output {
  text = '';
  constructor(
    readonly isTTY = false,
    readonly columns = 100,
  ) {
    super();
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const RECOGNISED = { event: 5, detail: 5, rundown: 0, otherProvider: 0, blank: 0, unparsed: 0 };
const UNPARSED = { event: 0, detail: 0, rundown: 0, otherProvider: 0, blank: 0, unparsed: 9 };

/** A report as far as the command line looks at it. */
export function fakeReport(paths: readonly string[], findings: readonly Partial<Finding>[] = []): Report {
  const inputs = paths.map((path) => ({
    path,
    sizeBytes: 1000,
    lines: 10,
    ledger: path.includes('strange') ? UNPARSED : RECOGNISED,
  }));
  return {
    case: { inputs: inputs as unknown as readonly InputSummary[] },
    diagnosis: { findings },
    generator: { name: 'etlreport', version: '0' },
    top: 1,
  } as unknown as Report;
}

export interface FakeSurroundings extends Surroundings {
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/** Surroundings whose stages do nothing but say that they were called. */
export function fakeSurroundings(
  change: Partial<FakeSurroundings> = {},
  analysis?: Partial<Analysis>,
): FakeSurroundings {
  const render = (format: string) => () => `${format} of the report\n`;
  return {
    stdout: new Screen(),
    stderr: new Screen(),
    stdinIsTty: false,
    env: {},
    platform: 'linux',
    cwd: process.cwd(),
    openFile: () => Promise.resolve(true),
    loadReporter: () =>
      Promise.resolve({
        analyze: (sources) =>
          Promise.resolve({
            report: fakeReport(sources.map(({ path }) => path)),
            failures: [],
            parsing: NOTHING_PARSED,
            ...analysis,
          }),
        renderers: {
          html: render('html'),
          json: render('json'),
          csv: render('csv'),
          md: render('md'),
          ndjson: render('ndjson'),
        },
        renderVerdict: (_report, { columns, color }) => `verdict in ${columns} columns${color ? ' and colour' : ''}\n`,
        redact: (report) => report,
        savedReport: jsonDocument,
        eventLine: ({ kind }) => `${kind}\n`,
      }),
    loadCollectionReporter: () => Promise.reject(new Error('no collection is expected here')),
    loadExplainer: () => Promise.resolve((query) => ({ text: `meaning of ${query}\n`, isFound: query !== '99999' })),
    ...change,
  };
}
