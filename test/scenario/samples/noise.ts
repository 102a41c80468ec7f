import { type Frame, withLink } from '../frame.js';
import type { PktMonLog } from '../pktmon-log.js';
import { seededRandom } from '../random.js';
import { hsrp, mdnsAnswer, mdnsQuery, udp } from '../udp-packets.js';
import { DROPS, NEIGHBOR } from './places.js';

const SERVICES = [
  '_googlecast._tcp.local',
  '_ipp._tcp.local',
  '_companion-link._tcp.local',
  '_spotify-connect._tcp.local',
];
const neighbor = (number: number) => ({
  source: `00-00-5E-00-53-${number.toString(16).toUpperCase()}`,
});

/**
 * Discovery traffic as any office network has it: one multicast datagram makes a drop line per socket that declines it.
 * Nothing of it is a loss.
 *
 * @returns number of drop lines written
 */
export function discoveryNoise(log: PktMonLog, fromMs: number, untilMs: number, packets: number, seed = 7): number {
  const random = seededRandom(seed);
  let lines = 0;
  for (let index = 0; index < packets; index += 1) {
    const atMs = fromMs + ((index + random()) * (untilMs - fromMs)) / packets;
    const who = 0x20 + Math.floor(random() * 12);
    const [frame, drops] = discoveryPacket(index, who, random());
    log.drop(atMs, withLink(frame, neighbor(who)), 'Rx', drops);
    lines += drops.length;
  }
  return lines;
}

type Noise = [Frame, (typeof DROPS)[keyof typeof DROPS][]];

function discoveryPacket(index: number, who: number, chance: number): Noise {
  const declined = Array(2 + Math.floor(chance * 4)).fill(DROPS.sessionState) as Noise[1];
  const raw = [DROPS.noRawSocket, DROPS.inspection];
  const service = SERVICES[who % SERVICES.length] ?? '';
  switch (index % 5) {
    case 0:
      return [hsrp(chance < 0.5 ? '192.0.2.2' : '192.0.2.3'), [DROPS.notForUs]];
    case 1:
      return [mdnsQuery(`192.0.2.${who}`, service), [DROPS.receiveInspection, ...declined]];
    case 2:
      return [mdnsQuery(`fe80::${who.toString(16)}`, service), [DROPS.receiveInspection, ...declined, ...raw]];
    case 3: {
      const ends = {
        source: `192.0.2.${who}`,
        sourcePort: 50000 + who,
        destination: '239.255.255.250',
        destinationPort: 1900,
      };
      return [udp(ends, 173), [DROPS.receiveInspection, DROPS.sessionState]];
    }
    default: {
      const records = [
        `(Cache flush) SRV printer-${who}.local.:631 0 0`,
        '(Cache flush) TXT "ty=Printer, 2nd floor" "rp=ipp/print"',
      ];
      return [mdnsAnswer(`192.0.2.${who}`, records, 118), [...declined, ...raw]];
    }
  }
}

/** The same traffic as packets that the adapter delivers and nobody drops. */
export function quietMulticast(log: PktMonLog, atMs: number): void {
  log.packet(atMs, withLink(mdnsQuery(NEIGHBOR.address, '_ipp._tcp.local'), { source: NEIGHBOR.mac }), 'Rx');
}
