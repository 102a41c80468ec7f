import type { LogClock } from './clock.js';

export interface TraceHeader {
  readonly build: number;
  readonly processors: number;
  readonly endMs: number;
  readonly eventsLost: number;
  readonly buffersLost: number;
  readonly maximumFileSizeMb: number;
  readonly logFileMode: string;
  readonly etlPath: string;
}

/** The three first bodies of every log, English in all languages; their stamp is the start of the trace. */
export function headerBodies(header: TraceHeader, clock: LogClock): string[] {
  const bootBefore = 3_600_000;
  const pairs: [string, string | number | bigint][] = [
    ['BufferSize', 16777216],
    ['Version', 131082],
    ['ProviderVersion', header.build],
    ['NumberOfProcessors', header.processors],
    ['EndTime', clock.fileTime(header.endMs)],
    ['TimerResolution', 156250],
    ['MaxFileSize', header.maximumFileSizeMb],
    ['LogFileMode', header.logFileMode],
    ['BuffersWritten', 3],
    ['StartBuffers', 1],
    ['PointerSize', 8],
    ['EventsLost', header.eventsLost],
    ['CPUSpeed', 2496],
    ['LoggerName', '0x0'],
    ['LogFileName', '0x0'],
    // Empty up to Windows 10.
    ['TimeZoneInformation', header.build < 20000 ? '' : 0],
    ['BootTime', clock.fileTime(-bootBefore)],
    ['PerfFreq', 10000000],
    ['StartTime', clock.fileTime(0)],
    ['ReservedFlags', '0x1'],
    ['BuffersLost', header.buffersLost],
    ['SessionNameString', 'Relogger'],
    ['LogFileNameString', header.etlPath],
  ];
  const first = pairs.map(([name, value]) => `${name}: ${value}`).join(', ');
  const partition =
    'Event: PartitionInfoExtensionV2, EventVersion: 0, Reserved: 0, PartitionType: 0, QpcOffsetFromRoot: 0, PartitionId: , ParentId: ';
  return [`Event: Header, ${first}`, partition, partition];
}
