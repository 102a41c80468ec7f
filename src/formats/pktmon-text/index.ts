import { lazy } from '../../base/lazy.js';
import type { LogFormat } from '../log-format.js';
import { PktMonMemory } from './memory.js';
import { PktMonReader } from './reader.js';

export const pktmonText: LogFormat = {
  id: 'pktmon-text',
  title: 'PktMon.txt (pktmon etl2txt)',
  doc: 'https://learn.microsoft.com/windows-server/networking/technologies/pktmon/pktmon-syntax',
  clock:
    'Local time of the capturing machine, 100 ns ticks, no zone; the header of the trace gives the offset from UTC.',
  providers: ['Microsoft-Windows-PktMon', 'MSNT_SystemTrace'],
  // A drop has its mark in front (`Drop: PktGroupId`), and no language translates these words.
  packetHeads: ['::0000-00-00 00:00:00.000000000 [Microsoft-Windows-PktMon] PktGroupId 0'],
  createReader: (input, sink) => new PktMonReader(input, sink),
  createSuccession: (input) => {
    const memory = lazy(() => new PktMonMemory());
    return (sink) => new PktMonReader(input, sink, memory());
  },
};
