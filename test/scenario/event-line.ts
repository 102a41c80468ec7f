import type { Frame } from './frame.js';
import { fillTemplate, type Templates } from './language.js';

/**
 * Which event of the driver prints a packet: 160/170/240 with ids and bytes (default), 200/210 without ids,
 * the form of 19041 with addresses, 120/140 with MACs (`--flags 0x004`), 180/190 with offload data (`--flags 0x008`).
 */
export type PacketForm = 'ids' | 'no-ids' | 'no-ids-19041' | 'mac' | 'offload';

/** One snapshot or drop, ready to be printed. */
export interface Snapshot {
  readonly groupId: bigint;
  readonly packetNumber: number;
  readonly appearance: number;
  /** With the blank of the value map: `Rx `. */
  readonly direction: string;
  readonly type: string;
  readonly component: number;
  readonly edge: number;
  readonly filter: number;
  readonly originalBytes: number;
  readonly loggedBytes: number;
  readonly drop: {
    readonly reason: string;
    readonly location: string;
    readonly duplicate: boolean;
  } | null;
}

const OFFLOAD = [
  'TcpIpChecksum',
  'TcpLargeSend',
  'Ieee8021Q',
  'HashInfo',
  'HashValue',
  'VirtualSubnetInfo',
  'TcpRecvSegCoalesceInfo',
  'NrtNameResolutionId',
  'TcpSendOffloadsSupplementalInfo',
  'SwitchForwardingDetail',
  'GftOffloadInfo',
  'GftFlowEntryId',
];

/** Body of the event line in any form; forms other than `ids` are known in English only. */
export function snapshotBody(
  form: PacketForm,
  snapshot: Snapshot,
  templates: Templates,
  frame: Frame,
  link: { readonly source: string; readonly destination: string },
): string {
  const s = snapshot;
  const cause = s.drop ? `, DropReason ${s.drop.reason}, DropLocation ${s.drop.location}` : '';
  const mark = s.drop ? 'Drop: ' : '';
  const place = `Direction ${s.direction}, Type ${s.type}, Component ${s.component}, Edge ${s.edge}, Filter ${s.filter}`;
  const placeOfDrop = s.drop ? place.replace(/, Edge \d+/, '') : place;
  const sizes = `OriginalSize ${s.originalBytes}, LoggedSize ${s.loggedBytes}`;
  const batch = `PktGroupId ${s.groupId}, PktCount ${s.packetNumber}, Appearance ${s.appearance}`;
  switch (form) {
    case 'ids': {
      const template = !s.drop ? templates.packet : s.drop.duplicate ? templates.duplicateDrop : templates.drop;
      return fillTemplate(template, [
        s.groupId,
        s.packetNumber,
        s.appearance,
        s.direction,
        s.type,
        s.component,
        s.edge,
        s.filter,
        s.drop?.reason ?? '',
        s.drop?.location ?? '',
        s.originalBytes,
        s.loggedBytes,
      ]);
    }
    case 'no-ids':
      return `${mark}${placeOfDrop}${cause}, ${sizes} `;
    case 'no-ids-19041':
      // The template really has two blanks in front of OriginalSize.
      return `${mark}${place}${cause}, IP Dest ${frame.destination}, IP Src ${frame.source}, Protocol ${protocolName(frame)}, Port Dest ${frame.destinationPort}, Port Src ${frame.sourcePort},  ${sizes}, Payload 0x4500${frame.networkBytes.toString(16).toUpperCase().padStart(4, '0')} `;
    case 'mac':
      return `${mark}MAC Dest ${hexMac(link.destination)}, MAC Src ${hexMac(link.source)}, EtherType ${frame.kind} , VlanId ${frame.link.vlan ?? 0}, IP Dest ${frame.destination}, IP Src ${frame.source}, Protocol ${protocolName(frame)}, Port Dest ${frame.destinationPort}, Port Src ${frame.sourcePort}, TCPFlags 0, ${batch}, ${place}${cause} `;
    case 'offload':
      return `${mark}${OFFLOAD.map((name) => `${name} 0x0`).join(', ')}, ${batch}, ${place}${cause} `;
  }
}

/** HTTP message components print a request id instead of filter and sizes (events 250 and 260). */
export function httpBody(snapshot: Snapshot, requestId: number): string {
  const s = snapshot;
  const cause = s.drop ? `, DropReason ${s.drop.reason}, DropLocation ${s.drop.location}` : '';
  const ids = `PktGroupId ${s.groupId}, PktNumber ${s.packetNumber}, Appearance ${s.appearance}`;
  // `HttpRequestId ` comes from the value map, hence two blanks.
  return `${s.drop ? 'Drop: ' : ''}${ids}, Direction ${s.direction}, Type HTTP , Component ${s.component}, Edge ${s.edge}${cause}, HttpRequestId  ${requestId} `;
}

/** `TCP `, `UDP `, `ICMP ` with the blank of the map, a bare number for protocols it does not know. */
function protocolName(frame: Frame): string {
  const [, name = '', number = '0'] = /^(\S+) \((\d+)\)$/.exec(frame.protocol) ?? [];
  return ['TCP', 'UDP', 'ICMP', 'ICMPv6'].includes(name) ? `${name} ` : number;
}

const hexMac = (mac: string) => `0x${mac.replaceAll('-', '')}`;
