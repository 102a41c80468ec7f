import { fileURLToPath } from 'node:url';
import glob from 'fast-glob';
import { describe, expect, it } from 'vitest';
import type { Loss, Severity } from '../../src/diagnose/diagnosis.js';
import { analyze } from '../../src/pipeline.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));

/** First finding of each sample: severity, side, id; null when there is none above information. Then the loss of the case. */
type Answer = readonly [first: `${Severity} ${'local' | 'remote' | 'undecided'} ${string}` | null, loss: Loss];

const NO_LISTENER: Answer = ['suspect local missing-listener', 'local'];
const SILENT_HOP: Answer = ['fault local next-hop-unreachable', 'local'];
const HEALTHY: Answer = [null, 'none'];

const ANSWERS: Readonly<Record<string, Answer>> = {
  'pktmon-text/26100/firewall-inbound.txt': ['suspect local firewall-inbound', 'local'],
  'pktmon-text/26100/no-listener.txt': ['fault local missing-listener', 'local'],
  'pktmon-text/26100/ipv6-dns-router-silent.txt': SILENT_HOP,
  'pktmon-text/26100/arp-failure.txt': SILENT_HOP,
  'pktmon-text/26100/no-route.txt': ['fault local no-route', 'local'],
  'pktmon-text/26100/invalid-checksum.txt': ['fault local invalid-packet', 'local'],
  'pktmon-text/26100/low-resources.txt': ['fault local low-resources', 'local'],
  'pktmon-text/26100/mtu-exceeded.txt': ['fault local mtu-exceeded', 'local'],
  'pktmon-text/26100/connection-refused.txt': ['fault remote refused-connection', 'remote'],
  'pktmon-text/26100/syn-unanswered.txt': ['fault remote unanswered-handshake', 'remote'],
  'pktmon-text/26100/data-retransmitted-then-reset.txt': ['fault remote idle-session-loss', 'remote'],
  'pktmon-text/26100/reset-by-peer.txt': ['suspect remote application-reset', 'remote'],
  'pktmon-text/26100/loss-recovered.txt': ['suspect remote path-loss', 'remote'],
  'pktmon-text/26100/healthy.txt': HEALTHY,
  'pktmon-text/19042/wireless-old-generation.txt': HEALTHY,
  'pktmon-text/26100/multicast-noise-only.txt': HEALTHY,
  'pktmon-text/26100/normal-endings.txt': HEALTHY,
  'pktmon-text/26200/no-packets.txt': [null, 'undecided'],
  'pktmon-text/26100/language-de.txt': SILENT_HOP,
  'pktmon-text/26200/language-fr.txt': SILENT_HOP,
  'pktmon-text/26200/language-zh-cn.txt': SILENT_HOP,
  'pktmon-text/22000/language-ko.txt': SILENT_HOP,
  'pktmon-text/26200/language-ja.txt': SILENT_HOP,
  'pktmon-text/26100/language-unknown.txt': SILENT_HOP,
  'pktmon-text/20348/old-generation-filter.txt': NO_LISTENER,
  'pktmon-text/26100/vswitch-vlan.txt': ['suspect local vlan-mismatch', 'local'],
  'pktmon-text/26100/numeric-reason-228.txt': ['suspect local steering-mismatch', 'local'],
  'pktmon-text/26100/vendor-code.txt': ['suspect local third-party-driver', 'local'],
  'pktmon-text/26100/encapsulated.txt': NO_LISTENER,
  'pktmon-text/26100/verbose.txt': NO_LISTENER,
  'pktmon-text/26100/hex.txt': NO_LISTENER,
  'pktmon-text/26100/brief.txt': NO_LISTENER,
  'pktmon-text/26100/no-ethernet.txt': NO_LISTENER,
  'pktmon-text/26100/metadata.txt': NO_LISTENER,
  'pktmon-text/22621/events-without-ids.txt': NO_LISTENER,
  'pktmon-text/19041/events-with-addresses.txt': NO_LISTENER,
  'pktmon-text/26100/mac-form.txt': NO_LISTENER,
  'pktmon-text/26100/offload-form.txt': NO_LISTENER,
  'pktmon-text/26100/duplicate-drop.txt': NO_LISTENER,
  'pktmon-text/26100/real-time-console.txt': NO_LISTENER,
  'pktmon-text/26100/resaved-utf-8.txt': NO_LISTENER,
  'pktmon-text/26100/line-feeds.txt': NO_LISTENER,
  'pktmon-text/26100/wrapped-events-lost.txt': NO_LISTENER,
  'pktmon-text/26100/filter-in-force.txt': NO_LISTENER,
  'pktmon-text/26100/cut.txt': NO_LISTENER,
  'pktmon-text/26100/other-providers.txt': NO_LISTENER,
  'nettrace-text/26100/healthy.txt': HEALTHY,
  'nettrace-text/26100/tail-loss-probe.txt': HEALTHY,
  'nettrace-text/26100/timeouts-recovered.txt': ['suspect remote path-loss', 'remote'],
  'nettrace-text/19041/timeouts-level-4.txt': HEALTHY,
  'nettrace-text/26100/retransmission-limit.txt': ['fault remote retransmission-limit', 'remote'],
  'nettrace-text/26100/connect-refused.txt': ['fault remote refused-connection', 'remote'],
  'nettrace-text/26100/connect-timeout.txt': ['fault remote unanswered-handshake', 'remote'],
  'nettrace-text/19041/connect-timeout.txt': ['fault remote unanswered-handshake', 'remote'],
  'nettrace-text/26100/reset-by-peer.txt': ['suspect remote application-reset', 'remote'],
  'nettrace-text/26100/reset-unread-data.txt': ['suspect local application-reset', 'none'],
  'nettrace-text/26100/inspection-drop.txt': ['suspect local firewall-outbound', 'local'],
  'nettrace-text/26100/no-route.txt': ['fault local no-route', 'local'],
  'nettrace-text/26100/port-exhaustion.txt': ['fault local port-exhaustion', 'local'],
  // Two files, one case: what one of them says of a retransmission, the other explains by a drop.
  'nettrace-text/26100/one-case': ['suspect local firewall-outbound', 'local'],
};

