const line = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`;

/** `netstat -abno` of the machine; `labels` are translated on other languages, the rows only in their states. */
export const NETSTAT = line([
  '',
  'Active Connections',
  '',
  '  Proto  Local Address          Foreign Address        State           PID',
  '  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       924',
  '  RpcSs',
  ' [svchost.exe]',
  '  TCP    0.0.0.0:445            0.0.0.0:0              LISTENING       4',
  ' Can not obtain ownership information',
  '  TCP    192.0.2.10:50111       198.51.100.27:443      ESTABLISHED     6128',
  ' [updater.exe]',
  '  TCP    [::]:445               [::]:0                 LISTENING       4',
  ' Can not obtain ownership information',
  '  TCP    [fe80::10%12]:50112    [fe80::20%12]:445      ESTABLISHED     4',
  '  UDP    0.0.0.0:514            *:*                                    3120',
  ' [syslogd.exe]',
]);

export const NETSTAT_GERMAN = line([
  '',
  'Aktive Verbindungen',
  '',
  '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
  '  TCP    0.0.0.0:445            0.0.0.0:0              ABHÖREN          4',
  ' Es konnten keine Besitzerinformationen abgerufen werden.',
  '  TCP    192.0.2.10:50111       198.51.100.27:443      HERGESTELLT      6128',
  ' [updater.exe]',
  '  UDP    0.0.0.0:514            *:*                                    3120',
  ' [syslogd.exe]',
]);

export const TASKLIST = line([
  '',
  'Image Name                     PID Session Name        Session#    Mem Usage',
  '========================= ======== ================ =========== ============',
  'System Idle Process              0 Services                   0          8 K',
  'System                           4 Services                   0        144 K',
  'svchost.exe                    924 Services                   0     18,512 K',
  'syslogd.exe                   3120 Services                   0      9,004 K',
  'updater.exe                   6128 Console                    1     44,100 K',
]);

export const TASKLIST_SERVICES = line([
  '',
  'Image Name                     PID Services',
  '========================= ======== ============================================',
  'System                           4 N/A',
  'svchost.exe                    924 RpcEptMapper, RpcSs',
  'svchost.exe                   1412 BFE, CoreMessagingRegistrar, mpssvc, a service with a very',
  '                                   long list',
]);

const STATISTICS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'IPv4 Statistics',
    [
      'Packets Received',
      'Received Header Errors',
      'Received Address Errors',
      'Datagrams Forwarded',
      'Unknown Protocols Received',
      'Received Packets Discarded',
      'Received Packets Delivered',
      'Output Requests',
      'Routing Discards',
      'Discarded Output Packets',
      'Output Packet No Route',
      'Reassembly Required',
      'Reassembly Successful',
      'Reassembly Failures',
      'Datagrams Successfully Fragmented',
      'Datagrams Failing Fragmentation',
      'Fragments Created',
    ],
    [],
  ],
  [
    'TCP Statistics for IPv4',
    [
      'Active Opens',
      'Passive Opens',
      'Failed Connection Attempts',
      'Reset Connections',
      'Current Connections',
      'Segments Received',
      'Segments Sent',
      'Segments Retransmitted',
    ],
    [
      'Aktiv geöffnet',
      'Passiv geöffnet',
      'Erfolglose Verbindungsversuche',
      'Zurückgesetzte Verbindungen',
      'Aktuelle Verbindungen',
      'Empfangene Segmente',
      'Gesendete Segmente',
      'Erneut übertragene Segmente',
    ],
  ],
  ['UDP Statistics for IPv4', ['Datagrams Received', 'No Ports', 'Receive Errors', 'Datagrams Sent'], []],
];

/** `netstat -s`; `more` is added to each counter, so that two readings differ. */
export function netstatStatistics(more = 0): string {
  return line(
    STATISTICS.flatMap(([title, names]) => [
      '',
      title,
      '',
      ...names.map((name, at) => `  ${name.padEnd(34)} = ${1000 * (at + 1) + more}`),
    ]),
  );
}

/** The TCP section of a German Windows. */
export const NETSTAT_STATISTICS_GERMAN = line([
  '',
  'TCP-Statistik für IPv4',
  '',
  ...(STATISTICS[1]?.[2] ?? []).map((name, at) => `  ${name.padEnd(34)} = ${1000 * (at + 1)}`),
]);

export const TCP_GLOBAL = line([
  'Querying active state...',
  '',
  'TCP Global Parameters',
  '----------------------------------------------',
  'Receive-Side Scaling State          : enabled',
  'Receive Window Auto-Tuning Level    : disabled',
  'Add-On Congestion Control Provider  : default',
  'ECN Capability                      : disabled',
  'RFC 1323 Timestamps                 : allowed',
  'Initial RTO                         : 1000',
  'Receive Segment Coalescing State    : enabled',
  'Non Sack Rtt Resiliency             : disabled',
  'Max SYN Retransmissions             : 4',
  'Fast Open                           : enabled',
  'Fast Open Fallback                  : enabled',
  'HyStart                             : enabled',
  'Proportional Rate Reduction         : enabled',
  'Pacing Profile                      : off',
  '',
]);

export const IPCONFIG = line([
  '',
  'Windows IP Configuration',
  '',
  '   Host Name . . . . . . . . . . . . : srv01',
  '   Primary Dns Suffix  . . . . . . . : contoso.example',
  '   Node Type . . . . . . . . . . . . : Hybrid',
  '',
  'Ethernet adapter Ethernet:',
  '',
  '   Connection-specific DNS Suffix  . : contoso.example',
  '   Description . . . . . . . . . . . : Contoso Gigabit Adapter',
  '   Physical Address. . . . . . . . . : 00-00-5E-00-53-10',
  '   DHCP Enabled. . . . . . . . . . . : Yes',
  '   Link-local IPv6 Address . . . . . : fe80::10%12(Preferred) ',
  '   IPv4 Address. . . . . . . . . . . : 192.0.2.10(Preferred) ',
  '   Subnet Mask . . . . . . . . . . . : 255.255.255.0',
  '   Lease Obtained. . . . . . . . . . : Monday, March 2, 2026 8:00:11 AM',
  '   Default Gateway . . . . . . . . . : fe80::1%12',
  '                                       192.0.2.1',
  '   DHCP Server . . . . . . . . . . . : 192.0.2.2',
  '   DHCPv6 IAID . . . . . . . . . . . : 100688478',
  '   DNS Servers . . . . . . . . . . . : 192.0.2.53',
  '                                       198.51.100.53',
  '   NetBIOS over Tcpip. . . . . . . . : Enabled',
]);

export const IPCONFIG_GERMAN = line([
  '',
  'Windows-IP-Konfiguration',
  '',
  'Ethernet-Adapter Ethernet:',
  '',
  '   Beschreibung. . . . . . . . . . . : Contoso Gigabit Adapter',
  '   Physische Adresse . . . . . . . . : 00-00-5E-00-53-10',
  '   DHCP aktiviert. . . . . . . . . . : Ja',
  '   Verbindungslokale IPv6-Adresse  . : fe80::10%12(Bevorzugt) ',
  '   IPv4-Adresse  . . . . . . . . . . : 192.0.2.10(Bevorzugt) ',
  '   Subnetzmaske  . . . . . . . . . . : 255.255.255.0',
  '   Standardgateway . . . . . . . . . : 192.0.2.1',
  '   DHCP-Server . . . . . . . . . . . : 192.0.2.2',
  '   DNS-Server  . . . . . . . . . . . : 192.0.2.53',
  '                                       198.51.100.53',
]);

/** `Get-NetAdapterStatistics | Format-List -Property *`. */
export function adapterStatistics(discarded: number): string {
  return line([
    '',
    '',
    'ifAlias                  : Ethernet',
    'InterfaceDescription     : Contoso Gigabit Adapter',
    'Name                     : Ethernet',
    'Source                   : 2',
    `OutboundDiscardedPackets : 0`,
    'OutboundPacketErrors     : 0',
    'ReceivedBytes            : 548825411',
    `ReceivedDiscardedPackets : ${discarded}`,
    'ReceivedPacketErrors     : 0',
    'ReceivedUnicastPackets   : 437865',
    'SentUnicastPackets       : 124685',
    '',
  ]);
}

export const ADAPTER_TABLE = line([
  '',
  'Name                             ReceivedBytes ReceivedUnicastPackets       SentBytes SentUnicastPackets',
  '----                             ------------- ----------------------       --------- ------------------',
  'vEthernet (Lab)                      137032651                  73436        64972669              84576',
  'Ethernet 5                       1230513627217            22739256679 ...724576506362       381331993845',
  '',
]);

export const COMPONENTS = line([
  '',
  'Network Adapters:',
  '   Id MAC Address       Name',
  '   -- -----------       ----',
  '   10 00-00-5E-00-53-10 Contoso Gigabit Adapter',
  '   72 00-00-5E-00-53-11 Contoso Wireless Adapter',
  '',
]);
