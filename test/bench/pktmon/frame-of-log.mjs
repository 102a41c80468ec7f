import { LABELS } from './labels.mjs';

// Header and rundown of a generated log. Components: 10 adapter, 20 filter, 40 protocol, 72 TCP/IPv4.

const START = '2026-03-02 09:15:00.224260200';
/** FILETIME of 2026-03-02 08:15:00.2242602 UTC: the machine is one hour east. */
const START_FILETIME = 134169129002242602n;

export function header({ old }) {
  const prefix = `[00]2C10.1A84::${START} [MSNT_SystemTrace] Event: `;
  const first = `Header, BufferSize: 16777216, Version: 131082, ProviderVersion: ${old ? 20348 : 26100}, NumberOfProcessors: 16, EndTime: ${START_FILETIME + 36_000_000_000n}, TimerResolution: 156250, MaxFileSize: 4096, LogFileMode: 0x4010001, BuffersWritten: 60, StartBuffers: 1, PointerSize: 8, EventsLost: 0, CPUSpeed: 2496, LoggerName: 0x0, LogFileName: 0x0, TimeZoneInformation: 0, BootTime: ${START_FILETIME - 36_000_000_000n}, PerfFreq: 10000000, StartTime: ${START_FILETIME}, ReservedFlags: 0x1, BuffersLost: 0, SessionNameString: Relogger, LogFileNameString: C:\\Traces\\PktMon.etl\r\n`;
  const partition =
    'PartitionInfoExtensionV2, EventVersion: 0, Reserved: 0, PartitionType: 0, QpcOffsetFromRoot: 0, PartitionId: , ParentId: \r\n';
  return prefix + first + (prefix + partition).repeat(2);
}

/** @param counts what the traffic printed: see `Connections.counts()` */
export function rundown({ language }, counts, stamp) {
  const { rundown: l } = LABELS[language];
  const lines = [];
  const add = (body) => lines.push(`[03]2C10.0984::${stamp} [Microsoft-Windows-PktMon] ${body} \r\n`);
  const totals = ({ packetsIn, bytesIn, packetsOut, bytesOut }) =>
    [
      `${l.in[0]} = Rx `,
      `${l.in[1]} ${packetsIn}`,
      `${l.in[2]} ${bytesIn}`,
      `${l.out[0]} = Tx `,
      `${l.out[1]} ${packetsOut}`,
      `${l.out[2]} ${bytesOut}`,
    ].join(l.comma);
  const none = { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 };
  const part = (id, type, name, properties, drops, edges) => {
    const component = `${l.component} ${id}`;
    add([component, `${l.type} ${type}`, `${l.name} ${name}`].join(l.comma));
    for (const [key, value] of properties) add(`${l.property}: ${component}${l.comma}${key}  = ${value}`);
    add(`${l.dropCounters}: ${component}${l.comma}${totals(drops)}`);
    for (const [edge, edgeId] of edges) {
      const place = [component, `${l.edge} ${edge}`, `${l.edgeId} ${edgeId}`, totals(counts.flow)];
      add(`${l.flowCounters}: ${place.join(l.comma)}`);
    }
  };
  const interfaceIndex = ['MiniportIfIndex', '14'];
  part(
    72,
    '11',
    `tcpip.sys${l.comma}TCP/IPv4 - L3/L4`,
    [
      ['IP Address', '192.0.2.10'],
      ['Compartment ID', '1'],
      ['IpIfIndex', '14'],
    ],
    counts.drops,
    [],
  );
  part(
    40,
    'Protocol ',
    `tcpip.sys${l.comma}TCPIP`,
    [['EtherType', 'ARP '], ['EtherType', 'IPv4 '], interfaceIndex],
    none,
    [['Lower', 1]],
  );
  part(20, 'Filter ', `pacer.sys${l.comma}QoS Packet Scheduler`, [interfaceIndex], none, [
    ['Upper', 1],
    ['Lower', 2],
  ]);
  part(
    10,
    'Miniport ',
    `e1dexpress.sys${l.comma}Intel(R) Ethernet Connection (11) I219-LM #2`,
    [
      ['IfIndex', '14'],
      ['PhysAddress', '0x00005E00530A'],
    ],
    none,
    [['Upper', 1]],
  );
  return lines.join('');
}
