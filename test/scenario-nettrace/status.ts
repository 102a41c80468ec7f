/** Statuses as netsh prints them: number and text of the system, for the timeout only the caption of the text. */
export const STATUS = {
  success: '0x0(NT=STATUS_SUCCESS)',
  timeout: '0xC00000B5(NT=Device Timeout)',
  refused: '0xC0000236(NT=The transport-connection attempt was refused by the remote system.)',
  reset: '0xC000020D(NT=The transport connection has been reset.)',
  aborted: '0xC0000241(NT=The transport connection was aborted by the local system.)',
  networkUnreachable: '0xC000023C(NT=The remote network is not reachable by the transport.)',
  noPort: '0xC0000209(NT=The transport address could not be opened because all the available addresses are in use.)',
} as const;
