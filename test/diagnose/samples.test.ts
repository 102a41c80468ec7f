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
};

async function diagnosisOf(sample: string) {
  const { report } = await analyze([{ path: `${SAMPLES}${sample}` }]);
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
    expect(serious.filter(({ side }) => side === (loss === 'local' ? 'remote' : 'local'))).toEqual([]);
    for (const finding of serious)
      if (finding.category !== 'coverage') expect(finding.evidence.length).toBeGreaterThan(0);
  });

  it('of PktMon.txt have their answer here, every one', async () => {
    expect(new Set(await glob('pktmon-text/**/*.txt', { cwd: SAMPLES }))).toEqual(new Set(Object.keys(ANSWERS)));
  });
});

it('answers language after language with the same sentence', async () => {
  const languages = Object.keys(ANSWERS).filter((sample) => sample.includes('language-'));
  const sentences = await Promise.all(languages.map(async (sample) => (await diagnosisOf(sample)).verdict.sentence));
  expect(new Set(sentences).size).toBe(1);
});
