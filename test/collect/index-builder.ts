import type { CaseSummary, FindingSummary } from '../../src/render/index-page/case-summary.js';
import type { CollectionIndex } from '../../src/render/index-page/index-document.js';

export function buildFinding(change: Partial<FindingSummary> = {}): FindingSummary {
  return {
    id: 'next-hop-unreachable',
    severity: 'fault',
    side: 'local',
    category: 'arp-nd-failure',
    confidence: 'high',
    title: '192.0.2.200 does not answer ARP: 3 packets for TCP port 1433 dropped here',
    packets: 3,
    connections: 3,
    next: 'Get-NetNeighbor -IPAddress 192.0.2.200   (State Incomplete or Unreachable)',
    ...change,
  };
}

export function buildSummary(name: string, change: Partial<CaseSummary> = {}): CaseSummary {
  return {
    name,
    host: name,
    reports: [
      { format: 'html', path: `${name}.html` },
      { format: 'json', path: `${name}.json` },
    ],
    inputs: [
      {
        path: `${name}/PktMon.txt`,
        role: 'trace',
        format: 'pktmon-text',
        sizeBytes: 27_600,
        lines: 72,
        captureBuild: 26100,
        firstTime: '2026-03-03T08:05:10.130000500+01:00',
        lastTime: '2026-03-03T08:05:32.130000500+01:00',
      },
    ],
    firstTime: '2026-03-03T08:05:10.130000500+01:00',
    lastTime: '2026-03-03T08:05:32.130000500+01:00',
    verdict: { loss: 'local', confidence: 'high', sentence: 'Local loss: this host dropped 3 packets.' },
    findings: [buildFinding()],
    findingsNotKept: 0,
    drops: { lines: 6, packets: 3, mattering: 3 },
    reasons: [
      {
        code: 922,
        reason: 'Address resolution timeout',
        category: 'arp-nd-failure',
        verdict: 'fault',
        packets: 3,
        lines: 6,
      },
    ],
    retransmissions: 0,
    connections: 4,
    ...change,
  };
}

export const HEALTHY: Partial<CaseSummary> = {
  verdict: { loss: 'none', confidence: 'medium', sentence: 'No loss found: all is well.' },
  findings: [],
  drops: { lines: 0, packets: 0, mattering: 0 },
  reasons: [],
  retransmissions: null,
};

export function buildIndex(change: Partial<CollectionIndex> = {}): CollectionIndex {
  return {
    generator: { name: 'etlreport', version: '0.0.0' },
    roots: ['MS_DATA', 'sent.zip'],
    cases: [
      ...Array.from({ length: 14 }, (_, index) => buildSummary(`WEB${index + 10}`)),
      buildSummary('DB01', HEALTHY),
      buildSummary('DB02', {
        host: null,
        findings: [
          buildFinding({ id: 'no-route', severity: 'suspect', title: 'No route to 198.51.100.7', next: null }),
        ],
        reasons: [
          {
            code: null,
            reason: 'A reason that no table knows',
            category: 'unknown',
            verdict: 'suspect',
            packets: 900,
            lines: 900,
          },
        ],
        drops: { lines: 900, packets: 900, mattering: 900 },
        firstTime: null,
        lastTime: null,
      }),
    ],
    failures: [
      {
        path: 'sent.zip',
        caseName: null,
        message: 'sent.zip: "secret.txt" not read: it is encrypted.',
        next: ['Unpack it.'],
      },
      { path: 'x.txt', caseName: 'DB01', message: 'x.txt is damaged.', next: [] },
    ],
    notRead: [
      { path: 'MS_DATA/a.etl', caseName: 'WEB10', what: 'a binary event trace (.etl), not its text' },
      { path: 'MS_DATA/b.etl', caseName: null, what: 'a binary event trace (.etl), not its text' },
      { path: 'MS_DATA/c.txt', caseName: null, what: 'a text of another kind' },
    ],
    isRedacted: false,
    top: 200,
    ...change,
  };
}

export const EMPTY: CollectionIndex = buildIndex({
  cases: [buildSummary('web01', { ...HEALTHY, host: null, reports: [] })],
  failures: [],
  notRead: [],
  isRedacted: true,
});

/** An index in which every text that could come from a file or its name is this one. */
export function hostileIndex(text: string): CollectionIndex {
  const finding = { id: text, category: text, title: text, next: text };
  const hostile = (name: string) =>
    buildSummary(name, {
      host: text,
      reports: [{ format: 'html', path: `${name}${text}.html` }],
      findings: [buildFinding(finding)],
      verdict: { loss: 'local', confidence: 'low', sentence: text },
      reasons: [{ code: null, reason: text, category: text, verdict: 'fault', packets: 1, lines: 1 }],
      firstTime: text,
    });
  return buildIndex({
    roots: [text],
    cases: [hostile(`a${text}`), hostile(`b${text}`)],
    failures: [{ path: text, caseName: text, message: text, next: [text] }],
    notRead: [{ path: text, caseName: text, what: text }],
  });
}
