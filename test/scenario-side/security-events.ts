/** A Security event 5152 or 5157. Inbound events have the remote machine as source. */
export interface SecurityEvent {
  readonly id: 5152 | 5157;
  /** UTC, `2026-03-02T08:15:00.6243`. */
  readonly at: string;
  readonly inbound: boolean;
  readonly source: readonly [string, number];
  readonly destination: readonly [string, number];
  readonly protocol: number;
  readonly pid: number;
  readonly application: string;
  readonly filterId: number;
  readonly layer: readonly ['Receive/Accept' | 'Connect' | 'Transport', string, number];
  readonly origin?: string;
}

export const COMPUTER = 'srv01.contoso.example';
const SMB = { pid: 4, application: 'System', protocol: 6, layer: ['Receive/Accept', '%%14610', 44] } as const;
const SYSLOG = {
  pid: 3120,
  application: '\\device\\harddiskvolume3\\program files\\syslog\\syslogd.exe',
  protocol: 17,
  layer: ['Receive/Accept', '%%14610', 44],
} as const;

/** What the audit writes while `firewall-inbound.txt` is captured: one event for each dropped packet. */
export const EVENTS: readonly SecurityEvent[] = [
  ...[0, 1, 3].map((second) => smb(second, 624, '192.0.2.31', 51_200)),
  ...[1, 2, 4].map((second) => smb(second, 354, '192.0.2.32', 51_201)),
  ...[2, 3, 5].map((second) => smb(second, 84, '192.0.2.33', 51_202)),
  ...[1, 2, 3].map((second) => ({
    id: 5152 as const,
    at: timeOf(second, 124),
    inbound: true,
    source: ['192.0.2.31', 40_514] as const,
    destination: ['192.0.2.10', 514] as const,
    ...SYSLOG,
    filterId: 70_111,
    origin: 'Unknown',
  })),
].sort((a, b) => (a.at < b.at ? -1 : 1));

function smb(second: number, ms: number, address: string, port: number): SecurityEvent {
  return {
    id: 5152,
    at: timeOf(second, ms),
    inbound: true,
    source: [address, port],
    destination: ['192.0.2.10', 445],
    ...SMB,
    filterId: 70_101,
    origin: 'Contoso-Block-SMB-In',
  };
}

function timeOf(second: number, ms: number): string {
  return `2026-03-02T08:15:0${second}.${String(ms).padStart(3, '0')}`;
}

/** The same without origins, as Windows 10 and Server 2019 write them. */
export function withoutOrigin(events: readonly SecurityEvent[]): readonly SecurityEvent[] {
  return events.map((event) => {
    const { origin, ...rest } = event;
    return origin === undefined ? event : rest;
  });
}

export interface Labels {
  readonly blocked: string;
  readonly blocks: readonly [string, string, string];
  readonly fields: readonly string[];
  readonly inbound: string;
  readonly layer: string;
}

export const ENGLISH: Labels = {
  blocked: 'The Windows Filtering Platform has blocked a packet.',
  blocks: ['Application Information', 'Network Information', 'Filter Information'],
  fields: [
    'Process ID',
    'Application Name',
    'Direction',
    'Source Address',
    'Source Port',
    'Destination Address',
    'Destination Port',
    'Protocol',
    'Filter Origin',
    'Filter Run-Time ID',
    'Layer Name',
    'Layer Run-Time ID',
  ],
  inbound: 'Inbound',
  layer: 'Receive/Accept',
};

export const GERMAN: Labels = {
  blocked: 'Die Windows-Filterplattform hat ein Paket blockiert.',
  blocks: ['Anwendungsinformationen', 'Netzwerkinformationen', 'Filterinformationen'],
  fields: [
    'Prozess-ID',
    'Anwendungsname',
    'Richtung',
    'Quelladresse',
    'Quellport',
    'Zieladresse',
    'Zielport',
    'Protokoll',
    'Filterursprung',
    'Filterlaufzeit-ID',
    'Ebenenname',
    'Ebenenlaufzeit-ID',
  ],
  inbound: 'Eingehend',
  layer: 'Empfangen/Akzeptieren',
};

