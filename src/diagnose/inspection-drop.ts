import type { DropGroup } from '../aggregate/case.js';

/** Reasons of the Windows Filtering Platform: network layer, ICMP, transport layer receive, accept. */
const INSPECTION_CODES: readonly (number | null)[] = [909, 954, 1207, 1231];

/** True for drops by a filter of the Windows Filtering Platform, on which all firewalls of Windows stand. */
export function isInspectionDrop({ code }: DropGroup): boolean {
  return INSPECTION_CODES.includes(code);
}
