import type { BlockedFlow } from '../../aggregate/side/side-summary.js';
import { portForCommand, ruleNameForCommand } from '../place.js';
import { shortName } from '../words.js';
import { isNamedRule, originOf } from './filter-words.js';

/** What to do about the filter, as Microsoft advises for its origin; `port` is that of the service. */
export function filterSteps(flow: BlockedFlow, port: number): readonly string[] {
  const { filter, layerId, protocol } = flow;
  if (filter.provider?.kind === 'third-party') return productSteps(filter.provider.name, filter.name);
  const record = originOf(filter, layerId);
  const isFound = filter.lookup === 'found';
  const byName =
    record === null && isFound && filter.provider?.kind === 'windows-firewall'
      ? [
          `Get-NetFirewallRule -DisplayName "${ruleNameForCommand(filter.name)}" | Format-List Name,Action,Direction,Profile,PolicyStoreSource`,
        ]
      : [];
  const remedy = (record?.next ?? []).map((step) =>
    step
      .replaceAll('<origin>', ruleNameForCommand(filter.origin ?? ''))
      .replaceAll('<port>', portForCommand(port))
      .replaceAll('<TCP|UDP>', protocol === 'tcp' || protocol === 'udp' ? protocol.toUpperCase() : '<TCP|UDP>'),
  );
  const lookup =
    isFound || filter.filterId === null || (filter.origin !== null && isNamedRule(record))
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
