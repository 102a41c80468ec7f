/** Numbers for people, the same on every machine: nothing here looks at a locale. */

/** `184,113`. */
export function formatCount(count: number): string {
  const digits = String(Math.trunc(Math.abs(count)));
  return (count < 0 ? '-' : '') + digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 packet`, `59 packets`, `2 entries`. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Share of a whole: `96 %`, `4.2 %`, `< 0.1 %`; a dash when there is no whole. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '-';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${trimZero(percent.toFixed(1))} %`;
}

/** Bytes in decimal units: `512 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatCount(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  // 999.95 would print as `1000.0 kB`.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${trimZero(value.toFixed(1))} ${units[unit] ?? ''}`;
}

/** Events per second: `12.3/s`; below one in ten seconds per minute or hour, so that no rate reads as zero. */
export function formatRate(perSecond: number): string {
  if (perSecond >= 100) return `${formatCount(Math.round(perSecond))}/s`;
  if (perSecond >= 0.1 || perSecond === 0) return `${trimZero(perSecond.toFixed(1))}/s`;
  const perMinute = perSecond * 60;
  if (perMinute >= 0.1) return `${trimZero(perMinute.toFixed(1))}/min`;
  return `${trimZero((perMinute * 60).toFixed(1))}/h`;
}

/** Milliseconds: `0.4 ms`, `21.5 ms`, `3.2 s`. */
export function formatMilliseconds(milliseconds: number): string {
  return formatDuration(BigInt(Math.round(milliseconds * 1_000_000)));
}

/** Length of time in nanoseconds: `250 ns`, `12.3 ms`, `4.2 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(nanoseconds: bigint): string {
  const value = Number(nanoseconds);
  if (value === 0) return '0 s';
  if (value < 1e3) return `${value} ns`;
  if (value < 1e6) return `${trimZero((value / 1e3).toFixed(1))} µs`;
  if (value < 999.95e6) return `${trimZero((value / 1e6).toFixed(1))} ms`;
  if (value < 59.95e9) return `${trimZero((value / 1e9).toFixed(1))} s`;
  const seconds = Math.round(value / 1e9);
  if (seconds < 3600) return twoUnits(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(Math.round(minutes / 60), 24, 'd', 'h');
}

function twoUnits(count: number, size: number, large: string, small: string): string {
  const rest = count % size;
  return `${Math.floor(count / size)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}
