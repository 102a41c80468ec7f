import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyzed } from './analyzed.js';
import { nettraceSamples } from './samples.js';

const folder = fileURLToPath(new URL('../../samples', import.meta.url));
const samples = nettraceSamples();
const byName = (name: string) => samples.find(({ path }) => path.endsWith(name))!;

describe('samples of NetTrace.txt', () => {
  test.each(samples.map((sample) => [sample.path, sample] as const))('%s is what its scene writes', (path, sample) => {
    const file = join(folder, path);
    expect(existsSync(file), `${path} is missing: npm run samples`).toBe(true);
    expect(readFileSync(file).equals(sample.bytes), `${path} differs: npm run samples`).toBe(true);
  });

  test('no log lies in samples/nettrace-text without a scene', () => {
    const files = readdirSync(join(folder, 'nettrace-text'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.txt'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(files.sort()).toEqual(samples.map(({ path }) => path).sort());
  });

  test.each(samples.filter(({ path }) => !path.endsWith('PktMon.txt')).map((sample) => [sample.path, sample] as const))(
    '%s tells the truth of its scene',
    async (_, sample) => {
      const { report, failures } = await analyzed({ 'NetTrace.txt': sample.bytes });
      expect(failures).toEqual([]);
      expect(report.case.inputs[0]?.ledger).toMatchObject({ unparsed: 0, otherProvider: 0 });
      const { connections } = report.case;
      expect(connections.length).toBe(sample.truths.length);
      for (const truth of sample.truths) {
        const connection =
          connections.find(({ remote }) => remote === truth.remote && sample.truths.length > 1) ?? connections[0];
        expect(connection?.stated).toMatchObject({
          handshake: { outcome: truth.outcome },
          retransmits: {
            syn: truth.syn,
            rto: truth.rto,
            tlp: truth.tlp,
            fast: truth.fast,
            bytes: truth.bytesResent,
            episodes: truth.episodes,
          },
        });
        expect(connection?.stated?.end?.how ?? null).toBe(truth.end);
        expect(connection?.stated?.end?.by ?? null).toBe(truth.by);
      }
    },
  );

  test('one case: both timeouts are explained by the packets that a filter dropped', async () => {
    const { report } = await analyzed({
      'PktMon.txt': byName('one-case/PktMon.txt').bytes,
      'NetTrace.txt': byName('one-case/NetTrace.txt').bytes,
    });
    expect(report.case.clockNotes).toEqual([]);
    expect(report.case.connections).toHaveLength(1);
    const [connection] = report.case.connections;
    expect(connection).toMatchObject({
      local: '192.0.2.10:55400',
      remote: '198.51.100.27:443',
      localIsKnown: true,
      drops: { packets: 2 },
    });
    expect(connection?.stated?.retransmissions).toMatchObject([
      { kind: 'rto', droppedHere: true, explainedBy: { code: 909, packet: 'data', by: 'sequence' } },
      { kind: 'rto', droppedHere: true, explainedBy: { code: 909, packet: 'data', by: 'sequence' } },
    ]);
    expect(connection?.observed).not.toBeNull();
  });

  test('an inspection drop and exhausted ports stand in their tables', async () => {
    const filtered = (await analyzed({ 'NetTrace.txt': byName('inspection-drop.txt').bytes })).report.case;
    expect(filtered.stackDrops).toMatchObject({ packets: 4, byReason: [{ code: 909, category: 'local-policy' }] });
    const exhausted = (await analyzed({ 'NetTrace.txt': byName('port-exhaustion.txt').bytes })).report.case;
    expect(exhausted.stackEvents?.ports.map(({ what, count }) => [what, count])).toEqual([
      ['exhausted', 5],
      ['bind-failed', 1],
    ]);
  });

  test('only documentation addresses occur', () => {
    const allowed = /^(192\.0\.2|198\.51\.100|203\.0\.113|0\.0\.0|127\.0\.0|255\.255\.255|224\.0\.0|239\.255\.255)\./;
    for (const { path, bytes } of samples.filter((sample) => !sample.path.endsWith('PktMon.txt'))) {
      const text = path.includes('one-case') ? bytes.toString('utf16le') : bytes.toString('utf8');
      const addresses = text.match(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g) ?? [];
      expect(
        addresses.filter((address) => !allowed.test(address)),
        path,
      ).toEqual([]);
    }
  });
});
