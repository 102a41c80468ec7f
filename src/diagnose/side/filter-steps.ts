import type { BlockedFlow } from '../../aggregate/side/side-summary.js';
import { listenerCheck } from '../commands.js';
import { portForCommand, ruleNameForCommand } from '../place.js';
import { shortName } from '../words.js';
import { isNamedRule, originOf } from './filter-words.js';

/** What to do about the filter, as Microsoft advises for its origin; `port` is that of the service. */
export function filterSteps(flow: BlockedFlow, port: number): readonly string[] {
  const { filter, layerId, protocol } = flow;
  if (filter.provider?.kind === 'third-party') return productSteps(filter.provider.name, filter.name);
  const record = originOf(filter, layerId);
  const name = ruleNameForCommand(filter.origin ?? '');
  if (record !== null && isNamedRule(record)) {
    return [
      `Get-NetFirewallRule -PolicyStore ActiveStore -Name "${name}" | Format-List DisplayName,Action,Direction,Profile,PolicyStoreSource,PolicyStoreSourceType   (GroupPolicy: the rule comes from a GPO and has to be changed there)`,
      `Get-NetFirewallRule -PolicyStore ActiveStore -Name "${name}" | Get-NetFirewallPortFilter   (which ports it is about)`,
    ];
  }
  if (record?.match === '^Stealth$' && port > 0) {
    return [listenerCheck(protocol, port), ...record.next.slice(1)];
  }
  const isFound = filter.lookup === 'found';
  const byName =
    record === null && isFound && filter.provider?.kind === 'windows-firewall'
      ? [
          `Get-NetFirewallRule -DisplayName "${ruleNameForCommand(filter.name)}" | Format-List Name,Action,Direction,Profile,PolicyStoreSource`,
        ]
      : [];
  const remedy = (record?.next ?? []).map((step) =>
    step
      .replaceAll('<origin>', name)
      .replaceAll('<port>', portForCommand(port))
      .replaceAll('<TCP|UDP>', protocol === 'tcp' || protocol === 'udp' ? protocol.toUpperCase() : '<TCP|UDP>'),
  );
  const lookup =
    isFound || filter.filterId === null
      ? []
      : [
          `netsh wfp show state   (at once after the next drop, then give wfpstate.xml with the trace: it names filter ${filter.filterId})`,
        ];
  return [...byName, ...remedy, ...lookup];
}

/** Names are hostile: they stay within prose, and without the marks that would make a command of it. */
function productSteps(product: string, name: string): readonly string[] {
  const plain = (text: string) => shortName(text).replaceAll('`', "'").replace(/\s+/g, ' ');
  return [
    `The console or log of ${plain(product)} should name this block${name === '' ? '' : ` ("${plain(name)}")`}: allow the traffic there.`,
    'For a test, where that is allowed: switch its network protection off and try again.',
  ];
}
