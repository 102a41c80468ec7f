/** What the program says to a script. The README and `--help` list them. */
export const EXIT_CODE = {
  /** The report was written. */
  done: 0,
  /** The report was written, and `--fail-on` was met. */
  failOnMet: 1,
  /** The command line cannot be understood or carried out. */
  usage: 2,
  /** Nothing readable, or nothing recognised; no report. */
  nothingRead: 3,
  /** The report was written, but some inputs failed. */
  someFailed: 4,
  /** A mistake of the program. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];
