import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A file that is gone after the test. */
export function temporaryFile(content: string | Uint8Array, name = 'PktMon.txt'): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'etlreport-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
