import ipaddr from 'ipaddr.js';

import type { Pseudonyms } from './pseudonyms.js';
import { redactNames } from './name-redactor.js';
import { redactSentence } from './text-redactor.js';

/** An address, with port, prefix length or zone: `192.0.2.5:443`, `[2001:db8::1]:443`, `192.0.2.0/24`, `fe80::1%12`. */
const ENDPOINT =
  /^(\[?)(\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:]+(?:\d{1,3}(?:\.\d{1,3}){3})?)((?:%\d+)?\]?(?::\d{1,5}|\/\d{1,3})?)$/;

/** What should be an address and is none becomes names. */
export function redactEndpoint(text: string, pseudonyms: Pseudonyms): string {
  const [, open = '', address = '', tail = ''] = ENDPOINT.exec(text) ?? [];
  if (text === '' || ipaddr.isValid(address)) {
    return `${open}${redactSentence(address, pseudonyms)}${tail}`;
  }
  return redactNames(text, pseudonyms);
}

/** Twelve digits without separators, or any form that a text may have. */
export function redactMac(text: string, pseudonyms: Pseudonyms): string {
  if (!/^[0-9A-Fa-f]{12}$/.test(text)) return redactSentence(text, pseudonyms);
  const digits = pseudonyms.mac(text.toLowerCase());
  return /[a-f]/.test(text) ? digits : digits.toUpperCase();
}
