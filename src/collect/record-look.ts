// [02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] …   also behind a number of the line
// 23:02:26.123456700 PktGroupId …   4321 [003] 03/10/2026-13:56:14.250:{"Message":"…"}
const STAMPED = /^(?:\d{1,10}[ \t]{1,4})?\[ ?\d{1,4}\] ?[0-9A-Fa-f]{4,8}\.[0-9A-Fa-f]{4,8}::/m;
const TIMED = /^(?:(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3,9} |\d{1,8} \[\d{1,4}\] ?\d\d\/\d\d\/)/m;

/**
 * A quick look at a text: `stamped` is what only a converted trace has, `timed` is what other logs may have, too, so that the
 * whole analysis must look at it. Most files of a collection are neither, and cost nothing.
 */
export function recordLook(text: string): 'stamped' | 'timed' | 'none' {
  if (STAMPED.test(text)) return 'stamped';
  return TIMED.test(text) ? 'timed' : 'none';
}
