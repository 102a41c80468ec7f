import type { Case } from '../../aggregate/case.js';
import type { EvidenceText } from '../../events/evidence.js';
import { listed, shortName } from '../words.js';

const ROLES = {
  local: 'an address of this host',
  temporary: 'an address of this host',
  gateway: 'the default gateway',
  dns: 'a DNS server',
  dhcp: 'the DHCP server',
} as const;

/** What `ipconfig` says of some addresses, to be put behind an explanation; null when it names none of them. */
export function addressWords(
  { side }: Case,
  addresses: readonly string[],
): { readonly sentence: string; readonly evidence: readonly EvidenceText[] } | null {
  const asked = new Set(addresses);
  const known = (side?.addresses ?? []).filter(({ address }) => asked.has(address));
  if (known.length === 0) return null;
  const words = known.map(({ address, role, adapter }) => `${address} is ${ROLES[role]} of ${shortName(adapter)}`);
  return { sentence: `By ipconfig, ${listed(words)}.`, evidence: known.map(({ evidence }) => evidence).slice(0, 2) };
}
