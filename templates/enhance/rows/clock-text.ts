const DAY_MS = 86_400_000;

/** Writes and reads times of the page: milliseconds since midnight of the first day of the log. */
export interface ClockText {
  /** `16:10:34.123456`, with the date before it when the log is of several days. */
  readonly exact: (ms: number) => string;
  /** With as many digits as the step needs. */
  readonly short: (ms: number, stepMs: number) => string;
  /** `16:10:34.5`, `2026-03-02 16:10:34`; null when it is no time. */
  readonly parse: (text: string) => number | null;
}

export function clockText(day: string | null, hasDays: boolean): ClockText {
  const dateOf = (ms: number) => {
    const days = Math.floor(ms / DAY_MS);
    if (day === null) return days === 0 ? '' : `day ${days + 1}, `;
    return `${new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)} `;
  };
  return {
    exact: (ms) => (hasDays ? dateOf(ms) : '') + timeOfDay(ms, 6),
    short: (ms, stepMs) => {
      if (stepMs >= DAY_MS) return dateOf(ms).trim();
      return timeOfDay(ms, stepMs >= 1000 ? 0 : stepMs >= 1 ? 3 : 6);
    },
    parse: (text) => parseTime(text, day),
  };
}

function timeOfDay(ms: number, digits: number): string {
  // Whole microseconds first: rounding digit by digit would make 59.9999999 s into 60.
  const unit = 10 ** (digits - 3);
  const units = Math.round(ms * unit);
  const ofDay = ((units % (DAY_MS * unit)) + DAY_MS * unit) % (DAY_MS * unit);
  const seconds = Math.floor(ofDay / (1000 * unit));
  const fraction = ofDay - seconds * 1000 * unit;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return digits === 0 ? clock : `${clock}.${String(fraction).padStart(digits, '0')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

// 2026-03-02 16:10:34.5        16:10
const WRITTEN = /^(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?$/;

function parseTime(text: string, day: string | null): number | null {
  const match = WRITTEN.exec(text.trim());
  if (match === null) return null;
  const [, date, hours, minutes, seconds] = match;
  const days = date === undefined || day === null ? 0 : (Date.parse(date) - Date.parse(day)) / DAY_MS;
  return days * DAY_MS + Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds ?? 0) * 1000;
}
