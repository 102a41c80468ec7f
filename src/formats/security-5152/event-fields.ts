import type { BlockedFact } from '../../events/side/blocked.js';
import { addressOf, portOf, protocolOf } from '../side-endpoint.js';
import { parseSideTime } from '../side-time.js';
import { directionOf, layerWordOf } from './words.js';

/** The fields of one event as texts, by the names that the event itself gives them, in lower case. */
export type EventFields = ReadonlyMap<string, string>;

/** Fields that only these two events have: enough to know one without its number. */
const NEEDED = ['sourceaddress', 'filterrtid'] as const;
const LONGEST_RECORD = 2_000;

/** Names of the fields under which other programs export them. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  processid: 'processid',
  application: 'application',
  direction: 'direction',
  sourceaddress: 'sourceaddress',
  sourceport: 'sourceport',
  destaddress: 'destaddress',
  destinationaddress: 'destaddress',
  destport: 'destport',
  destinationport: 'destport',
  protocol: 'protocol',
  filterorigin: 'filterorigin',
  filterrtid: 'filterrtid',
  filterruntimeid: 'filterrtid',
  layername: 'layername',
  layerrtid: 'layerrtid',
  layerruntimeid: 'layerrtid',
};

/** A number of the two events; null for any other event and for what is no number. */
export function blockingEventId(printed: string): 5152 | 5157 | null {
  const id = printed.trim();
  return id === '5152' ? 5152 : id === '5157' ? 5157 : null;
}

/**
 * The fact of one event; null when fields are missing that both events always have.
 * @param text the record as written
 */
export function blockedOf(
  fields: EventFields,
  eventId: 5152 | 5157 | null,
  time: string,
  computer: string,
  line: number,
  text: string,
): BlockedFact | null {
  if (NEEDED.some((name) => !fields.has(name))) return null;
  const get = (name: string) => fields.get(name)?.trim() ?? '';
  const source = addressOf(get('sourceaddress'));
  const destination = addressOf(get('destaddress'));
  if (source === null || destination === null) return null;
  const protocol = protocolOf(get('protocol'));
  const filterId = get('filterrtid');
  const origin = get('filterorigin');
  const application = get('application');
  const layerId = get('layerrtid');
  const pid = get('processid');
  return {
    kind: 'blocked',
    line,
    text: text.length > LONGEST_RECORD ? `${text.slice(0, LONGEST_RECORD)}…` : text,
    what: eventId === 5157 ? 'connection' : 'packet',
    eventId,
    time: parseSideTime(time),
    computer: computer.trim(),
    direction: directionOf(get('direction')),
    protocol,
    source,
    sourcePort: portOf(get('sourceport'), protocol),
    destination,
    destinationPort: portOf(get('destport'), protocol),
    pid: /^\d{1,10}$/.test(pid) && pid !== '0' ? Number(pid) : null,
    application: application === '-' ? '' : application,
    filterId: /^[1-9]\d{0,19}$/.test(filterId) ? filterId : null,
    origin: origin === '' || origin === '-' ? null : origin,
    layerId: /^\d{1,5}$/.test(layerId) ? Number(layerId) : null,
    layerName: layerWordOf(get('layername')),
  };
}
