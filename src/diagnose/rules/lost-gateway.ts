import { neighborCheck } from '../commands.js';
import { findingOf } from '../finding.js';
import { NEIGHBORS } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted, listed } from '../words.js';

export const lostGateway: Rule = eventRule({
  id: 'lost-gateway',
  title: 'The default gateways answer',
  trigger: 'Events of the stack: a gateway is dead (1445) or was not reached after a reconnect (1501).',
  meaning:
    'Windows itself noticed that a gateway does not answer any more. Everything beyond the local net is cut off, or goes another way.',
  category: 'arp-nd-failure',
  side: 'local',
  findings({ routes }) {
    const lost = routes.filter(
      ({ what, state }) => what === 'gateway-lost' || (what === 'dead-gateway' && !/alive/i.test(state ?? '')),
    );
    if (lost.length === 0) return [];
    const gateways = listed(lost.map(({ nextHop }) => nextHop ?? ''));
    const gateway = lost.find(({ nextHop }) => nextHop !== null)?.nextHop ?? '';
    return [
      findingOf({
        id: 'lost-gateway',
        severity: 'fault',
        side: 'local',
        category: 'arp-nd-failure',
        confidence: 'medium',
        title: `The gateway ${gateways === '' ? 'of this host' : gateways} stopped answering (${counted(timesOf(lost), 'event')})`,
        explanation:
          'The stack detects a dead gateway when packets to it are not confirmed and address resolution fails. It then uses another gateway, if there is one.',
        ...affectedByEvents(lost),
        next: [
          neighborCheck(gateway),
          'Get-NetRoute -DestinationPrefix 0.0.0.0/0,::/0',
          'Check the router, its VLAN and the link to it; after a reconnect, whether the host is in the same net as before.',
        ],
        notConfused: 'Not a missing route: the route exists, its next hop is silent.',
        doc: NEIGHBORS,
      }),
    ];
  },
});
