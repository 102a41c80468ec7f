import type { DropEvent } from '../events/packet.js';
import type { DropFacts } from '../knowledge/drop-condition.js';
import { isMulticastMac, isMulticastOrBroadcast } from '../knowledge/noise.js';

/** What one drop line tells about its packet, for judging it. `broadcast` are addresses known to be broadcasts of their net. */
export function dropFacts(
  event: DropEvent,
  earlierReasons: readonly number[],
  broadcast: ReadonlySet<string>,
): DropFacts {
  const { header } = event;
  const destination = header?.destination ?? '';
  const linkMulticast = header?.link != null && isMulticastMac(header.link.destination);
  return {
    protocol: header?.protocol ?? 'unknown',
    source: header?.source ?? '',
    sourcePort: header?.sourcePort ?? 0,
    destination,
    destinationPort: header?.destinationPort ?? 0,
    multicast: destination === '' ? linkMulticast : isMulticastOrBroadcast(destination) || broadcast.has(destination),
    linkMulticast,
    tcpFlags: header?.tcp?.flags ?? null,
    direction: event.direction,
    location: event.location,
    earlierReasons,
    etherType: header?.link?.etherType ?? null,
    icmpType: header?.icmp?.type ?? null,
  };
}
