import path from 'node:path';

import type { SavedReport } from '../../src/compare/index.js';
import { analyze } from '../../src/pipeline.js';
import { renderJson } from '../../src/render/index.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');

/** A report as it was saved, of a sample. */
export async function saved(...names: readonly string[]): Promise<SavedReport> {
  const { report } = await analyze(names.map((name) => ({ path: path.join(SAMPLES, name) })));
  return JSON.parse(renderJson(report)) as SavedReport;
}

type Connection = SavedReport['connections'][number];

/** A connection with some drops; everything else as in nothing. */
export function connection(
  local: string,
  remote: string,
  dropPackets: number,
  change: Partial<Connection> = {},
): Connection {
  return {
    protocol: 'tcp',
    local,
    remote,
    localIsKnown: true,
    multicast: false,
    drops: { lines: dropPackets, packets: dropPackets, reasons: [] },
    stackDrops: null,
    retransmits: null,
    connect: null,
    stated: null,
    ...change,
  } as unknown as Connection;
}

/** The same report, of ten minutes, with other connections. */
export function withConnections(report: SavedReport, connections: readonly Connection[], minutes = 10): SavedReport {
  const [input] = report.inputs;
  if (input === undefined) throw new Error('a report has an input');
  const until = new Date(Date.UTC(2026, 2, 1, 12, 0) + minutes * 60_000).toISOString().slice(0, 19);
  const inputs = [{ ...input, firstTime: '2026-03-01T12:00:00.000000000', lastTime: `${until}.000000000` }];
  return { ...report, inputs, connections: [...connections] };
}
