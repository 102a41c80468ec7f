import { ByteInterner } from '../base/byte-interner.js';
import type { Line } from '../formats/log-format.js';
import type { StampForm } from '../base/stamp-form.js';
import { KnownForms } from './known-forms.js';
import { KnownProviders } from './known-providers.js';
import { OWN_PREFIX, UNDECODED } from './other-provider.js';

// [02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] …     pktmon
// [30]0000.0000::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]TCPIP: …  netsh
// |cpu||-- ids --||------- time -------------| |----- provider -----|             old netsh has marks in its dates
const LONGEST_TIME = 101;
const LONGEST_PROVIDER = 120;
const KEPT_PROVIDERS = 256;
// 23:02:26.123456700 PktGroupId …            real-time mode, or `etl2txt --timestamp-only`
const TIMED = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3,9} (?:\[([^\]]{1,120})\])?/;
// 1234 [2]0F10.1010::2018-09-17 10:22:14.250 [Provider]…   TextAnalysisTool puts the number of the line in front
const COLUMN = /^\d{1,10}[ \t]{1,4}(?=\[ ?\d{1,4}\] ?[0-9A-Fa-f]{4,8}\.)/;
// 4321 [003] 03/10/2026-13:56:14.250:{"Message":"…"}        tracefmt with a prefix of the user's own (TRACE_FORMAT_PREFIX)
const OWN_PREFIXED = /^\d{1,8} \[\d{1,4}\] ?\d\d\/\d\d\/\d{2,4}-\d\d:\d\d:\d\d\.\d{3,9}:/;
/** Longer than every prefix above. */
const LONGEST_PREFIX = 320;

const PKTMON = 'Microsoft-Windows-PktMon';

/** Says which provider wrote the record that begins with a line. */
export class RecordStarts {
  /** Behind the brackets of the provider that was found last; the start of the line when it has none. */
  bodyAt = 0;
  /** Of the stamp with which the line begins; null when it has none, or none that came often. */
  form: StampForm | null = null;
  readonly #forms = new KnownForms();
  readonly #frequent = new KnownProviders();
  /** Names between brackets: a log has few providers. */
  readonly #providers = new ByteInterner<string>(LONGEST_PROVIDER, KEPT_PROVIDERS);

  /**
   * The provider's name; empty when a stamp is there but no provider; null when no record begins with this line.
   * Looks at the text only, never at the file's name: one file may hold the records of several formats.
   */
  provider({ buffer, start, end }: Line): string | null {
    this.bodyAt = start;
    this.form = null;
    const first = buffer[start] as number;
    if (first === OPEN) {
      this.form = this.#forms.at(buffer, start, end);
      if (this.form !== null) return this.#named(buffer, start + this.form.length, end);
      return this.#stamped(buffer, start, end);
    }
    if (first >= 48 && first <= 57 /* 0-9 */) {
      const text = buffer.toString('latin1', start, Math.min(end, start + LONGEST_PREFIX));
      const timed = TIMED.exec(text);
      // Without a provider it is pktmon: nothing else prints a bare time.
      if (timed !== null) this.bodyAt = start + timed[0].length;
      if (timed !== null) return timed[1] === undefined ? PKTMON : Buffer.from(timed[1], 'latin1').toString('utf8');
      const column = COLUMN.exec(text);
      if (column !== null) return this.#stamped(buffer, start + column[0].length, end);
      if (OWN_PREFIXED.test(text)) return OWN_PREFIX;
    }
    return null;
  }

  #stamped(bytes: Buffer, start: number, end: number): string | null {
    const time = endOfIds(bytes, start, end);
    if (time < 0) return null;
    let at = time;
    const last = Math.min(end, time + LONGEST_TIME);
    while (at < last && bytes[at] !== OPEN && bytes[at] !== CLOSE) at++;
    if (at >= end || bytes[at] !== OPEN) return '';
    this.#forms.learn(bytes, start, at + 1);
    return this.#named(bytes, at + 1, end);
  }

  /** The provider whose name begins at `from`. */
  #named(bytes: Buffer, from: number, end: number): string {
    const frequent = this.#frequent.at(bytes, from, end);
    if (frequent !== null) {
      this.bodyAt = this.#frequent.bodyAt;
      return frequent;
    }
    const lastClose = Math.min(end - 1, from + LONGEST_PROVIDER);
    let close = from;
    while (close <= lastClose && bytes[close] !== CLOSE) close++;
    if (close > lastClose) return '';
    this.bodyAt = close + 1;
    const known = this.#providers.find(bytes, from, close);
    if (known !== undefined) return known;
    if (from === close) return isUndecoded(bytes, close + 1, end) ? UNDECODED : '';
    const provider = bytes.toString('utf8', from, close);
    const trimmed = provider.startsWith(' ') || provider.endsWith(' ') ? provider.trim() : provider;
    if (trimmed === '') return isUndecoded(bytes, close + 1, end) ? UNDECODED : '';
    this.#providers.remember(bytes, from, close, trimmed);
    this.#frequent.remember(bytes, from, close, trimmed);
    return trimmed;
  }
}

const OPEN = 91;
const CLOSE = 93;
const BLANK = 32;
const STAR = 42;

/** Behind `[30]0000.0000::`; -1 when that is not what stands there. */
function endOfIds(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  if (bytes[at] === BLANK) at++;
  const cpu = at;
  while (at < end && isDigit(bytes[at] as number)) at++;
  if (at === cpu || at > cpu + 4 || bytes[at] !== CLOSE) return -1;
  at++;
  if (bytes[at] === BLANK) at++;
  const process = at;
  while (at < end && isHexDigit(bytes[at] as number)) at++;
  if (at < process + 4 || at > process + 8 || bytes[at] !== 46) return -1;
  const thread = ++at;
  while (at < end && isHexDigit(bytes[at] as number)) at++;
  if (at < thread + 4 || at > thread + 8 || at + 2 > end) return -1;
  return bytes[at] === 58 && bytes[at + 1] === 58 ? at + 2 : -1;
}

/** `***` behind the brackets. */
function isUndecoded(bytes: Buffer, at: number, end: number): boolean {
  return at + 3 <= end && bytes[at] === STAR && bytes[at + 1] === STAR && bytes[at + 2] === STAR;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
