import type { ArpHeader, IcmpHeader, IpHeader, LinkHeader, PacketHeader, TcpHeader } from '../../events/packet.js';
import { fromByteView, type Match } from '../../parse/match.js';

/** What one detail line says: a packet, or only the first line of one that goes on (`--verbose`). */
export interface DetailLine {
  readonly packet: PacketHeader | null;
  readonly link: LinkHeader | null;
  readonly ip: IpHeader | null;
  /** The inner packet of a tunnel follows on the next line. */
  readonly opensTunnel: boolean;
}

/** Makes the typed packet of one detail line from its match (record `detail`). */
export function buildDetailLine(match: Match): DetailLine {
  const link = buildLink(match, '');
  const ip = buildIp(match, '');
  if (!match.has('begin')) return { packet: null, link, ip, opensTunnel: false };
  const packet = buildPacket(match, '', link, ip);
  return { packet, link, ip, opensTunnel: packet.info.startsWith('VXLAN') || packet.info.startsWith('Geneve') };
}

/** `prefix` is empty for the packet itself and `inner.` for the one inside a tunnel. */
function buildPacket(match: Match, prefix: string, link: LinkHeader | null, ip: IpHeader | null): PacketHeader {
  const info = match.text(`${prefix}info`).replace(/^: /, '');
  const sourcePort = match.number(`${prefix}sourcePort`) ?? 0;
  const inner = match.has(`${prefix}inner.begin`)
    ? buildPacket(match, `${prefix}inner.`, buildLink(match, `${prefix}inner.`), buildIp(match, `${prefix}inner.`))
    : null;
  return {
    protocol: protocolOf(match, prefix, sourcePort),
    source: match.text(`${prefix}source`),
    destination: match.text(`${prefix}destination`),
    sourcePort,
    destinationPort: match.number(`${prefix}destinationPort`) ?? 0,
    payloadBytes: match.number(`${prefix}length`),
    tcp: match.has(`${prefix}flags`) ? buildTcp(match, prefix) : null,
    icmp: match.has(`${prefix}icmp.type`) ? buildIcmp(match, `${prefix}icmp.`) : null,
    arp: match.has(`${prefix}arp.operation`) ? buildArp(match, `${prefix}arp.`) : null,
    link,
    ip,
    info,
    inner,
    content: fromByteView(match.line.slice(match.startOf(`${prefix}begin`)).trimEnd()),
  };
}

const PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'icmp'],
  [2, 'igmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [58, 'icmp6'],
]);

/** tcpdump names the protocol only when it prints its header; with ports and no TCP flags it is UDP. */
function protocolOf(match: Match, prefix: string, sourcePort: number): string {
  const named = match.text(`${prefix}protocol`);
  if (named !== '') return named;
  const number = match.number(`${prefix}ipProtocol`);
  if (number !== null) return PROTOCOL_NAMES.get(number) ?? `ip-${number}`;
  return sourcePort > 0 ? 'udp' : 'unknown';
}

function buildTcp(match: Match, prefix: string): TcpHeader {
  const sequence = match.number(`${prefix}sequence`);
  return {
    flags: match.text(`${prefix}flags`).replace('none', ''),
    sequence,
    sequenceEnd: match.number(`${prefix}sequenceEnd`) ?? sequence,
    acknowledgement: match.number(`${prefix}acknowledgement`),
    window: match.number(`${prefix}window`),
    maximumSegmentSize: match.number(`${prefix}segmentSize`),
    windowScale: match.number(`${prefix}windowScale`),
    sackPermitted: match.has(`${prefix}sackPermitted`),
    sackBlocks: Array.from({ length: match.length(`${prefix}sack`) }, (_, i): readonly [number, number] => [
      match.number(`${prefix}sack.${i}.left`) ?? 0,
      match.number(`${prefix}sack.${i}.right`) ?? 0,
    ]),
    timestampValue: match.number(`${prefix}timestampValue`),
    timestampEcho: match.number(`${prefix}timestampEcho`),
  };
}

function buildIcmp(match: Match, prefix: string): IcmpHeader {
  return {
    type: match.text(`${prefix}type`),
    id: match.number(`${prefix}id`),
    sequence: match.number(`${prefix}sequence`),
    target: match.text(`${prefix}target`) || null,
    targetProtocol: match.text(`${prefix}targetProtocol`).split(' ')[0] || null,
    targetPort: match.number(`${prefix}targetPort`),
    mtuBytes: match.number(`${prefix}mtu`),
  };
}

function buildArp(match: Match, prefix: string): ArpHeader {
  return {
    operation: match.text(`${prefix}operation`) === 'reply' ? 'reply' : 'request',
    target: match.text(`${prefix}target`),
    sender: match.text(`${prefix}sender`),
    mac: match.text(`${prefix}mac`) || null,
  };
}

function buildLink(match: Match, prefix: string): LinkHeader | null {
  const etherType = match.text(`${prefix}link.etherType`);
  if (etherType === '') return null;
  const tags = match.length(`${prefix}link.tags`);
  return {
    source: match.text(`${prefix}link.source`),
    destination: match.text(`${prefix}link.destination`),
    // `IPv4 (0x0800)` -> `IPv4`; of a tagged frame the type of what is inside.
    etherType: (match.text(`${prefix}link.tags.${tags - 1}.etherType`) || etherType).replace(/ \(0x[0-9a-f]+\)$/, ''),
    vlan: match.number(`${prefix}link.tags.0.vlan`),
  };
}

function buildIp(match: Match, prefix: string): IpHeader | null {
  if (!match.has(`${prefix}ip.ttl`) && !match.has(`${prefix}ip.id`)) return null;
  return {
    ttl: match.number(`${prefix}ip.ttl`),
    id: match.number(`${prefix}ip.id`),
    flags: match.text(`${prefix}ip.flags`) || null,
  };
}
