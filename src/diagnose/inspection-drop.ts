import type { Case, DropGroup } from '../aggregate/case.js';
import { whoseFilter } from './side/filter-words.js';
import { wfpLayerName } from '../knowledge/wfp-reference.js';

/** Reasons of the Windows Filtering Platform: network layer, ICMP, transport layer receive, accept. */
const INSPECTION_CODES: readonly (number | null)[] = [909, 954, 1207, 1231];

/** True for drops by a filter of the Windows Filtering Platform, on which all firewalls of Windows stand. */
export function isInspectionDrop({ code }: DropGroup): boolean {
  return INSPECTION_CODES.includes(code);
}

/** Run-time ids of filters that the trace itself names, as a step; they can only be joined to drops by time. */
export function statedFilters({ stackEvents, side }: Case): string[] {
  const ids = (stackEvents?.wfp ?? [])
    .filter(({ what, filter }) => what === 'drop' && /^\d{1,20}$/.test(filter ?? ''))
    .map(({ filter, layer }) => {
      const name = layer === null || !/^\d{1,5}$/.test(layer) ? null : wfpLayerName(Number(layer));
      return `${filter}${name === null ? '' : ` (${name})`}`;
    });
  if (ids.length === 0) return [];
  const known = (side?.statedFilters ?? []).filter(({ lookup }) => lookup === 'found');
  if (known.length > 0) {
    const named = known.slice(0, 5).map((answer) => `${answer.filterId} is ${whoseFilter(answer, null)}`);
    return [
      `The trace names filters by their run-time ids, and the state of the filter engine knows them: ${named.join('; ')}.`,
    ];
  }
  return [
    `The trace names the filter run-time ids ${[...new Set(ids)].slice(0, 5).join(', ')}: look them up in wfpstate.xml before the next restart, they are not kept.`,
  ];
}
