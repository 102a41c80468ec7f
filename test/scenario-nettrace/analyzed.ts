import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analysis } from '../../src/analysis.js';
import { analyze } from '../../src/pipeline.js';

/** Runs the whole program over logs that exist only in memory. Names decide nothing but the words of the report. */
export async function analyzed(logs: Readonly<Record<string, Buffer>>): Promise<Analysis> {
  const folder = mkdtempSync(join(tmpdir(), 'etlreport-'));
  try {
    const sources = Object.entries(logs).map(([name, bytes]) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return { path };
    });
    return await analyze(sources);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
