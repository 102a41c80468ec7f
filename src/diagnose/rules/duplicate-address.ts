import { findingOf } from '../finding.js';
import { NEIGHBORS } from '../official-docs.js';
import { addressForCommand } from '../place.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule } from '../stated-events.js';
import { listed } from '../words.js';

export const duplicateAddress: Rule = eventRule({
  id: 'duplicate-address',
  title: 'Nobody else has an address of this host',
  trigger: 'Events of the stack: duplicate address detection failed (1115).',
  meaning:
    'Another machine on the link answered for an address that this host wanted. Windows does not use it then, and what is sent to it reaches the other machine.',
  category: 'arp-nd-failure',
  side: 'local',
  findings({ neighbors }) {
    const taken = neighbors.filter(({ duplicate }) => duplicate > 0);
    if (taken.length === 0) return [];
    const addresses = listed(taken.map(({ address }) => address));
    return [
      findingOf({
        id: 'duplicate-address',
        severity: 'fault',
        side: 'local',
        category: 'arp-nd-failure',
        confidence: 'high',
        title: `Another machine on the link has the address ${addresses} of this host`,
        explanation:
          'Windows asks for an address before it uses it. Somebody answered, so the address is a duplicate: a second machine with the same configuration, a cloned guest, or a proxy that answers for everything.',
        ...affectedByEvents(taken),
        next: [
          `Get-NetIPAddress -IPAddress ${addressForCommand(taken[0]?.address ?? '')} | Format-Table IPAddress,InterfaceAlias,AddressState   (Duplicate is the proof)`,
          'Find the other machine by its hardware address in the evidence, in the tables of the switch.',
        ],
        notConfused: 'Not a silent neighbour: here one answers too many.',
        doc: NEIGHBORS,
      }),
    ];
  },
});
