/** Timers differ from their nominal value by a tick and by the load of the host. */
const TOLERANCE = 0.2;
/** Windows repeats a SYN that was refused after this time. */
const REFUSED_GAP_S = 0.5;

interface SynDefault {
  /** Seconds of the copies after the first SYN. */
  readonly offsets: readonly number[];
  readonly words: string;
}

/** Defaults by which stacks repeat a SYN, most copies first. Microsoft: Get-NetTCPSetting (InitialRto, MaxSynRetransmissions). */
const DEFAULTS: readonly SynDefault[] = [
  { offsets: [1, 3, 7, 15, 31, 63], words: 'as Linux does by default (6 copies, doubling from 1 s)' },
  { offsets: [1, 3, 7, 15, 31], words: 'as Linux does by default (doubling from 1 s), with 5 copies so far' },
  {
    offsets: [1, 3, 7, 15],
    words:
      'the default of Windows 11 and Server 2022 or later (4 copies, doubling from 1 s; gives up after about 21 s)',
  },
  {
    offsets: [3, 9],
    words:
      'the default of Windows 8 to 10 and Server 2012 to 2019 (2 copies, doubling from 3 s; gives up after about 21 s)',
  },
];
/** Both Windows 11 and Linux begin like this. */
const FROM_ONE_SECOND = [1, 3, 7];

/**
 * Which default the copies of a SYN follow, in words; null when none fits.
 * @param offsets seconds of each copy after the first SYN
 * @param silentForS seconds that the log went on after the last copy without an answer; null when it was answered
 */
export function synPattern(offsets: readonly number[], isRefused: boolean, silentForS: number | null): string | null {
  if (offsets.length === 0) return null;
  if (isRefused && offsets.every((offset, index) => isAbout(offset - (offsets[index - 1] ?? 0), REFUSED_GAP_S))) {
    return 'repeated 0.5 s after each refusal, as Windows does up to twice';
  }
  const known = DEFAULTS.find((one) => fits(offsets, one.offsets));
  if (known !== undefined) return known.words;
  if (offsets.length > FROM_ONE_SECOND.length || !fits(offsets, FROM_ONE_SECOND.slice(0, offsets.length))) {
    return fits(offsets, [3]) ? 'a first timeout of 3 s: the default of Windows 8 to 10 and Server 2012 to 2019' : null;
  }
  // The next copy would have come after twice the last gap.
  const nextGapS = 2 ** offsets.length;
  if (silentForS !== null && silentForS > nextGapS * (1 + TOLERANCE)) {
    return offsets.length === 2
      ? 'a first timeout of 1 s with 2 copies (Windows with InitialRto 1000 and MaxSynRetransmissions 2)'
      : `doubling from 1 s, given up after ${offsets.length} ${offsets.length === 1 ? 'copy' : 'copies'}`;
  }
  return 'a first timeout of 1 s: the default of Windows 11, Server 2022 or later, and Linux';
}

function fits(offsets: readonly number[], expected: readonly number[]): boolean {
  return offsets.length === expected.length && offsets.every((offset, index) => isAbout(offset, expected[index] ?? 0));
}

function isAbout(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= TOLERANCE * expected;
}
