import { addressOf } from '../side-endpoint.js';
import type { EventFields } from './event-fields.js';

// Application Information:
//     Process ID:          1188
//     |-- label --|        |value|          the value stands behind tabs; labels are translated
const LABELLED = /^\s*[^:\t]{1,80}:\s*(\S.*)$/;
/** Forwarders write tabs and line ends in their own ways: `#011`, `#015#012`, `####`, `\r\n`. */
const LINE_ENDS = /#015#012|#012|#{4}|\\r\\n|\\n|\r\n|\r|\n/;
const TABS = /#011|\\t/g;

/**
 * The fields of a message as Event Viewer shows it, in any language: the values have a fixed order, and the two addresses
 * say where in it we are. Null when it is no such message.
 *
 *   process id, application | direction, address, port, address, port, protocol | [origin], filter id, layer, layer id
 */
export function fieldsOfMessage(message: string): EventFields | null {
  const values = message
    .split(LINE_ENDS)
    .map((line) => LABELLED.exec(line.replace(TABS, '\t'))?.[1]?.trim())
    .filter((value) => value !== undefined);
  const first = values.findIndex((value, at) => isAddress(value) && isAddress(values[at + 2] ?? ''));
  if (first < 1 || values.length < first + 8) return null;
  const filter = values.findIndex((value, at) => at > first + 4 && /^\d+$/.test(value) && isLayer(values, at));
  if (filter === -1) return null;
  const origin = filter > first + 5 ? (values[filter - 1] ?? '') : '';
  const fields: [string, string | undefined][] = [
    ['processid', values[first - 3]],
    ['application', values[first - 2]],
    ['direction', values[first - 1]],
    ['sourceaddress', values[first]],
    ['sourceport', values[first + 1]],
    ['destaddress', values[first + 2]],
    ['destport', values[first + 3]],
    ['protocol', values[first + 4]],
    ['filterorigin', /^\d+$/.test(origin) ? '' : origin],
    ['filterrtid', values[filter]],
    ['layername', values[filter + 1]],
    ['layerrtid', values[filter + 2]],
  ];
  return new Map(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** The filter id is followed by a name and a number: the layer and its id. Interface indexes are not. */
function isLayer(values: readonly string[], at: number): boolean {
  return /\D/.test(values[at + 1] ?? '1') && /^\d+$/.test(values[at + 2] ?? '');
}

function isAddress(value: string): boolean {
  return addressOf(value) !== null;
}
