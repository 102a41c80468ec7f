import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/events/event.js';
import type { PacketHeader } from '../../src/events/packet.js';
import { route } from '../read-cases.js';

/** Headers of packets of which tcpdump printed these lines. */
function headersOf(...details: string[]): (PacketHeader | null)[] {
  const lines = details.flatMap((detail, i) => [
    `[02]0004.0270::2026-03-01 21:40:57.12345${String(i).padStart(4, '0')} [Microsoft-Windows-PktMon] PktGroupId ${i + 1}, PktNumber 1, Appearance 1, Direction Rx , Type IP , Component 11, Edge 1, Filter 0, OriginalSize 197, LoggedSize 128 `,
    `\t${detail}`,
  ]);
  return route(lines).events.map((event: Event) => (event.kind === 'packet' ? event.header : null));
}

const FROM_CLIENT = 'ip: 192.0.2.5.50005 > 198.51.100.7.443:';

describe('the flow of a packet', () => {
  test('is one object for packets with the same protocol and ends', () => {
    const [first, second, other] = headersOf(
      `${FROM_CLIENT} Flags [S], seq 1, win 64240, length 0`,
      `${FROM_CLIENT} Flags [.], ack 7, win 64240, length 0`,
      'ip: 192.0.2.5.50005 > 198.51.100.7.44: Flags [.], ack 7, win 64240, length 0',
    );
    expect(second?.flow).toBe(first?.flow);
    expect(other?.flow).not.toBe(first?.flow);
  });

  test('says what the header says', () => {
    const headers = headersOf(
      `${FROM_CLIENT} Flags [S], seq 1, win 64240, length 0`,
      `${FROM_CLIENT} UDP, length 27`,
      'ip: 192.0.2.5 > 198.51.100.7: ICMP echo request, id 1, seq 365, length 40',
      'ip: 192.0.2.5 > 198.51.100.7: ip-proto-89 40',
      'ip: 192.0.2.5 > 198.51.100.7: ip-proto-88 40',
      'ip: 192.0.2.5.0 > 198.51.100.7.0: 27',
      'ip: 2001:db8::5.50005 > 2001:db8::7.53: 27+ A? example.com. (29)',
      'Request who-has 192.0.2.1 tell 192.0.2.5, length 28',
    );
    expect(headers.map((header) => header?.protocol)).toEqual([
      'tcp',
      'udp',
      'icmp',
      'ip-89',
      'ip-88',
      'unknown',
      'udp',
      'arp',
    ]);
    for (const header of headers)
      expect(header?.flow).toEqual({
        protocol: header?.protocol,
        source: header?.source,
        sourcePort: header?.sourcePort,
        destination: header?.destination,
        destinationPort: header?.destinationPort,
      });
  });
});
