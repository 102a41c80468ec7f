import type { NamedNumber, StatusCode } from '../../events/stack.js';
import { findNtStatus } from '../../knowledge/ntstatus.js';

/** Status codes that decide how an attempt or a connection ended ([MS-ERREF] 2.3.1). */
export const STATUS_IO_TIMEOUT = 0xc000_00b5;
export const STATUS_CONNECTION_REFUSED = 0xc000_0236;
export const STATUS_CONNECTION_RESET = 0xc000_020d;
/** Network, host, protocol and port unreachable. */
export const UNREACHABLE_STATUSES: readonly number[] = [0xc000_023c, 0xc000_023d, 0xc000_023e, 0xc000_023f];

/** `STATUS_IO_TIMEOUT (0xC00000B5)`, or the text as printed where no number was (pktmon, old netsh); null for success. */
export function statusWords(status: StatusCode | null): string | null {
  if (status === null || status.code === 0) return null;
  if (status.code === null) return status.text.trim() === '' ? null : status.text.trim();
  const hex = `0x${status.code.toString(16).toUpperCase().padStart(8, '0')}`;
  const known = findNtStatus(hex);
  if (known !== null) return `${known.name} (${hex})`;
  return status.text === '' ? hex : `${status.text.trim()} (${hex})`;
}

/** The name of a reason, or its number where the build had no name for it. */
export function reasonWords(reason: NamedNumber | null): string | null {
  if (reason === null) return null;
  return reason.name?.trim() || (reason.value === null ? null : `reason ${reason.value}`);
}
