/** The command line cannot be understood or carried out as given. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * An input cannot be read or is not what this program reads. Exit code 3 when no input is left, else 4.
 * The message says what, where and what to do next, and holds no text of the log: logs are private.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    readonly path: string,
    readonly code: InputErrorCode,
    message: string,
    /** One or more commands or steps that help, ready to paste. */
    readonly next: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Why an input was refused. */
export type InputErrorCode =
  | 'not-found'
  | 'is-directory'
  | 'no-permission'
  | 'io'
  | 'empty'
  | 'etl'
  | 'cab'
  | 'pcap'
  | 'evtx'
  | 'zip'
  | 'binary'
  | 'damaged'
  | 'encrypted'
  | 'limit'
  | 'component-list'
  | 'side-input'
  | 'not-recognised';
