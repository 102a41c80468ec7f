import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';

/** Real logs beside the project: absent elsewhere, and then skipped by name. */
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/pktmon/', import.meta.url));

async function reportOf(file: string) {
  return (await analyze([{ path: `${CORPUS}${file}` }])).report;
}

describe.skipIf(!existsSync(CORPUS))('real logs', () => {
  it.each([
    ['rebuilt/stmcast-26100-de-window.txt', 4],
    ['rebuilt/stmcast-26100-en-droponly-window.txt', 13],
  ])(
    '%s: the DNS server that does not answer neighbour discovery comes first, with %i packets',
    async (file, packets) => {
      const { diagnosis, case: aggregate } = await reportOf(file);
      const [first, ...others] = diagnosis.findings;
      expect(first).toMatchObject({
        id: 'next-hop-unreachable',
        severity: 'fault',
        side: 'local',
        confidence: 'high',
        packets,
      });
      expect(first?.title).toContain('does not answer neighbour discovery');
      expect(first?.title).toContain('DNS');
      expect(diagnosis.verdict).toMatchObject({ loss: 'local', confidence: 'high' });
      // Multicast is folded into one remark, and normal endings and duplicates are no faults.
      expect(others.find(({ id }) => id === 'discovery-noise')).toMatchObject({
        severity: 'info',
        packets: aggregate.drops.noisePackets,
      });
      for (const { severity, id } of others) {
        if (['normal-ending', 'spurious-retransmission', 'forgotten-session', 'late-reply'].includes(id))
          expect([id, severity]).toEqual([id, 'info']);
        expect(severity).not.toBe('fault');
      }
    },
  );

  it('rebuilt/stmcast-26100-de-window.txt: only the requests that were reset without any answer are suspected', async () => {
    const { diagnosis } = await reportOf('rebuilt/stmcast-26100-de-window.txt');
    const suspects = diagnosis.findings.filter(({ severity }) => severity === 'suspect');
    expect(suspects.map(({ id, connections }) => [id, connections])).toEqual([['application-reset', 3]]);
    expect(suspects[0]?.title).toContain('instead of answering the request');
  });

  it('real/nathaniel-7119f51-vid-PktMon.txt: no loss, nothing above a remark, and what that proves', async () => {
    const { diagnosis } = await reportOf('real/nathaniel-7119f51-vid-PktMon.txt');
    expect(diagnosis.verdict.loss).toBe('none');
    expect(diagnosis.verdict.sentence).toMatch(/dropped none of the 108 packets .* is not proven/);
    expect(diagnosis.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('real/nathaniel-a9cce3b-PktMon.txt: no drop, and one peer whose SYNs at 0, 1, 3, 7 s got no answer', async () => {
    const { diagnosis, case: aggregate } = await reportOf('real/nathaniel-a9cce3b-PktMon.txt');
    expect(aggregate.drops.lines).toBe(0);
    const serious = diagnosis.findings.filter(({ severity }) => severity !== 'info');
    expect(serious.map(({ id, connections }) => [id, connections])).toEqual([['unanswered-handshake', 2]]);
    expect(serious[0]?.explanation).toContain('SYNs at 0, 1, 3, 7 s');
  });

  it('real/kesiya24-baf1c2e-packets.txt: without a packet nothing is claimed', async () => {
    const { diagnosis } = await reportOf('real/kesiya24-baf1c2e-packets.txt');
    expect(diagnosis.verdict).toMatchObject({
      loss: 'undecided',
      sentence: expect.stringContaining('no packet and no drop was captured'),
    });
    expect(diagnosis.findings).toEqual([]);
  });
});
