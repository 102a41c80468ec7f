import { LABELS } from './labels.mjs';

/** A packet at the components of the machine, outermost first: component and edge. */
const PATH = [
  [10, 1],
  [20, 2],
  [20, 1],
  [40, 1],
];
/** Where packets are dropped: tcpip.sys, IPv4. */
const DROP_COMPONENT = 72;

/**
 * All lines of one packet (event and detail line of every component, then the drop) as bytes in the encoding of the log,
 * with the places of what differs between two packets.
 *
 * @param packet `{ cpu, outward, isV6, text, networkBytes, payloadBytes, group, drop: { reason, location } | undefined }`
 * @param options `{ wide, old, hops, language }`
 */
export function packetTemplate(packet, options) {
  const { cpu, outward, text, networkBytes, payloadBytes, group, drop } = packet;
  const size = networkBytes + 14;
  const path = PATH.slice(0, options.hops);
  const lines = linesOf(packet, outward ? path.toReversed() : path, options);
  const starts = [];
  let whole = '';
  for (const line of lines) {
    starts.push(whole.length);
    whole += line;
  }
  // Chinese labels have three bytes in UTF-8, so places in the text are no places in the bytes.
  const placeOf = options.wide ? (index) => 2 * index : (index) => Buffer.byteLength(whole.slice(0, index));
  const numbersAfter = (pattern) =>
    [...whole.matchAll(pattern)].map((match) => placeOf(match.index + match[0].length - 10));
  return {
    bytes: Buffer.from(whole, options.wide ? 'utf16le' : 'utf8'),
    cpu,
    outward,
    payloadBytes,
    snapshots: path.length,
    sizeBytes: size,
    dropBytes: drop ? networkBytes : 0,
    isTcp: text.includes('Flags'),
    lines: starts.map((start) => ({
      // `[05]0000.0000::2026-03-02 ` is 26 characters.
      time: placeOf(start + 26),
      group: placeOf(whole.indexOf('PktGroupId ', start) + 11),
      groupDigits: group.length,
    })),
    sequences: numbersAfter(/seq \d{10}/g),
    ends: numbersAfter(/seq \d{10}:\d{10}/g),
    acknowledgements: numbersAfter(/ack \d{10}/g),
  };
}

function linesOf({ cpu, outward, isV6, text, networkBytes, group, drop }, hops, { old, language }) {
  const size = networkBytes + 14;
  const macs = outward ? '00-00-5E-00-53-0A > 00-00-5E-00-53-01' : '00-00-5E-00-53-01 > 00-00-5E-00-53-0A';
  const thread = outward ? '0A40.1F94' : '0000.0000';
  const prefix = `[${String(cpu).padStart(2, '0')}]${thread}::2026-03-02 09:15:00.000000000 [Microsoft-Windows-PktMon] `;
  const line = (l, mark, appearance, fields, detail) =>
    `${prefix}${mark}${[
      `PktGroupId ${group}`,
      'PktNumber 1',
      `${l.appearance} ${old ? appearance : 0}`,
      `${l.direction} ${outward ? 'Tx' : 'Rx'} `,
      ...fields,
    ].join(l.comma)} \r\n\t${detail}\r\n`;
  const { packet: p, drop: d } = LABELS[language];
  const lines = hops.map(([component, edge], i) => {
    const place = [`${p.type} Ethernet `, `${p.component} ${component}`, `${p.edge} ${edge}`, `${p.filter} 0`];
    const sizes = [`OriginalSize ${size}`, `LoggedSize ${Math.min(size, 128)}`];
    const detail = `${macs}, ethertype ${isV6 ? 'IPv6 (0x86dd)' : 'IPv4 (0x0800)'}, length ${size}: ${text}`;
    return line(p, '', i + 1, [...place, ...sizes], detail);
  });
  if (drop !== undefined) {
    const place = [`${d.type} IP `, `${d.component} ${DROP_COMPONENT}`, `${d.filter} 0`];
    const cause = [`DropReason ${drop.reason} `, `DropLocation ${drop.location}`];
    const sizes = [`OriginalSize ${networkBytes}`, `LoggedSize ${Math.min(networkBytes, 148)}`];
    lines.push(line(d, d.mark, hops.length + 1, [...place, ...cause, ...sizes], `${d.mark}ip: ${text}`));
  }
  return lines;
}
