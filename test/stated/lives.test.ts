import { describe, expect, test } from 'vitest';
import { analyzed } from '../scenario-nettrace/analyzed.js';
import { NetTraceLog, type NetTraceOptions } from '../scenario-nettrace/nettrace-log.js';
import { TcpLife, type LifeTruth } from '../scenario-nettrace/tcp-life.js';
import { seededRandom } from '../scenario/random.js';

const LIVES = 200;
/** So few pointers that each is used again many times. */
const POINTERS = 12;

function lives(
  options: Partial<NetTraceOptions>,
  seed: number,
): { readonly log: NetTraceLog; readonly truths: readonly LifeTruth[] } {
  const random = seededRandom(seed);
  const log = new NetTraceLog(options);
  const freeAt = Array.from({ length: POINTERS }, () => 0);
  const truths: LifeTruth[] = [];
  for (let index = 0; index < LIVES; index++) {
    const pointer = index % POINTERS;
    const life = new TcpLife(log, {
      tcb: `FFFFA98C1E2D${(0x4000 + pointer * 0x80).toString(16).toUpperCase()}`,
      local: `192.0.2.68:${50_000 + index}`,
      remote: index % 3 === 0 ? `[2001:db8::${(index % 9) + 1}]:443` : `198.51.100.${(index % 20) + 1}:443`,
      pid: 1000 + (index % 7) * 4,
      // The next connection gets the pointer a millisecond after the last one gave it back.
      startMs: (freeAt[pointer] ?? 0) + 1,
      sequence: Math.floor(random() * 2 ** 32),
      rttMs: 10 + Math.floor(random() * 30),
    });
    live(life, random);
    freeAt[pointer] = life.nowMs;
    truths.push(life.truth);
  }
  return { log, truths };
}

function live(life: TcpLife, random: () => number): void {
  const start = random();
  if (start < 0.06) return void life.connectRefused();
  if (start < 0.12) return void life.connectInVain([1000, 2000, 4000, 8000], 6000);
  if (start < 0.2) life.connect([1000]);
  else if (start < 0.35) life.accept();
  else life.connect();
  const steps = Math.floor(random() * 6);
  for (let step = 0; step < steps; step++) {
    const what = random();
    if (what < 0.4) life.send(1 + Math.floor(random() * 9000));
    else if (what < 0.52) life.loseTail(1 + Math.floor(random() * 5000));
    else if (what < 0.64) life.loseToTimeouts(1 + Math.floor(random() * 1460), 1 + Math.floor(random() * 4));
    else if (what < 0.76) life.loseAndRecover(6, 1 + Math.floor(random() * 4));
    else if (what < 0.84) life.timeoutInVain(900);
    else life.receive(700).wait(random() * 20_000);
    life.wait(1 + random() * 200);
  }
  const end = random();
  if (end < 0.3) life.close('local');
  else if (end < 0.5) life.close('remote');
  else if (end < 0.65) life.resetByPeer();
  else if (end < 0.75) life.abort();
  else if (end < 0.85) life.closeWithUnreadData();
  else life.giveUp(1200);
}

const FORMS: readonly [string, Partial<NetTraceOptions>][] = [
  ['24H2, Verbose', { build: 26100, verbose: true }],
  ['24H2, Informational', { build: 26100, verbose: false }],
  ['2004, Verbose', { build: 19041, verbose: true }],
  ['2004, Informational', { build: 19041, verbose: false }],
];

describe('200 connections on twelve pointers, as NetTrace.txt tells them', () => {
  test.each(FORMS)('%s: every count is the truth', async (_, options) => {
    const { log, truths } = lives(options, 7);
    const { report, failures } = await analyzed({ 'NetTrace.txt': log.bytes() });
    expect(failures).toEqual([]);
    expect(report.case.inputs[0]?.ledger).toMatchObject({ event: log.lineCount, unparsed: 0, otherProvider: 0 });
    const { connections } = report.case;
    expect(connections.length).toBe(LIVES);
    const byLocal = new Map(connections.map((connection) => [connection.local, connection]));
    for (const truth of truths) {
      const connection = byLocal.get(truth.local);
      const stated = connection?.stated;
      const found: LifeTruth = {
        local: connection?.local ?? '',
        remote: connection?.remote ?? '',
        pid: connection?.pids[0] ?? 0,
        outcome: stated?.handshake?.outcome as LifeTruth['outcome'],
        end: (stated?.end?.how ?? null) as LifeTruth['end'],
        by: stated?.end?.by ?? null,
        syn: stated?.retransmits?.syn ?? 0,
        rto: stated?.retransmits?.rto ?? 0,
        tlp: stated?.retransmits?.tlp ?? 0,
        fast: stated?.retransmits?.fast ?? 0,
        spurious: stated?.retransmits?.spurious ?? 0,
        bytesResent: stated?.retransmits?.bytes ?? 0,
        bytesSent: stated?.sent?.bytes ?? 0,
        segmentsSent: stated?.sent?.segments ?? 0,
        episodes: stated?.retransmits?.episodes ?? 0,
        unrecovered: stated?.episodes.filter(({ recovered }) => !recovered).length ?? 0,
      };
      expect(found).toEqual(truth);
      expect(stated?.retransmits?.events).toBe(truth.syn + truth.rto + truth.tlp + truth.fast);
      if (stated?.selfCheck != null) expect(stated.selfCheck.agrees).toBe(true);
    }
    const all = truths.reduce((sum, { syn, rto, tlp, fast }) => sum + syn + rto + tlp + fast, 0);
    expect(all).toBeGreaterThan(300);
    expect(report.case.timeline.series.retransmits.reduce((sum, count) => sum + count, 0)).toBe(all);
  });
});
