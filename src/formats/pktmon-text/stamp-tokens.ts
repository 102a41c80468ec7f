/**
 * Tokens of the stamp in front of every record: `[00]2C10.1A84::2026-05-30 09:00:00.333000100`, or the bare time of
 * real-time mode. The state after it is `body`.
 */
export const stampTokens = {
  ws: /[ \t]+/,
  cpu: /\[ ?\d{1,4}\]/,
  ids: /[0-9A-Fa-f]{4,}\.[0-9A-Fa-f]{4,}::/,
  // With slashes and a dash when netsh converted the capture: `2026/05/30-09:00:00.333000100`.
  date: /\d{4}-\d\d-\d\d(?= )|\d{4}\/\d\d\/\d\d-(?=\d\d:)/,
  time: { match: /\d\d:\d\d:\d\d\.\d{3,9}(?= |$)/, next: 'body' },
  // Documentation prints `<DateTime>` where the time was.
  placeholder: { match: /<[A-Za-z ]{1,20}>/, next: 'body' },
  other: { match: /[^\n]/, next: 'body' },
};

/** `etl2txt --metadata` prints this between stamp and body; the order is that of real output. */
export const metadataToken = /Level: ?[^ ,]+, Keyword: ?[^,]*, (?:Event: ?[^,]*, )?(?:Info: ?)?/;
