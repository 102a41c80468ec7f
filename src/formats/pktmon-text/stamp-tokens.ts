/**
 * Tokens of the stamp in front of every record: `[00]1ADC.3E44::2026-05-31 13:12:57.711864100`, or the bare time of
 * real-time mode. The state after it is `body`.
 */
export const stampTokens = {
  ws: /[ \t]+/,
  cpu: /\[ ?\d{1,4}\]/,
  ids: /[0-9A-Fa-f]{4,}\.[0-9A-Fa-f]{4,}::/,
  date: /\d{4}-\d\d-\d\d(?= )/,
  time: { match: /\d\d:\d\d:\d\d\.\d{3,9}(?= |$)/, next: 'body' },
  // Documentation prints `<DateTime>` where the time was.
  placeholder: { match: /<[A-Za-z ]{1,20}>/, next: 'body' },
  other: { match: /[^\n]/, next: 'body' },
};

/** `etl2txt --metadata` prints this between stamp and body; the order is that of real output. */
export const metadataToken = /Level: ?[^ ,]+, Keyword: ?[^,]*, (?:Event: ?[^,]*, )?(?:Info: ?)?/;
