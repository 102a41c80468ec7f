import { addressForCommand, portForCommand, type Place } from './place.js';

/** Steps that several rules give. Values come from `place.ts` alone, so no log text gets into a command. */

/** Which filter of the Windows Filtering Platform dropped it? */
export const FIND_THE_FILTER: readonly string[] = [
  'auditpol /set /subcategory:"Filtering Platform Packet Drop" /success:enable /failure:enable   (reproduce, then look up the filter run-time id)',
  "Get-WinEvent -FilterHashtable @{LogName='Security';Id=5152,5157} -MaxEvents 50 | Format-List TimeCreated,Message   (port, application and filter id of each drop)",
  'netsh wfp show state   (search wfpstate.xml for that filter id: displayData and providerKey name the rule and its product)',
  'auditpol /set /subcategory:"Filtering Platform Packet Drop" /success:disable /failure:disable   (afterwards)',
];

/** Who listens on a port of this host? */
export function listenerCheck(protocol: string, port: number): string {
  const cmdlet = protocol === 'udp' ? 'Get-NetUDPEndpoint' : 'Get-NetTCPConnection -State Listen';
  return `${cmdlet} -LocalPort ${portForCommand(port)} | Format-Table LocalAddress,LocalPort,OwningProcess   (on this host; an error means that nothing listens)`;
}

/** Does the port answer now? */
export function connectionTest(remote: Place): string {
  return `Test-NetConnection -ComputerName ${addressForCommand(remote.address)} -Port ${portForCommand(remote.port)} -InformationLevel Detailed`;
}

/** Two steps for the other machine, where the question is decided. */
export function captureAtPeer(protocol: string, place: Place): readonly string[] {
  const transport = protocol === 'tcp' || protocol === 'udp' ? ` -t ${protocol.toUpperCase()}` : '';
  const port = place.port > 0 ? ` -p ${portForCommand(place.port)}` : '';
  return [
    `pktmon filter add case -i ${addressForCommand(place.address)}${transport}${port}   (on both machines, then the next command on both at the same time)`,
    'pktmon start --capture --pkt-size 0   (reproduce, then: pktmon stop, pktmon etl2txt PktMon.etl, and give both files to etlreport)',
  ];
}

export function neighborCheck(address: string): string {
  return `Get-NetNeighbor -IPAddress ${addressForCommand(address)}   (State Incomplete or Unreachable: nobody answers)`;
}

export function routeCheck(address: string): string {
  return `Find-NetRoute -RemoteIPAddress ${addressForCommand(address)}`;
}

export const ADAPTER_COUNTERS =
  'Get-NetAdapterStatistics | Format-List Name,*Discard*,*Error*   (before and after the problem)';
export const ADAPTER_DRIVERS =
  'Get-NetAdapter | Format-Table Name,InterfaceDescription,Status,LinkSpeed,DriverVersion,DriverDate';
