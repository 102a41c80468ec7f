/** Which provider wrote the record that begins with this line; null when no record begins here. */
export interface RecordStart {
  readonly provider: string;
}

// [02]0004.0270::2026-03-01 21:40:57.976239700 [Microsoft-Windows-PktMon] …     pktmon
// [30]0000.0000::2026/03/27-16:12:13.966003800 [Microsoft-Windows-TCPIP]TCPIP: …  netsh
// |cpu||-- ids --||------- time -------------| |----- provider -----|
const STAMPED = /^\[ ?\d{1,4}\][0-9A-Fa-f]{4,}\.[0-9A-Fa-f]{4,}::[^[\]]{0,80}\[([^\]]{0,120})\]/;
const STAMP_ONLY = /^\[ ?\d{1,4}\][0-9A-Fa-f]{4,}\.[0-9A-Fa-f]{4,}::/;
// 23:02:26.539704700 PktGroupId …            real-time mode, or `etl2txt --timestamp-only`
const TIMED = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3,9} (?:\[([^\]]{1,120})\])?/;

const PKTMON = 'Microsoft-Windows-PktMon';

/** Looks at the text only, never at the file's name: one file may hold the records of several formats. */
export function recordStart(bytes: string): RecordStart | null {
  const first = bytes.charCodeAt(0);
  if (first === 91 /* [ */) {
    const stamped = STAMPED.exec(bytes);
    if (stamped !== null) return { provider: stamped[1] ?? '' };
    return STAMP_ONLY.test(bytes) ? { provider: '' } : null;
  }
  if (first >= 48 && first <= 57 /* 0-9 */) {
    const timed = TIMED.exec(bytes);
    // Without a provider it is pktmon: nothing else prints a bare time.
    if (timed !== null) return { provider: timed[1] ?? PKTMON };
  }
  return null;
}
