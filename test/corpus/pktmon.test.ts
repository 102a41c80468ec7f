import { describe, expect, test } from 'vitest';
import path from 'node:path';
import { analyze } from '../../src/pipeline.js';
import { CORPUS, corpusHas } from './corpus-folder.js';

/** Facts of the README beside the logs: counted by other means, not by this program. */
const FACTS: readonly Facts[] = [
  {
    file: 'real/nathaniel-7119f51-vid-PktMon.txt',
    build: 19042,
    lines: 3171,
    packetLines: 1111,
    packets: 108,
    flows: 36,
    drops: {},
  },
  {
    file: 'real/nathaniel-a9cce3b-PktMon.txt',
    build: 19042,
    lines: 6359,
    packetLines: 2705,
    packets: 260,
    flows: 67,
    drops: {},
  },
  {
    file: 'real/kesiya24-baf1c2e-packets.txt',
    build: 26200,
    lines: 660,
    packetLines: 0,
    packets: 0,
    flows: 0,
    drops: {},
  },
  {
    file: 'rebuilt/demikernel-d63bc8d-server2022-en.txt',
    build: 20348,
    lines: 520,
    packetLines: 114,
    packets: 38,
    flows: 2,
    drops: {},
  },
  {
    file: 'rebuilt/gdn-22000-ko-metadata-only.txt',
    build: 22000,
    lines: 849,
    packetLines: 0,
    packets: 0,
    flows: 0,
    drops: {},
  },
  {
    file: 'rebuilt/stmcast-26100-de-window.txt',
    build: 26100,
    lines: 6870,
    packetLines: 3013,
    packets: null,
    flows: 53,
    drops: {
      'Not locally destined': 59,
      'INET: session state error': 50,
      'INET: receive inspection': 10,
      'INET: transport endpoint was not found': 7,
      'Inspection drop': 5,
      'Address resolution timeout': 4,
      'INET: received RST': 3,
      'INET: duplicate segment': 3,
      'Address resolution failure': 2,
      'INET: FIN-WAIT2': 1,
      'Arbitration unhandled': 1,
    },
  },
  {
    file: 'rebuilt/stmcast-26100-en-droponly-window.txt',
    build: 26100,
    lines: 1976,
    packetLines: 566,
    packets: null,
    flows: 20,
    drops: {
      'INET: session state error': 360,
      'INET: receive inspection': 72,
      'Not locally destined': 41,
      'INET: transport endpoint was not found': 37,
      'Inspection drop': 36,
      'Address resolution timeout': 13,
      'Address resolution failure': 5,
      'INET: duplicate segment': 2,
    },
  },
];

interface Facts {
  readonly file: string;
  readonly build: number;
  readonly lines: number;
  readonly packetLines: number;
  /** Null where the README does not say. */
  readonly packets: number | null;
  readonly flows: number;
  readonly drops: Readonly<Record<string, number>>;
}

describe.each(FACTS)('$file', ({ file, build, lines, packetLines, packets, flows, drops }) => {
  test.skipIf(!corpusHas(`pktmon/${file}`))('gives the counts that are known of it', async () => {
    const { report, failures } = await analyze([{ path: path.join(CORPUS, 'pktmon', file) }]);
    const [input] = report.case.inputs;
    expect(failures).toEqual([]);
    expect(input).toMatchObject({
      format: 'pktmon-text',
      encoding: 'utf-16le',
      captureBuild: build,
      lines,
      eventsLost: 0,
      unparsedReasons: [],
    });
    expect(input?.ledger.unparsed).toBe(0);
    expect(report.case.traffic).toMatchObject({ lines: packetLines, flows });
    if (packets !== null) expect(report.case.traffic.packets).toBe(packets);
    expect(Object.fromEntries(report.case.drops.byReason.map(({ reason, lines: count }) => [reason, count]))).toEqual(
      drops,
    );
    expect(report.case.drops.lines).toBe(Object.values(drops).reduce((sum, count) => sum + count, 0));
  });
});

describe('a real drop-only capture', () => {
  const file = 'pktmon/rebuilt/stmcast-26100-en-droponly-window.txt';

  test.skipIf(!corpusHas(file))(
    'counts packets far below lines, folds noise, and puts the unicast failure first',
    async () => {
      const { report } = await analyze([{ path: path.join(CORPUS, file) }]);
      const { drops } = report.case;
      expect(drops.packets).toBeLessThan(drops.lines / 4);
      expect(drops.noisePackets / drops.packets).toBeGreaterThan(0.8);
      expect(drops.groups[0]).toMatchObject({ code: 922, packets: 13, verdict: 'fault', noise: false });
      expect(report.diagnosis.findings[0]?.id).toBe('next-hop-unreachable');
      expect(report.diagnosis.verdict.loss).toBe('local');
    },
  );
});
