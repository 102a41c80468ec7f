import { findingOf } from '../finding.js';
import { FIREWALL_DROPS } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted } from '../words.js';

export const filterEngineStall: Rule = eventRule({
  id: 'filter-engine-stall',
  title: 'The filter engine answers in time',
  trigger: 'Events of the Windows Filtering Platform: its watchdog (1030).',
  meaning:
    'The Base Filtering Engine was too slow, mostly because of a callout of a security product. Network traffic waits or is dropped meanwhile.',
  category: 'local-policy',
  side: 'local',
  findings({ wfp }) {
    const stalls = wfp.filter(({ what }) => what === 'watchdog');
    if (stalls.length === 0) return [];
    return [
      findingOf({
        id: 'filter-engine-stall',
        severity: 'fault',
        side: 'local',
        category: 'local-policy',
        confidence: 'high',
        title: `The filter engine of this host stalled ${counted(timesOf(stalls), 'time')}`,
        explanation:
          'The Windows Filtering Platform states that its engine did not answer in time. New connections wait or fail until it does. Callouts of security and VPN products run inside of it.',
        ...affectedByEvents(stalls),
        next: [
          'netsh wfp show state   (callouts and providers that are not Microsoft in wfpstate.xml)',
          'Get-Service BFE,mpssvc | Format-Table Name,Status,StartType',
          'Test with the security product removed (not only switched off).',
        ],
        notConfused: 'Not a block by a rule: no filter matched, the engine was late.',
        doc: FIREWALL_DROPS,
      }),
    ];
  },
});
