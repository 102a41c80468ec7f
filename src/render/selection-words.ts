import type { Selection } from '../aggregate/selection.js';

/** `since 10:15, until 10:20, connection 192.0.2.5:443 or :53, reason 922`. */
export function selectionWords({ since, until, connection, reason }: Selection): string {
  const parts = [
    ['since', since ?? ''],
    ['until', until ?? ''],
    ['connection', connection.join(' or ')],
    ['reason', reason.join(' or ')],
  ];
  return parts.flatMap(([name, value]) => (value === '' ? [] : [`${name} ${value}`])).join(', ');
}
