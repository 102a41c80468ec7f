import type { LogFormat } from '../log-format.js';
import { NetTraceReader, newMessageParser } from './reader.js';

export const nettraceText: LogFormat = {
  id: 'nettrace-text',
  title: 'NetTrace.txt (netsh trace convert), and the same providers in PktMon.txt',
  doc: 'https://learn.microsoft.com/windows-server/administration/windows-commands/netsh-trace',
  clock: 'Local time of the converting machine, 100 ns ticks (milliseconds before Windows 10 2004), no zone.',
  providers: [
    'Microsoft-Windows-TCPIP',
    'Microsoft-Windows-Winsock-AFD',
    'Microsoft-Windows-WFP',
    'Microsoft-Windows-Winsock-NameResolution',
    'Microsoft-Windows-SMBClient',
  ],
  continuesFreely: true,
  createReader: (input, sink) => new NetTraceReader(input, sink),
  createSuccession: () => {
    const messages = newMessageParser();
    return (input, sink) => new NetTraceReader(input, sink, messages);
  },
};
