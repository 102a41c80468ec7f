import { findTcpipReason } from '../../knowledge/tcpip-reason.js';

/**
 * What a RST of this host means by its reason (1479). `Receive discarded`: the application closed with data unread;
 * `Connection aborted`: it, or the system, wanted the RST; the others answer segments that fit no connection.
 */
export function sentReset(reason: string | null): {
  readonly how: 'rst' | 'abort';
  readonly resetClass: string | null;
} {
  if (reason === null) return { how: 'rst', resetClass: null };
  if (/^receive discarded$/i.test(reason)) return { how: 'rst', resetClass: 'unread-data' };
  if (/^connection aborted$/i.test(reason)) return { how: 'abort', resetClass: 'application-abort' };
  const category = findTcpipReason('reset', reason)?.category ?? null;
  return { how: 'rst', resetClass: category === 'session-loss' ? 'unknown-connection' : category };
}
