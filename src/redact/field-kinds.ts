/**
 * What a text of the report's data is, by the key it stands under. What is not listed here is a text of the log: safe, if not
 * pretty. A test finds the keys that samples have and this list has not.
 */
export type FieldKind =
  /** One of our own words or sentences, or of a closed list: stays. */
  | 'own'
  /** A sentence of ours that may name inputs and addresses. */
  | 'sentence'
  /** Text of a log: known words and numbers stay. */
  | 'text'
  /** A whole record of a log. */
  | 'record'
  | 'endpoint'
  | 'mac'
  /** Flags of TCP as tcpdump prints them; anything else is text. */
  | 'flags'
  /** Of the kernel, in hexadecimal digits. */
  | 'pointer'
  /** Nothing but a name that somebody gave. */
  | 'name'
  | 'path'
  /** Driver, then its description: `e1dn.sys, Intel(R) Ethernet …`. */
  | 'component';

const KEYS: Readonly<Record<FieldKind, string>> = {
  own: `verdict category meaning why symbol identity encoding format language layer what how by outcome initiator pattern
    resetClass kind grade provider code family step counts groupId explainedBy.packet time since until notSeen unparsedReasons.reason observed.source stated.source connections.state
    role joined lookup originFrom setting counters.source counters.name filterId`,
  sentence: 'problems notes clockNotes',
  text: `reason reasons status cause error state oldState protocol direction directions protocols interfaces type componentType conditions
    value properties.name property.name reason.name filter packet connection timer
    medium etherType info edge origin filter.layer statedFilters.layer layerName subLayer action filter.name statedFilters.name provider.name key scope`,
  record: 'text',
  endpoint: 'local remote source destination target askedBy nextHop prefix address gateway a b sender',
  mac: 'mac link.source link.destination',
  flags: 'tcpFlags packets tcp.flags',
  pointer: 'tcb nbl endpoint process',
  name: 'name alias hostName dnsName host machine user client instance service adapter',
  path: 'path application',
  component: 'components.name component.name description',
};

const kinds = new Map<string, FieldKind>(
  (Object.entries(KEYS) as [FieldKind, string][]).flatMap(([kind, keys]) =>
    keys.split(/\s+/).map((key) => [key, kind]),
  ),
);

/** Keys whose value is a record by words of the log: `directions`, `protocols`. */
const BY_LOG_TEXT: ReadonlySet<string> = new Set(['directions', 'protocols', 'interfaces']);

/** @param parent key above, past lists: `components` for `components[0].name` */
export function kindOfField(key: string, parent: string): FieldKind | null {
  return kinds.get(`${parent}.${key}`) ?? kinds.get(key) ?? null;
}

export function hasKeysOfLog(key: string): boolean {
  return BY_LOG_TEXT.has(key);
}
