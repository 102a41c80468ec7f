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

  // A normal ending comes behind an answer or a FIN. Here the RST acknowledges the request, 2 ms behind it and 14 ms before
  // a round trip was over, and not one byte came back, three times out of three: worth a look, and no fault.
  it('rebuilt/stmcast-26100-de-window.txt: only the requests that were reset without any answer are suspected', async () => {
    const { diagnosis } = await reportOf('rebuilt/stmcast-26100-de-window.txt');
    const suspects = diagnosis.findings.filter(({ severity }) => severity === 'suspect');
    expect(suspects.map(({ id, connections }) => [id, connections])).toEqual([['application-reset', 3]]);
    expect(suspects[0]?.title).toContain('instead of answering the request');
  });

  it.each([
    // What each of them proves, and what it does not.
    ['nathaniel-7119f51-vid-PktMon.txt', /dropped none of the 108 packets .* is not proven/],
    ['nathaniel-a9cce3b-PktMon.txt', /dropped none of .* 2 connection attempts had no answer .* is not proven/],
    ['kesiya24-baf1c2e-packets.txt', /counters of this host are all zero.* proves nothing about the network/],
  ])('real/%s: no loss, nothing above a remark, and what that proves', async (file, proof) => {
    const { diagnosis, case: aggregate } = await reportOf(`real/${file}`);
    expect(aggregate.drops.lines).toBe(0);
    expect(diagnosis.verdict.loss).toBe('none');
    expect(diagnosis.verdict.sentence).toMatch(proof);
    expect(diagnosis.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('real/nathaniel-a9cce3b-PktMon.txt: SYNs at 0, 1, 3, 7 s, and the log ends before 15 s', async () => {
    const { diagnosis } = await reportOf('real/nathaniel-a9cce3b-PktMon.txt');
    const finding = diagnosis.findings.find(({ id }) => id === 'unanswered-handshake');
    expect(finding).toMatchObject({ severity: 'info', connections: 2 });
    expect(finding?.title).toContain('still unanswered when the capture ended');
    expect(finding?.explanation).toContain('SYNs at 0, 1, 3, 7 s');
  });
});
