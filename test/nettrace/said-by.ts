import { socketAddress } from './render-message.js';

/** Every value of an event, in a form that does not depend on where it stands. */
export function leaves(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [comparable(value)];
  const children = Object.values(value).flatMap(leaves);
  return 'port' in value && 'address' in value ? [comparable(value), ...children] : children;
}

/** An endpoint as `address:port`; pointers without `0x`, names without case, texts without the full stops at their ends. */
export function comparable(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'address' in value && 'port' in value) {
    return socketAddress(String(value.address), Number(value.port)).toLowerCase();
  }
  return String(value)
    .replace(/^0x/, '')
    .replace(/[.\s]*$/, '')
    .toLowerCase();
}
