import type { StackEndpoint, StackRecord } from '../../events/stack.js';
import type { StackDropEvent, StackDropLayer } from '../../events/stack-drop.js';
import type { Fields } from './fields.js';
import {
  readDirection,
  readEndpoint,
  readFamily,
  readIp4,
  readNamedNumber,
  readNumber,
  readPid,
  readPointer,
  readProtocol,
  readStatus,
  readTriple,
} from './values.js';

/** Messages of these layers speak of one packet each and print no number of packets. */
const ONE_PACKET: ReadonlySet<string> = new Set<StackDropLayer>([
  'icmp',
  'arp',
  'afd-datagram',
  'udp-send',
  'raw-send',
  'options',
  'upper-layer',
  'clone',
  'filtered',
]);

/** Makes the event of a message that says the stack discarded something. */
export function buildStackDrop(fields: Fields, record: StackRecord): StackDropEvent {
  const layer = fields.constant('what') as StackDropLayer;
  const cause = fields.constant('cause');
  const direction = fields.take('direction', readDirection);
  const source = fields.take('source', readAnyAddress) ?? fields.take('sourceIp', readArpAddress);
  const destination = fields.take('destination', readAnyAddress) ?? fields.take('targetIp', readArpAddress);
  const [from, to] =
    direction === 'receive' ? [destination, source] : direction === 'send' ? [source, destination] : [];
  return {
    kind: 'stack-drop',
    ...record,
    layer,
    reason: fields.take('reason', readNamedNumber) ?? (cause === null ? null : { value: null, name: cause }),
    status: fields.take('status', readStatus),
    packets: fields.take('packets', readNumber) ?? (ONE_PACKET.has(layer) ? 1 : null),
    protocol: fields.take('protocol', readProtocol) ?? fields.constant('protocol'),
    family: fields.take('family', readFamily),
    direction,
    interface: fields.take('interface', readNumber),
    compartment: fields.take('compartment', readNumber),
    local: fields.take('local', readEndpoint) ?? from ?? null,
    remote: fields.take('remote', readEndpoint) ?? to ?? null,
    source,
    destination,
    nbl: fields.take('nbl', readPointer),
    tcb: fields.take('tcb', readPointer),
    endpoint: fields.take('endpoint', readPointer),
    pid: fields.take('pid', readPid),
    bytes: fields.take('bytes', readNumber),
    counts: (fields.constant('counts') as StackDropEvent['counts'] | null) ?? 'packets',
    words: wordsOf(fields),
  };
}

/** One address, or the two families of old builds with a mark. */
function readAnyAddress(text: string): StackEndpoint | null {
  if (!text.includes(' ')) return readEndpoint(text);
  const address = readTriple(text);
  return address === null ? null : { address, port: 0 };
}

function readArpAddress(text: string): StackEndpoint | null {
  const address = readIp4(text);
  return address === null ? null : { address, port: 0 };
}

/** `request` or `reply` for ARP is fixed text of the message, so it is a constant of the table. */
function wordsOf(fields: Fields): Readonly<Record<string, string>> {
  const request = fields.constant('request');
  return { ...(request !== null && { request }), ...fields.rest() };
}
