import { fileURLToPath } from 'node:url';
import glob from 'fast-glob';
import { describe, expect, it } from 'vitest';
import type { Loss, Severity } from '../../src/diagnose/diagnosis.js';
import { analyze } from '../../src/pipeline.js';
import { allSamples } from '../scenario/samples/index.js';

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
  'pktmon-text/26100/congestion.txt': ['fault remote path-loss', 'remote'],
  'pktmon-text/26100/remote-policy.txt': ['fault remote unreachable-destination', 'remote'],
  'pktmon-text/26100/udp-port-unreachable.txt': ['fault remote unreachable-destination', 'remote'],
  'pktmon-text/26100/session-loss-idle.txt': ['fault remote idle-session-loss', 'remote'],
  'pktmon-text/26100/mtu-black-hole.txt': ['fault remote mtu-black-hole', 'remote'],
  'pktmon-text/26100/mtu-too-big.txt': ['suspect remote mtu-exceeded', 'remote'],
  'pktmon-text/26100/syn-still-unanswered.txt': HEALTHY,
  'pktmon-text/26100/data-loss-then-reset.txt': ['fault remote retransmission-limit', 'remote'],
  'pktmon-text/26100/changed-tcp-header.txt': ['suspect remote changed-tcp-header', 'remote'],
  'pktmon-text/26100/application-reset.txt': ['suspect remote application-reset', 'remote'],
  'pktmon-text/26100/two-causes-local-and-remote.txt': ['fault local next-hop-unreachable', 'both'],
  'pktmon-text/26100/two-causes-local.txt': ['fault local low-resources', 'local'],
  'pktmon-text/26100/healthy.txt': HEALTHY,
  'pktmon-text/19042/wireless-old-generation.txt': HEALTHY,
  'pktmon-text/26100/multicast-noise-only.txt': HEALTHY,
  'pktmon-text/26100/normal-endings.txt': HEALTHY,
  'pktmon-text/26200/no-packets.txt': [null, 'undecided'],
  'pktmon-text/26200/counters-zero.txt': HEALTHY,
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
    const files = await glob('{pktmon,nettrace}-text/**/*.txt', { cwd: SAMPLES });
    const cases = files.map((file) => (file.includes('/one-case/') ? file.slice(0, file.lastIndexOf('/')) : file));
    expect(new Set(cases)).toEqual(new Set(Object.keys(ANSWERS)));
  });
});

it('lose where samples/README.md says', () => {
  for (const { path, loss } of allSamples()) expect([path, ANSWERS[path]?.[1]]).toEqual([path, loss]);
});

/** One line a sample, all its findings in their order: what a change of a rule does to the answers shows in the diff. */
it('give these findings, and no others', async () => {
  const lines = [
    '# Findings of the samples',
    '',
    'Written by `npx vitest run test/diagnose/samples.test.ts -u`; read the difference before you commit it.',
    'A finding is severity, side, rule (category): packets, connections. In the order of the report.',
    '',
    '| sample | loss | findings |',
    '| --- | --- | --- |',
  ];
  for (const sample of Object.keys(ANSWERS)) {
    const { findings, verdict } = await diagnosisOf(sample);
    const told = findings.map(
      ({ severity, side, id, category, packets, connections }) =>
        `${severity} ${side} \`${id}\` (${category}): ${packets}, ${connections}`,
    );
    lines.push(`| \`${sample}\` | ${verdict.loss}, ${verdict.confidence} | ${told.join('<br>') || 'none'} |`);
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('samples-findings.md');
});

const idsOf = async (sample: string) => {
  const { findings } = await diagnosisOf(`pktmon-text/26100/${sample}.txt`);
  return findings.filter(({ severity }) => severity !== 'info').map(({ side, id }) => `${side} ${id}`);
};

it('tell both causes where two are at work', async () => {
  expect(await idsOf('two-causes-local-and-remote')).toEqual([
    'local next-hop-unreachable',
    'remote unanswered-handshake',
  ]);
  expect(await idsOf('two-causes-local')).toEqual(['local low-resources', 'local firewall-inbound']);
});

/** Microsoft's ten categories of packet loss and the scenarios of its article on resets, each with a sample that shows it. */
const CATEGORIES: readonly (readonly [category: string, sample: string, told: string])[] = [
  ['local policy', 'firewall-inbound', 'local-policy'],
  ['low resources', 'low-resources', 'low-resources'],
  ['ARP/ND failure', 'arp-failure', 'arp-nd-failure'],
  ['no route', 'no-route', 'no-route'],
  ['invalid packet', 'invalid-checksum', 'invalid-packet'],
  ['congestion', 'congestion', 'congestion'],
  ['remote policy', 'remote-policy', 'remote-policy'],
  ['destination unreachable', 'connection-refused', 'destination-unreachable'],
  ['session loss', 'session-loss-idle', 'session-loss'],
  ['MTU', 'mtu-black-hole', 'mtu'],
  ['loss in the handshake', 'syn-unanswered', 'remote-policy'],
  ['loss of data, then ACK RST', 'data-loss-then-reset', 'congestion'],
  ['changed TCP header', 'changed-tcp-header', 'remote-policy'],
  ['application-level reset', 'application-reset', 'application'],
  ['refused SYN', 'connection-refused', 'destination-unreachable'],
  ['UDP port unreachable by ICMP', 'udp-port-unreachable', 'destination-unreachable'],
];

it.each(CATEGORIES)('%s: %s.txt has it as its first finding', async (_, sample, told) => {
  const { findings } = await diagnosisOf(`pktmon-text/26100/${sample}.txt`);
  expect(findings[0]).toMatchObject({ category: told });
  expect(findings[0]?.severity).not.toBe('info');
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
