import { OWN_PREFIX, UNDECODED } from './other-provider.js';

/** Which provider wrote the record that begins with this line; null when no record begins here. */
export interface RecordStart {
  readonly provider: string;
}

// [02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] …     pktmon
// [30]0000.0000::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]TCPIP: …  netsh
// |cpu||-- ids --||------- time -------------| |----- provider -----|             old netsh has marks in its dates
const STAMPED = /^\[ ?\d{1,4}\] ?[0-9A-Fa-f]{4,8}\.[0-9A-Fa-f]{4,8}:: ?[^[\]]{0,100}\[([^\]]{0,120})\]/;
const STAMP_ONLY = /^\[ ?\d{1,4}\] ?[0-9A-Fa-f]{4,8}\.[0-9A-Fa-f]{4,8}::/;
// 23:02:26.123456700 PktGroupId …            real-time mode, or `etl2txt --timestamp-only`
const TIMED = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3,9} (?:\[([^\]]{1,120})\])?/;
// 1234 [2]0F10.1010::2018-09-17 10:22:14.250 [Provider]…   TextAnalysisTool puts the number of the line in front
const COLUMN = /^\d{1,10}[ \t]{1,4}(?=\[ ?\d{1,4}\] ?[0-9A-Fa-f]{4,8}\.)/;
// 4321 [003] 03/10/2026-13:56:14.250:{"Message":"…"}        tracefmt with a prefix of the user's own (TRACE_FORMAT_PREFIX)
const OWN_PREFIXED = /^\d{1,8} \[\d{1,4}\] ?\d\d\/\d\d\/\d{2,4}-\d\d:\d\d:\d\d\.\d{3,9}:/;

const PKTMON = 'Microsoft-Windows-PktMon';

/** Looks at the text only, never at the file's name: one file may hold the records of several formats. */
export function recordStart(bytes: string): RecordStart | null {
  const first = bytes.charCodeAt(0);
  if (first === 91 /* [ */) return stampedRecord(bytes);
  if (first >= 48 && first <= 57 /* 0-9 */) {
    const timed = TIMED.exec(bytes);
    // Without a provider it is pktmon: nothing else prints a bare time.
    if (timed !== null) return { provider: timed[1] ?? PKTMON };
    const column = COLUMN.exec(bytes);
    if (column !== null) return stampedRecord(bytes.slice(column[0].length));
    if (OWN_PREFIXED.test(bytes)) return { provider: OWN_PREFIX };
  }
  return null;
}

function stampedRecord(bytes: string): RecordStart | null {
  const stamped = STAMPED.exec(bytes);
  if (stamped === null) return STAMP_ONLY.test(bytes) ? { provider: '' } : null;
  const provider = (stamped[1] ?? '').trim();
  return { provider: provider === '' && bytes.startsWith(UNDECODED, stamped[0].length) ? UNDECODED : provider };
}