/** The message as Event Viewer shows it. */
export function message(event: SecurityEvent, labels: Labels = ENGLISH, lineEnd = '\r\n'): string {
  const values: readonly (string | number | undefined)[] = [
    event.pid,
    event.application,
    labels.inbound,
    ...event.source,
    ...event.destination,
    event.protocol,
    event.origin,
    event.filterId,
    labels.layer,
    event.layer[2],
  ];
  const rows = values.map((value, at) => (value === undefined ? [] : [`\t${labels.fields[at]}:\t\t${value}`]));
  const [application, network, filter] = labels.blocks;
  return [
    labels.blocked,
    '',
    `${application}:`,
    ...rows.slice(0, 2).flat(),
    '',
    `${network}:`,
    ...rows.slice(2, 8).flat(),
    '',
    `${filter}:`,
    ...rows.slice(8).flat(),
  ].join(lineEnd);
}

/** CSV as Event Viewer saves it: the message is one cell over many lines, local time of the viewer. */
export function eventViewerCsv(events: readonly SecurityEvent[], labels: Labels = ENGLISH): string {
  const isGerman = labels === GERMAN;
  const rows = events.map((event) => {
    const [year, month, day] = event.at.slice(0, 10).split('-').map(Number);
    const hour = Number(event.at.slice(11, 13)) + 1;
    const time = isGerman
      ? `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year} ${String(hour).padStart(2, '0')}${event.at.slice(13, 19)}`
      : `${month}/${day}/${year} ${hour}${event.at.slice(13, 19)} AM`;
    return `${isGerman ? 'Informationen' : 'Information'},${time},Microsoft-Windows-Security-Auditing,${event.id},Filtering Platform Packet Drop,"${message(event, labels)}"`;
  });
  const head = isGerman
    ? 'Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie'
    : 'Level,Date and Time,Source,Event ID,Task Category';
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

/** XML as `wevtutil qe /f:xml` and Event Viewer write it. */
export function eventXml(events: readonly SecurityEvent[]): string {
  const all = events.map((event) => {
    const data = fieldsOf(event)
      .map(([name, value]) => `<Data Name='${name}'>${value}</Data>`)
      .join('');
    return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/><EventID>${event.id}</EventID><Version>1</Version><TimeCreated SystemTime='${event.at}0000Z'/><Channel>Security</Channel><Computer>${COMPUTER}</Computer></System><EventData>${data}</EventData></Event>`;
  });
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${all.join('\n')}</Events>\n`;
}

/** JSON lines as a forwarder writes them. */
export function forwarderJson(events: readonly SecurityEvent[]): string {
  return events
    .map((event) =>
      JSON.stringify({
        TimeCreated: `${event.at}Z`,
        Hostname: COMPUTER,
        Channel: 'Security',
        EventID: event.id,
        Message: message(event),
        ...Object.fromEntries(fieldsOf(event)),
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Text of "Copy details as text". */
export function copiedText(events: readonly SecurityEvent[]): string {
  return events
    .map((event) =>
      [
        'Log Name:      Security',
        'Source:        Microsoft-Windows-Security-Auditing',
        `Date:          ${event.at.slice(0, 10).replaceAll('-', '/')} 0${Number(event.at.slice(11, 13)) + 1}${event.at.slice(13, 19)}`,
        `Event ID:      ${event.id}`,
        'Level:         Information',
        `Computer:      ${COMPUTER}`,
        'Description:',
        message(event),
        '',
      ].join('\r\n'),
    )
    .join('\r\n');
}

function fieldsOf(event: SecurityEvent): readonly (readonly [string, string])[] {
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ['ProcessId', event.pid],
    ['Application', event.application],
    ['Direction', event.inbound ? '%%14592' : '%%14593'],
    ['SourceAddress', event.source[0]],
    ['SourcePort', event.source[1]],
    ['DestAddress', event.destination[0]],
    ['DestPort', event.destination[1]],
    ['Protocol', event.protocol],
    ['FilterOrigin', event.origin],
    ['FilterRTID', event.filterId],
    ['LayerName', event.layer[1]],
    ['LayerRTID', event.layer[2]],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
}
