import type { Language } from '../language.js';
import { PktMonLog } from '../pktmon-log.js';
import { Conversation } from '../tcp-conversation.js';
import { dnsQuery, udp } from '../udp-packets.js';
import { discoveryNoise } from './noise.js';
import { client, DATABASE, DROPS, HOST, HOST_ENDS, SILENT_ROUTER } from './places.js';
import { CAPTURE_PORTS, type Sample, sample } from './sample.js';

/** One story in every language of the labels: same numbers, same answer. */
export function languages(): Sample[] {
  const rows: [Language, number, string][] = [
    ['de', 26100, 'German'],
    ['fr', 26200, 'French'],
    ['zh-CN', 26200, 'Chinese: two kinds of comma and a fullwidth colon'],
    ['ko', 22000, 'Korean: a label with a blank inside'],
    ['ja', 26200, 'Japanese: ideographic commas'],
    ['unknown', 26100, 'an invented language that no table has'],
  ];
  return rows.map(([language, build, words]) =>
    sample(`${build}/language-${language.toLowerCase()}.txt`, 'local', languageLog(language, build), {
      shows: `labels in ${words}; the enum values and reasons stay English`,
      command: CAPTURE_PORTS,
      expected:
        'the same in all languages: 4 packets to a silent next hop, 3 without listener, discovery noise folded, one healthy connection',
    }),
  );
}

/** The story itself, also for tests that want it in English. */
export function languageLog(language: Language, build: number): PktMonLog {
  const filters = [{ name: 'LAB', ip: HOST.ipv4 }];
  const log = new PktMonLog({
    language,
    build,
    machine: HOST_ENDS,
    filters,
    startedAt: '2026-03-09T13:30:00.1000003',
  });
  log.play(
    new Conversation({ client: client(50_900), server: DATABASE, startMs: 200 }).connect().send('client', 300).close(),
  );
  for (let index = 0; index < 4; index += 1) {
    const ends = {
      source: HOST.linkLocal,
      sourcePort: 54_000,
      destination: SILENT_ROUTER,
      destinationPort: 53,
    };
    const query = dnsQuery(ends, 900 + index, 'A', 'www.example.com');
    log.drop(1000 + index * 1500, query, 'Tx', [DROPS.resolutionTimeout, DROPS.resolutionFailure]);
  }
  for (let index = 0; index < 3; index += 1) {
    const ends = {
      source: '192.0.2.31',
      sourcePort: 50_005,
      destination: HOST.ipv4,
      destinationPort: 50_005,
    };
    log.packet(1300 + index * 1000, udp(ends, 374), 'Rx', { drops: [DROPS.noUdpSocket] });
  }
  discoveryNoise(log, 900, 8000, 5, 11);
  return log;
}
