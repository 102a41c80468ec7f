import fc from 'fast-check';
import type { Message, Part } from '../../grammar/read-messages.mjs';

/** How a value is printed by netsh and by pktmon, and what the event must say of it. */
export interface Value {
  readonly netsh: string;
  readonly pktmon: string;
  readonly meaning: unknown;
}

const upper = (digits: string): string => digits.toUpperCase();
const hexDigits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: length, maxLength: length });
const ip4 = fc.constantFrom('192.0.2.5', '198.51.100.27', '203.0.113.9', '0.0.0.0', '255.255.255.255');
const ip6 = fc.constantFrom('2001:db8::5', 'fe80::1%12', '::', '2001:db8:1:2:3:4:5:6', '::ffff:192.0.2.5');
const port = fc.integer({ min: 0, max: 65_535 });
/** Texts as Windows has them, in several languages and with everything that could be taken for a part of the message. */
const freeText = fc.constantFrom(
  'The transport-connection attempt was refused by the remote system.',
  'Insufficient resources exist, to complete (or begin) the API.',
  '本地系统已终止传输连接。',
  'Die Übertragung wurde abgebrochen: Puffer (1, 2) voll.',
  'ACK Invalid (subreason 0) (invalid ACK in SYN_SENT state)',
  'A value of 5 in 3.5 to 0x7',
  'Ethernet 2 (VPN), upstairs',
);
/** Fields that some builds print as a dotted address and others as a number. */
const ADDRESSES: ReadonlySet<string> = new Set(
  'sourceIp targetIp destination destination6 nextHop nextHop6'.split(' '),
);
/** Fields that are strings, not numbers of a map. */
const STRINGS: ReadonlySet<string> = new Set(
  'name dnsName alias client cause api activity instance connectionType error explanation command'.split(' '),
);
/** Fields whose names the events translate. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  family: ['IPV4', 'IPV6'],
  direction: ['Send', 'Receive'],
  protocol: ['TCP', 'UDP'],
  state: ['EstablishedState', 'SynSentState', 'TimeWaitState'],
};
const mapName = fc.constantFrom('EstablishedState', 'RetransmitTimer', 'FALSE', 'IPV6', 'Send', 'SynRcvdState', '6to4');

/** Any value of a kind of nettrace-message.ne. */
export function valueOf(kind: string, field: string, hasPorts = true): fc.Arbitrary<Value> {
  const names = NAMES[field];
  if (field === 'pid') return valueOf('number', '');
  if (kind === 'name' && ADDRESSES.has(field)) return ip4.map((address) => plain(address, { address, port: 0 }));
  if (names !== undefined && kind !== 'icmp')
    return fc.tuple(fc.nat(30), fc.constantFrom(...names)).map(([n, name]) => named(n, name));
  switch (kind) {
    case 'number':
      return fc.integer({ min: 1, max: 0xfffffffe }).map((n) => plain(String(n), n));
    case 'pointer':
      return hexDigits(15).map((digits) => plain(`0xF${digits}`, `F${upper(digits)}`));
    case 'address':
      return fc
        .tuple(fc.oneof(ip4, ip6), hasPorts ? port : fc.constant(0))
        .map(([address, at]) => plain(socketAddress(address, at), { address, port: at }));
    case 'name':
      return fc.tuple(fc.nat(30), mapName).map(([n, name]) => named(n, name));
    case 'optionalWord':
      return fc.constantFrom('', 'injected', 'normal').map((word) => plain(word, word));
    case 'text':
      return fc
        .tuple(fc.nat(0xffffff), freeText)
        .map(([n, text]) =>
          field === 'status'
            ? { netsh: `0xC0${n.toString(16).padStart(6, '0')}(NT=${text})`, pktmon: text, meaning: text }
            : STRINGS.has(field)
              ? plain(text, text)
              : named(n, text),
        );
    case 'triple':
      return fc.oneof(
        ip4.map((address) => triple(address, '::')),
        ip6.filter((a) => a !== '::').map((address) => triple('0.0.0.0', address)),
      );
    case 'prefix':
      return fc
        .tuple(fc.oneof(ip4, ip6), fc.nat(128))
        .map(([address, length]) => plain(`${address}/${length}`, `${address}/${length}`));
    case 'triplePrefix':
      return fc
        .tuple(
          ip6.filter((a) => a !== '::'),
          fc.nat(128),
        )
        .map(([address, length]) => {
          const value = triple('0.0.0.0', address);
          return {
            netsh: `${value.netsh} /${length}`,
            pktmon: `${value.pktmon} /${length}`,
            meaning: `${address}/${length}`,
          };
        });
    case 'mac':
      return hexDigits(6).map((digits) => plain(`0x00005E${digits}`, `00005E${digits}`));
    case 'clock':
      return fc.constantFrom('9:5:7', '23:59:59').map((text) => plain(text, text));
    case 'version':
      return fc.constantFrom('3.1', '8').map((text) => plain(text, text));
    case 'icmp':
      return fc.constant({ netsh: '1(ICMP)', pktmon: 'ICMP ', meaning: 'icmp' });
    case 'rest':
      return fc
        .constantFrom('', 'Status = 5, whatever; TCP: connection 0x1 stands here.')
        .map((text) => plain(text, text));
    default:
      throw new Error(`no values for ${kind}`);
  }
}

function named(n: number, name: string): Value {
  return { netsh: `${n}(${name})`, pktmon: `${name} `, meaning: name };
}

function plain(text: string, meaning: unknown): Value {
  return { netsh: text, pktmon: text, meaning };
}

function triple(v4: string, v6: string): Value {
  return v6 === '::'
    ? { netsh: `${v4} 4( ) ::`, pktmon: `${v4}  ::`, meaning: v4 }
    : {
        netsh: `${v4} 6((Ignore IPv4 address), IPv6 address =) ${v6}`,
        pktmon: `${v4} (Ignore IPv4 address), IPv6 address = ${v6}`,
        meaning: v6,
      };
}

/** Windows prints no port when it is 0, and brackets only with a port. */
export function socketAddress(address: string, at: number): string {
  if (at === 0) return address;
  return address.includes(':') ? `[${address}]:${at}` : `${address}:${at}`;
}

/** Messages of these speak of addresses alone. */
const PORTLESS: ReadonlySet<string> = new Set(['route', 'neighbor', 'interface']);

/** A value for each field of a message, by name. */
export function valuesOf(message: Message): fc.Arbitrary<Record<string, Value>> {
  const fields = message.parts.filter((part) => part.field !== undefined);
  return fc.record(
    Object.fromEntries(
      fields.map((part) => [
        part.field,
        valueOf(part.kind as string, part.field as string, !PORTLESS.has(message.constants['record'] ?? '')),
      ]),
    ),
  );
}

/** The message with its values, as one of the two programs prints it. */
export function render(message: Message, values: Record<string, Value>, dialect: 'netsh' | 'pktmon'): string {
  const piece = (part: Part, i: number): string => {
    if (part.field !== undefined) return (values[part.field] as Value)[dialect];
    // The table does not keep the blank in front of a phrase, where one stands between two words.
    return i > 0 && /^[\w(]/.test(part.phrase) && !part.phrase.startsWith('path') ? ` ${part.phrase}` : part.phrase;
  };
  const separated = message.parts.map((part, i) =>
    part.field !== undefined && message.parts[i - 1]?.field !== undefined ? ` ${piece(part, i)}` : piece(part, i),
  );
  return `${separated.join('')}.`;
}
