import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { bytesOf, compareRecord } from './compare.js';
import { type GrammarName, GRAMMARS } from './grammars.js';
import { PlainNearley } from './plain-nearley.js';
import { READERS } from './readers.js';

const LOGS = [
  'pktmon/real/nathaniel-a9cce3b-PktMon.txt',
  'pktmon/real/kesiya24-baf1c2e-packets.txt',
  'pktmon/rebuilt/stmcast-26100-de-window.txt',
  'pktmon/rebuilt/gdn-22000-ko-metadata-only.txt',
];
const WANTED: Partial<Record<GrammarName, RegExp>> = {
  'pktmon-text-event': /\[Microsoft-Windows-PktMon\]/,
  'pktmon-text-detail': /^\t/,
  'trace-header': /\[MSNT_SystemTrace\]/,
};

describe.each(LOGS)('%s', (log) => {
  test.skipIf(!corpusHas(log))('says the same to every reader as to plain nearley, line by line', () => {
    const lines = readFileSync(path.join(CORPUS, log)).toString('utf16le').split('\r\n');
    for (const [name, pattern] of Object.entries(WANTED)) {
      const { grammar } = GRAMMARS[name as GrammarName];
      const plain = new PlainNearley(grammar);
      const readers = READERS.map((create) => create(grammar));
      const records = lines.filter((line) => pattern.test(line)).map((line) => Buffer.from(line).toString('latin1'));
      // A real line must not be printed: only its number.
      const wrong = records.findIndex(
        (record) => compareRecord(record, plain.parse(bytesOf(record)), readers) !== null,
      );
      expect(wrong, `${name}, record ${wrong}`).toBe(-1);
    }
  });
});
