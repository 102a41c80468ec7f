import { describe, expect, it } from 'vitest';
import { processSurroundings } from '../../src/cli/process-surroundings.js';

/** What `etlreport explain <query>` prints on a terminal of 100 columns, on one line, and whether it knew. */
async function explain(query: string): Promise<{ readonly text: string; readonly isFound: boolean }> {
  const explainer = await processSurroundings().loadExplainer();
  const { text, isFound } = explainer(query, 100);
  return { text: text.replaceAll(/\s+/g, ' '), isFound };
}

describe('etlreport explain', () => {
  it('tells of a rule what it means, what triggers it, its category and the healthy state', async () => {
    const { text, isFound } = await explain('idle-session-loss');
    expect(isFound).toBe(true);
    expect(text).toContain('A firewall, NAT or load balancer on the path forgets connections');
    expect(text).toContain('Triggered by: Open connections that were idle for 60 s or more');
    expect(text).toMatch(/Category: .*[Ss]ession.*; side: remote\./);
    expect(text).toContain('Healthy: Connections survive their idle times.');
  });

  it('knows NTSTATUS and Winsock codes', async () => {
    expect(await explain('0xC00000B5')).toMatchObject({
      isFound: true,
      text: expect.stringContaining('STATUS_IO_TIMEOUT'),
    });
    expect(await explain('10060')).toMatchObject({ isFound: true, text: expect.stringContaining('WSAETIMEDOUT') });
  });

  it.each(['idle-sesion-loss', 'idle session los', 'unanswered-handshak', 'next-hop-unreachabel'])(
    'suggests the rule that a misspelt "%s" means',
    async (query) => {
      const meant = { i: 'idle-session-loss', u: 'unanswered-handshake', n: 'next-hop-unreachable' }[query[0]!];
      expect((await explain(query)).text).toContain(meant);
    },
  );
});
