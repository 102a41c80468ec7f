/** Names from the log are cut here: a title has to stay a title. */
const LONGEST_NAME = 60;

/** `3,428`. A formatter of Intl for whole numbers alone takes longer to make than a small log to read. */
function withThousands(count: number): string {
  if (!Number.isSafeInteger(count)) return count.toLocaleString('en-US');
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 packet`, `3,428 packets`, `2 addresses`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${withThousands(count)} ${count === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and 4 more`; each different item once. */
export function listed(items: readonly string[], most = 3): string {
  const different = [...new Set(items)].filter((item) => item !== '');
  if (different.length <= most) return joined(different);
  return `${different.slice(0, most).join(', ')} and ${withThousands(different.length - most)} more`;
}

function joined(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A name from the log, cut to a length that fits a sentence. Still hostile: renderers escape it. */
export function shortName(text: string): string {
  return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`;
}

/** `0.4 ms`, `850 ms`, `21.0 s`, `5 min`. */
export function spanWords(ms: number): string {
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Number((ms / 1000).toFixed(1))} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** `0.04 %`, `1.2 %`, `35 %`. */
export function percentWords(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** The first letter as it stands within a sentence, unless it begins a name (`SYN`, `DNS`, `IPv6`). */
export function withinSentence(title: string): string {
  return /^[A-Z][a-z]* /.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
