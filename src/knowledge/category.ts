/**
 * What kind of cause a drop or an error has. The first ten are the ones of Microsoft's article on packet loss
 * (https://learn.microsoft.com/troubleshoot/windows-client/networking/diagnose-packet-loss), five local and five
 * remote; the others are ours, for what the article has no word for. `README.md` lists them with examples.
 */
const CATEGORIES = {
  'local-policy': { side: 'local', title: 'Local policy (firewall, filter, port policy)' },
  'low-resources': { side: 'local', title: 'Low resources (buffers, memory, ports)' },
  'arp-nd-failure': {
    side: 'local',
    title: 'Next hop does not answer (ARP or neighbour discovery)',
  },
  'no-route': { side: 'local', title: 'No route' },
  'invalid-packet': { side: 'local', title: 'Invalid packet (header, checksum, length)' },
  congestion: { side: 'remote', title: 'Congestion or loss on the path' },
  'remote-policy': { side: 'remote', title: 'Remote policy (firewall or filter on the path)' },
  'destination-unreachable': { side: 'remote', title: 'Destination unreachable (nothing listens)' },
  'session-loss': { side: 'remote', title: 'Session lost (one side forgot the connection)' },
  mtu: { side: 'remote', title: 'Packet too large (MTU)' },
  'adapter-state': { side: 'local', title: 'Adapter state (link, power, driver)' },
  'virtual-switch-config': { side: 'local', title: 'Virtual switch configuration' },
  internal: { side: 'local', title: 'Internal to a Windows component or driver' },
  application: { side: 'neither', title: 'Application, not the network' },
  'normal-operation': { side: 'neither', title: 'Normal operation, no loss' },
  unknown: { side: 'neither', title: 'Unknown' },
} as const satisfies Record<string, { readonly side: Side; readonly title: string }>;

/** Where a cause of this kind sits, seen from the machine that made the log. */
export type Side = 'local' | 'remote' | 'neither';
export type Category = keyof typeof CATEGORIES;

/** All categories, Microsoft's local ones first, then the remote ones, then ours. */
export const categories = Object.keys(CATEGORIES) as readonly Category[];

/** True for a name of the taxonomy. */
export function isCategory(name: string): name is Category {
  return Object.hasOwn(CATEGORIES, name);
}

/**
 * The side on which the taxonomy puts a cause; `neither` for what is no loss and for names that are not in it.
 * Mind that a drop line is always a loss on this host, whatever the side of its category: "no socket here" is in
 * `destination-unreachable`, as in the article, although the destination is this machine.
 */
export function sideOf(category: string): Side {
  return isCategory(category) ? CATEGORIES[category].side : 'neither';
}

/** The category in words, for headings; a name that is not in the taxonomy is given back as it is. */
export function categoryTitle(category: string): string {
  return isCategory(category) ? CATEGORIES[category].title : category;
}