async function diagnosisOf(sample: string) {
  const files = sample.endsWith('.txt') ? [sample] : (await glob(`${sample}/*.txt`, { cwd: SAMPLES })).toSorted();
  const { report } = await analyze(files.map((path) => ({ path: `${SAMPLES}${path}` })));
  return report.diagnosis;
}

describe('the samples', () => {
  it.each(Object.entries(ANSWERS))('%s: %s', async (sample, [first, loss]) => {
    const { findings, verdict } = await diagnosisOf(sample);
    const serious = findings.filter(({ severity }) => severity !== 'info');
    const [top] = serious;
    expect(top === undefined ? null : `${top.severity} ${top.side} ${top.id}`).toBe(first);
    expect(verdict.loss).toBe(loss);
    // A case with one cause has one serious finding: everything else would be a false alarm. The trace itself may be bad too.
    const other = { local: 'remote', remote: 'local' }[String(loss)];
    expect(serious.filter(({ side }) => side === other).map(({ title }) => title)).toEqual([]);
    for (const finding of serious)
      if (finding.category !== 'coverage') expect(finding.evidence.length).toBeGreaterThan(0);
  });

  it('have their answer here, every one', async () => {
    const files = await glob('**/*.txt', { cwd: SAMPLES });
    const cases = files.map((file) => (file.includes('/one-case/') ? file.slice(0, file.lastIndexOf('/')) : file));
    expect(new Set(cases)).toEqual(new Set(Object.keys(ANSWERS)));
  });
});

it('answers language after language with the same sentence', async () => {
  const languages = Object.keys(ANSWERS).filter((sample) => sample.includes('language-'));
  const sentences = await Promise.all(languages.map(async (sample) => (await diagnosisOf(sample)).verdict.sentence));
  expect(new Set(sentences).size).toBe(1);
});

it('links the retransmissions that NetTrace states to the drop that PktMon shows', async () => {
  const { findings, verdict } = await diagnosisOf('nettrace-text/26100/one-case');
  expect(findings[0]?.explanation).toContain('These drops explain 2 retransmissions on 1 connection.');
  expect(verdict.sentence).toBe(
    'Local loss: a filter on this host stopped 2 packets on the way out (192.0.2.10 to 198.51.100.27:443).',
  );
  // Alone, the same NetTrace can only say that the loss is not here.
  const alone = await diagnosisOf('nettrace-text/26100/one-case/NetTrace.txt');
  expect(alone.findings.map(({ id, side }) => [id, side])).toEqual([['path-loss', 'undecided']]);
});
