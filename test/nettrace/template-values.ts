/** A field of an event as the message tables of Windows describe it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly map?: string;
}

export interface Template {
  readonly id: number;
  readonly versions: readonly number[];
  readonly category: string;
  readonly template: string;
  readonly textVariants?: readonly { readonly template: string }[];
  readonly fields?: readonly Field[];
}

export type Maps = Readonly<Record<string, { readonly values?: Readonly<Record<string, string>> | null }>>;

export interface Printed {
  readonly netsh: string;
  readonly pktmon: string;
  /** The event must say one of these; nothing to look for when empty. */
  readonly meanings: readonly unknown[];
  /** True when it is printed as a part of something: `192.0.2.0/24`, `5.6`. */
  readonly isPart: boolean;
}

function same(text: string, meanings: readonly unknown[] = [text], isPart = false): Printed {
  return { netsh: text, pktmon: text, meanings, isPart };
}

/** ICMP events are of no other protocol, whatever their map holds. */
const ICMP_EVENTS: ReadonlySet<number> = new Set([1422, 1423, 1424]);
/** Fields of 32 bits that hold an address; the event says it in dots. */
const NUMBERS_AS_ADDRESS = /^Ip(?:Source|Target)Address$/;
/** Printed with a slash or a full stop between them and their neighbour. */
const PARTS = /DestinationPrefix|PrefixLength|^Rule/;
/** Sizes have the type of a pointer. */
const SIZES = /Bytes|Length|SndWnd/;

/** A value for the i-th field of a template; no two alike in one line, and every name of a map in turn. */
export function templateValue(event: Template, i: number, run: number, maps: Maps): Printed {
  const field = event.fields?.[i] as Field;
  const isV4 = run % 2 === 0;
  if (ICMP_EVENTS.has(event.id) && field.name === 'IPTransportProtocol') {
    return { netsh: '58(ICMPV6)', pktmon: 'ICMPV6 ', meanings: [], isPart: false };
  }
  if (field.format === 'hex-mac') return same(`0x00005E0053${10 + i}`, [`00005E0053${10 + i}`]);
  return (
    bothFamilies(event, field, i, isV4) ??
    named(field, run, maps) ??
    formatted(field, i, isV4) ??
    plain(event, field, i, run)
  );
}

/** `%7 %9 %8`: IPv4 text, which one counts, IPv6 text. */
function bothFamilies(event: Template, field: Field, i: number, isV4: boolean): Printed | null {
  const hasBoth = event.id === 1507 || event.fields?.some(({ map }) => map === 'TCPIP_Protocol_ValueMap') === true;
  if (!hasBoth) return field.name.startsWith('IPv4') ? same(`192.0.2.${i + 1}`) : null;
  if (field.map === 'TCPIP_Protocol_ValueMap') {
    const ignore = '(Ignore IPv4 address), IPv6 address =';
    return isV4
      ? { netsh: '4( )', pktmon: ' ', meanings: [], isPart: false }
      : { netsh: `6(${ignore})`, pktmon: `${ignore} `, meanings: [], isPart: false };
  }
  const isPart = PARTS.test(field.name);
  if (/IPv4/.test(field.name)) return isV4 ? same(`192.0.2.${i + 1}`, undefined, isPart) : same('0.0.0.0', []);
  if (field.format !== 'ipaddr' && field.type !== 'Binary') return null;
  return isV4 ? same('::', []) : same(`2001:db8::${i + 1}`, undefined, isPart);
}

function named(field: Field, run: number, maps: Maps): Printed | null {
  const entries = Object.entries(maps[field.map ?? '']?.values ?? {});
  if (entries.length === 0) return null;
  const [number = '', name = ''] = entries[run % entries.length] ?? [];
  // Protocols get the names that packet events use.
  const meanings = field.map === 'TCPIP_Transport_Protocol_ValueMap' ? [] : [name];
  return { netsh: `${number}(${name})`, pktmon: `${name} `, meanings, isPart: false };
}

function formatted(field: Field, i: number, isV4: boolean): Printed | null {
  const text = `The request ${i}, for (some) reason, failed.`;
  switch (field.format) {
    case 'ntstatus':
      return { netsh: `0xC00002${10 + i}(NT=${text})`, pktmon: text, meanings: [text], isPart: false };
    case 'sockaddr':
      return same(isV4 ? `192.0.2.${i + 1}:${5000 + i}` : `[2001:db8::${i + 1}]:${5000 + i}`);
    case 'ipaddr':
      return same(isV4 ? `192.0.2.${i + 1}` : `fe80::${i + 1}%12`);
    case 'hex-pointer':
      return SIZES.test(field.name)
        ? same(`0x${(0x5b0 + i).toString(16)}`, [0x5b0 + i, (0x5b0 + i).toString(16)])
        : same(`0xFFFFA98C1E2D${1000 + i}`);
    default:
      return null;
  }
}

function plain(event: Template, field: Field, i: number, run: number): Printed {
  const isPart = PARTS.test(field.name) || (event.id === 1326 && field.name === 'CompartmentId');
  if (field.type === 'Pointer') return same(`0xFFFFA98C3040${1000 + i}`);
  if (field.type === 'Binary') return same(`192.0.2.${i + 1}`, undefined, isPart);
  if (/String/.test(field.type)) return same(field.name === 'Injected' ? 'injected' : `word${i}`);
  if (/^(?:Hour|Minute|Second)$/.test(field.name)) return same(String(10 + i), undefined, true);
  if (NUMBERS_AS_ADDRESS.test(field.name)) return same(String(0x050200c0 + i * 0x1000000), [`192.0.2.${5 + i}`]);
  // A direction that the manifest does not map: 0 and 1 are known all the same.
  if (field.name === 'Direction') return same('1', ['receive']);
  return same(String(1_000_000 + run * 100 + i), undefined, isPart);
}
