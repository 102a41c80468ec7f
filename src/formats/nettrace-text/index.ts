import { lazy } from '../../base/lazy.js';
import type { LogFormat } from '../log-format.js';
import { NetTraceMemory, NetTraceReader } from './reader.js';
import { FORMAT, TcpMessage } from './tcp-message.js';

export const nettraceText: LogFormat = {
  id: FORMAT,
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
  createEventOfMatch: (input) => {
    const message = new TcpMessage(input);
    return ({ match, line, contextPid, day, ofDayNs }) => message.of(match, line, contextPid, day, ofDayNs);
  },
  createSuccession: (input) => {
    const memory = lazy(() => new NetTraceMemory(input));
    return (sink) => new NetTraceReader(input, sink, memory());
  },
};
