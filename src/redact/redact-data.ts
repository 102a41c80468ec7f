import { assertNever } from '../base/assert-never.js';
import { redactEndpoint, redactMac } from './endpoint-redactor.js';
import { type FieldKind, hasKeysOfLog, kindOfField } from './field-kinds.js';
import { redactPath } from './name-redactor.js';
import type { Pseudonyms } from './pseudonyms.js';
import { redactRecord, redactSentence, redactText } from './text-redactor.js';

/** Descriptions that the makers of adapters and drivers gave, not somebody who set up a machine. */
const PRODUCT =
  /^(?:Intel|Realtek|Broadcom|Qualcomm|Atheros|Mellanox|NVIDIA|Marvell|Killer|Aquantia|VMware|Red Hat|Amazon|TAP-Windows)\b[\w ()®™#,/+-]{0,80}$/;

/**
 * A copy of plain data with every text replaced by the kind of its field; numbers, bigints and keys of ours stay.
 *
 * @param paths of inputs, which our sentences name
 * @param name what the data is: the kind of an event
 */
export function redactData<Data>(data: Data, pseudonyms: Pseudonyms, paths: readonly string[], name = ''): Data {
  const longestFirst = paths.toSorted((a, b) => b.length - a.length);
  const change: Change = (text, kind) => redactField(text, kind, pseudonyms, longestFirst);
  return copy(data, name, '', change) as Data;
}

type Change = (text: string, kind: FieldKind | null) => string;

function copy(data: unknown, key: string, parent: string, change: Change): unknown {
  if (typeof data === 'string') return change(data, kindOfField(key, parent));
  if (Array.isArray(data))
    return data.map((item) => (isRecord(item) ? copyFields(item, key, change) : copy(item, key, parent, change)));
  // Columns of rows (typed arrays) hold numbers.
  if (!isRecord(data)) return data;
  return hasKeysOfLog(key) ? copyCounts(data, change) : copyFields(data, key, change);
}

function copyFields(data: Readonly<Record<string, unknown>>, key: string, change: Change): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, copy(value, name, key, change)]));
}

/** `{ Rx: 3 }`: the keys are words of the log. */
function copyCounts(data: Readonly<Record<string, unknown>>, change: Change): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([word, value]) => [change(word, 'text'), copy(value, 'value', '', change)]),
  );
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && !ArrayBuffer.isView(data);
}

function redactField(text: string, kind: FieldKind | null, pseudonyms: Pseudonyms, paths: readonly string[]): string {
  switch (kind) {
    case 'own':
      return text;
    case 'sentence':
      return redactSentence(withoutPaths(text, pseudonyms, paths), pseudonyms);
    case 'record':
      return redactRecord(text, pseudonyms);
    case 'endpoint':
    case 'name': // May be an address; what is none becomes names.
      return redactEndpoint(text, pseudonyms);
    case 'mac':
      return redactMac(text, pseudonyms);
    case 'pointer':
      return /^[0-9A-F]{1,16}$/.test(text) ? text : redactText(text, pseudonyms);
    case 'flags':
      return /^[SFPRUEWACN.]{0,10}$/.test(text) ? text : redactText(text, pseudonyms);
    case 'path':
      return redactPath(text, pseudonyms);
    case 'component':
      return redactComponent(text, pseudonyms);
    case 'text':
    case null:
      return redactText(text, pseudonyms);
    default:
      return assertNever(kind);
  }
}

/** `tcpip.sys, TCP/IPv4 - L3/L4`, `vmswitch.sys, Network Adapter (app01.contoso.example)`. */
function redactComponent(text: string, pseudonyms: Pseudonyms): string {
  const [, driver = '', description = ''] = /^([\w-]+\.sys, |)(.*)$/is.exec(text) ?? [];
  return driver + (PRODUCT.test(description) ? description : redactText(description, pseudonyms));
}

function withoutPaths(text: string, pseudonyms: Pseudonyms, paths: readonly string[]): string {
  return paths.reduce((sentence, path) => sentence.replaceAll(path, redactPath(path, pseudonyms)), text);
}
