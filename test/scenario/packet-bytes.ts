import type { Frame } from './frame.js';

/** The first bytes of a packet on Ethernet, for `--hex`: headers as far as the frame knows them, then zeros. */
export function packetBytes(
  frame: Frame,
  link: { source: string; destination: string } | null,
  size: number,
): Uint8Array {
  const header = [
    ...(link ? [...macBytes(link.destination), ...macBytes(link.source), ...ETHER_TYPE[frame.kind]] : []),
    ...(frame.kind === 'IPv6' ? ip6Header(frame) : frame.kind === 'IPv4' ? ip4Header(frame) : []),
    ...word(frame.sourcePort),
    ...word(frame.destinationPort),
  ];
  const bytes = new Uint8Array(size);
  bytes.set(header.slice(0, size));
  return bytes;
}

/** `\t0x0000:  0000 5e00 5301 …`, 16 bytes a line. */
export function hexLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; start += 16) {
    const hex = Buffer.from(bytes.subarray(start, start + 16)).toString('hex');
    const groups = hex.match(/.{1,4}/g) ?? [];
    lines.push(`\t0x${start.toString(16).padStart(4, '0')}:  ${groups.join(' ')}`);
  }
  return lines;
}

const ETHER_TYPE = {
  IPv4: [0x08, 0x00],
  IPv6: [0x86, 0xdd],
  ARP: [0x08, 0x06],
  other: [0x88, 0xcc],
} as const;

const word = (value: number) => [(value >> 8) & 255, value & 255];
const macBytes = (mac: string) => mac.split('-').map((pair) => Number.parseInt(pair, 16));
const protocolNumber = (frame: Frame) => Number(/\((\d+)\)/.exec(frame.protocol)?.[1] ?? 0);

function ip4Header(frame: Frame): number[] {
  const header = [
    0x45,
    0,
    ...word(frame.networkBytes),
    ...word(frame.id),
    frame.dontFragment ? 0x40 : 0,
    0,
    frame.ttl,
    protocolNumber(frame),
    ...word(0),
    ...frame.source.split('.').map(Number),
    ...frame.destination.split('.').map(Number),
  ];
  let sum = 0;
  for (let at = 0; at < header.length; at += 2) sum += ((header[at] ?? 0) << 8) | (header[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  header.splice(10, 2, ...word(~sum & 0xffff));
  return header;
}

function ip6Header(frame: Frame): number[] {
  return [
    0x60,
    0,
    ...word(0),
    ...word(frame.networkBytes - 40),
    protocolNumber(frame),
    frame.ttl,
    ...ip6Bytes(frame.source),
    ...ip6Bytes(frame.destination),
  ];
}

function ip6Bytes(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const words = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return words.flatMap((text) => word(Number.parseInt(text, 16)));
}
