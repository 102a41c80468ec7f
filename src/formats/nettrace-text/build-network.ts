import type { InterfaceEvent, InterfaceWhat } from '../../events/interface.js';
import type { NeighborEvent, NeighborWhat } from '../../events/neighbor.js';
import type { PortEvent, PortWhat } from '../../events/port.js';
import type { RouteEvent, RouteWhat } from '../../events/route.js';
import type { StackRecord } from '../../events/stack.js';
import type { Fields } from './fields.js';
import {
  readAddress,
  readEndpoint,
  readMac,
  readName,
  readNamedNumber,
  readNumber,
  readPid,
  readPointer,
  readPrefix,
  readStatus,
  readTriple,
} from './values.js';

/** Makes the event of a message about a neighbour. */
export function buildNeighbor(fields: Fields, record: StackRecord): NeighborEvent {
  return {
    kind: 'neighbor',
    ...record,
    what: fields.constant('what') as NeighborWhat,
    address: fields.take('address', readTriple) ?? '',
    mac: fields.take('mac', readMac),
    interface: fields.take('interface', readNumber),
    compartment: fields.take('compartment', readNumber),
    oldState: fields.take('oldState', readName),
    state: fields.take('state', readName),
    event: fields.take('event', readName),
    source: fields.take('source', readAddress),
    lastReachableMs: fields.take('lastReachableMs', readNumber),
    protocol: fields.take('protocol', readName),
    words: fields.rest(),
  };
}

/** Makes the event of a message about a route, or about the choice of one. */
export function buildRoute(fields: Fields, record: StackRecord): RouteEvent {
  return {
    kind: 'route',
    ...record,
    what: fields.constant('what') as RouteWhat,
    prefix: fields.take('prefix', readPrefix),
    nextHop: fields.take('nextHop', readTriple),
    interface: fields.take('interface', readNumber),
    compartment: fields.take('compartment', readNumber),
    destination: fields.take('destination', readAddress),
    source: fields.take('source', readAddress),
    metric: fields.take('metric', readNumber),
    state: fields.take('state', readName),
    oldState: fields.take('oldState', readName),
    reason: fields.take('reason', readNamedNumber),
    status: fields.take('status', readStatus),
    words: fields.rest(),
  };
}

/** Makes the event of a message about a port or a binding. */
export function buildPort(fields: Fields, record: StackRecord): PortEvent {
  const printed = fields.take('protocol', readName)?.toLowerCase();
  return {
    kind: 'port',
    ...record,
    what: fields.constant('what') as PortWhat,
    protocol:
      (fields.constant('protocol') as 'tcp' | 'udp' | null) ??
      (printed === 'tcp' || printed === 'udp' ? printed : null),
    endpoint: fields.take('endpoint', readPointer),
    local: fields.take('local', readEndpoint),
    port: fields.take('port', readNumber),
    ports: fields.take('ports', readNumber),
    pid: fields.take('pid', readPid),
    status: fields.take('status', readStatus),
    cause: fields.constant('cause'),
    words: fields.rest(),
  };
}

/** Makes the event of a message about an interface. */
export function buildInterface(fields: Fields, record: StackRecord): InterfaceEvent {
  return {
    kind: 'interface',
    ...record,
    what: fields.constant('what') as InterfaceWhat,
    interface: fields.take('interface', readNumber),
    compartment: fields.take('compartment', readNumber),
    address: fields.take('address', readTriple),
    alias: fields.text('alias'),
    mac: fields.take('mac', readMac),
    bitsPerSecond: fields.take('bitsPerSecond', readNumber),
    status: fields.take('status', readStatus),
    words: fields.rest(),
  };
}
