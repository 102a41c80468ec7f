import type { BlockedFact } from '../../events/side/blocked.js';
import { addressOf, portOf, protocolOf } from '../side-endpoint.js';
import { parseSideTime } from '../side-time.js';
import { textOfHex } from './hex-text.js';
import type { XmlRecord } from './record-reader.js';

/** What of a net event is kept. */
export const NET_EVENT_PATHS: readonly string[] = [
  'header/timeStamp',
  'header/ipProtocol',
  'header/localAddrV4',
  'header/remoteAddrV4',
  'header/localAddrV6',
  'header/remoteAddrV6',
  'header/localAddrV6.byteArray16',
  'header/remoteAddrV6.byteArray16',
  'header/localAddrV6/byteArray16',
  'header/remoteAddrV6/byteArray16',
  'header/localPort',
  'header/remotePort',
  'header/appId/data',
  'header/appId/asString',
  'type',
  'classifyDrop/filterId',
  'classifyDrop/layerId',
  'classifyDrop/msFwpDirection',
  'capabilityDrop/filterId',
  'internalFields/filterOrigin',
];

const DIRECTIONS: Readonly<Record<string, BlockedFact['direction']>> = {
  MS_FWP_DIRECTION_IN: 'in',
  MS_FWP_DIRECTION_OUT: 'out',
  MS_FWP_DIRECTION_FORWARD: 'forward',
};

/** A drop; null for what was let through, and for events of IPsec. Which end is local is not reliable: match both ways. */
export function blockedOfNetEvent(record: XmlRecord): BlockedFact | null {
  if (!/_(?:CLASSIFY|CAPABILITY)_DROP/.test(record.text('type'))) return null;
  const protocol = protocolOf(record.text('header/ipProtocol'));
  const local = addressIn(record, 'local');
  const remote = addressIn(record, 'remote');
  if (local === null || remote === null) return null;
  const direction = DIRECTIONS[record.text('classifyDrop/msFwpDirection')] ?? null;
  const ends = {
    local: { address: local, port: portOf(record.text('header/localPort'), protocol) },
    remote: { address: remote, port: portOf(record.text('header/remotePort'), protocol) },
  };
  const [from, to] = direction === 'in' ? [ends.remote, ends.local] : [ends.local, ends.remote];
  const filterId = record.text('classifyDrop/filterId') || record.text('capabilityDrop/filterId');
  const layerId = record.text('classifyDrop/layerId');
  const origin = record.text('internalFields/filterOrigin');
  return {
    kind: 'blocked',
    line: record.line,
    text: `<netEvent> ${['header/timeStamp', 'header/ipProtocol', 'classifyDrop/filterId', 'classifyDrop/layerId']
      .filter((path) => record.has(path))
      .map((path) => `<${path.split('/')[1]}>${record.text(path)}</${path.split('/')[1]}>`)
      .join(' ')} (${from.address} to ${to.address})`,
    what: 'packet',
    eventId: null,
    time: parseSideTime(record.text('header/timeStamp')),
    computer: '',
    direction,
    protocol,
    source: from.address,
    sourcePort: from.port,
    destination: to.address,
    destinationPort: to.port,
    pid: null,
    application: textOfHex(record.text('header/appId/data')) || record.text('header/appId/asString'),
    filterId: /^[1-9]\d{0,19}$/.test(filterId) ? filterId : null,
    origin: origin === '' ? null : origin,
    layerId: /^\d{1,5}$/.test(layerId) ? Number(layerId) : null,
    layerName: '',
  };
}

/** `192.0.2.10`, `2001:db8::1`, or 32 hex digits. */
function addressIn(record: XmlRecord, end: 'local' | 'remote'): string | null {
  const printed =
    record.text(`header/${end}AddrV4`) ||
    record.text(`header/${end}AddrV6/byteArray16`) ||
    record.text(`header/${end}AddrV6.byteArray16`) ||
    record.text(`header/${end}AddrV6`);
  return addressOf(printed);
}
