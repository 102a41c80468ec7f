/** Path that stands for standard input, as everywhere on a command line. A file of that name is `./-`. */
export const STANDARD_INPUT = '-';

/** An input as the user named it: a path, or `-` for standard input. */
export interface InputSource {
  readonly path: string;
}

/** Name for people: the path itself, or `(standard input)`. */
export function displayName(source: InputSource): string {
  return source.path === STANDARD_INPUT ? '(standard input)' : source.path;
}
