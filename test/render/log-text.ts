/** 2025-03-27 16:10:34 on the clock of the log. */
export const START = 1_743_091_834_000_000_000n;
/** A drop record with its detail line, as pktmon prints them. */
export function dropText(text = 'fe80::5efe:1.51877 > 2001:db8::53.53: UDP, length 41'): string {
  return `[30]0000.0000::2025-03-27 16:10:34.123456500 [Microsoft-Windows-PktMon] Drop: PktGroupId 9007199254741993, PktNumber 1, Appearance 0, Direction Tx , Type IP , Component 49, Filter 1, DropReason Address resolution timeout , DropLocation 0xE0004219, OriginalSize 89, LoggedSize 89 \n\t${text}`;
}
