import { ADAPTER_COUNTERS, ADAPTER_DRIVERS } from '../commands.js';
import { findingOf } from '../finding.js';
import { ADAPTER_STATISTICS } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted, listed, shortName } from '../words.js';

export const lostInterface: Rule = eventRule({
  id: 'lost-interface',
  title: 'The interfaces of this host keep their link',
  trigger:
    'Events of the stack: an interface lost its medium (1106), or the connections of an interface were cut (1446).',
  meaning:
    'The link below an interface went away: cable, switch port, Wi-Fi or VPN. Packets and connections over it are lost at that moment.',
  category: 'adapter-state',
  side: 'local',
  findings({ interfaces }) {
    const lost = interfaces.filter(({ what }) => what === 'disconnected' || what === 'connections-cut');
    if (lost.length === 0) return [];
    const names = listed(
      lost.map(({ alias, interface: index }) =>
        alias === null ? (index === null ? '' : `interface ${index}`) : shortName(alias),
      ),
    );
    return [
      findingOf({
        id: 'lost-interface',
        severity: 'suspect',
        side: 'local',
        category: 'adapter-state',
        confidence: 'high',
        title: `${names === '' ? 'An interface of this host' : names} lost its link ${counted(timesOf(lost), 'time')} during the trace`,
        explanation:
          'Windows saw the medium go away. What was under way is lost, and connections may be cut. Roaming, a docking station, a VPN that reconnects and a loose cable look like that.',
        ...affectedByEvents(lost),
        next: [
          ADAPTER_DRIVERS,
          "Get-WinEvent -FilterHashtable @{LogName='System'} -MaxEvents 200 | Where-Object ProviderName -match 'NDIS|Netwtw|e1|WLAN' | Format-Table TimeCreated,ProviderName,Id",
          'netsh wlan show wlanreport   (for Wi-Fi)',
          ADAPTER_COUNTERS,
        ],
        notConfused: 'Not loss on the path: it happened at this host.',
        doc: ADAPTER_STATISTICS,
      }),
    ];
  },
});
