import { logLines, oneOfEachForm } from './log-lines.js';

const FIELDS =
  'Event: Header, BufferSize: 16777216, Version: 131082, ProviderVersion: 26100, NumberOfProcessors: 16, EndTime: 134169129002242602, MaxFileSize: 512, LogFileMode: 0x4010001, EventsLost: 0, StartTime: 134169129002242602, BuffersLost: 0, SessionNameString: Relogger, TimeZoneInformation: , LogFileNameString: C:\\case 7, copy: 2\\PktMon.etl';

const STAMPS = [
  '[00]2C10.1A84::2026-05-30 09:00:00.333000100 [MSNT_SystemTrace] ',
  '[0]2C10.1A84::2026/05/30-09:00:00.333000100 [MSNT_SystemTrace]',
  '09:00:00.333000100 [MSNT_SystemTrace] ',
  '[00]2C10.1A84::2026-05-30 09:00:00.333000100 [MSNT_SystemTrace] Level: 0, Keyword: 0x0, Event: Header, Info: ',
];

/** The lines of the converter at the top of a log. */
export function traceHeaders(): string[] {
  const pairs = FIELDS.split(', ');
  const generated = STAMPS.flatMap((stamp) => [
    stamp + FIELDS,
    ...pairs.map((_, i) => stamp + pairs.slice(i, i + 3).join(', ')),
    `${stamp}Event: PartitionInfoExtensionV2, EventVersion: 0, PartitionId: , ParentId: `,
  ]);
  const lines = [...logLines('pktmon-text'), ...logLines('nettrace-text')];
  return oneOfEachForm([...generated, ...lines.filter((line) => line.includes('[MSNT_SystemTrace]'))]);
}
