import yargs, { type Argv, type Options } from 'yargs';

import { UsageError } from '../base/errors.js';
import { nearestName } from '../base/nearest-name.js';
import { VERSION } from '../base/version.js';
import { type Shell, isShell } from './completion-script.js';
import { COMPARE_OPTIONS, type CompareOptions, compareOptions } from './compare-options.js';
import {
  COMPARE_EXAMPLES,
  COMPARE_EXIT_CODES,
  COMPARE_USAGE,
  COMPLETION_EXAMPLES,
  COMPLETION_USAGE,
  EXAMPLES,
  EXIT_CODES,
  EXPLAIN_EXAMPLES,
  EXPLAIN_USAGE,
  USAGE,
} from './help-text.js';
import { REPORT_OPTIONS, type ReportOptions, reportOptions } from './report-options.js';

/** Known to yargs since 17.4, but not to @types/yargs 17. */
interface UsageConfiguration {
  usageConfiguration(configuration: { readonly 'hide-types': boolean }): Argv;
}

/** What the command line says. */
export type Command =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'report'; readonly inputs: readonly string[]; readonly options: ReportOptions }
  | { readonly kind: 'compare'; readonly sides: readonly [string, string]; readonly options: CompareOptions }
  | { readonly kind: 'explain'; readonly query: string }
  | { readonly kind: 'completion'; readonly shell: Shell | null };

/** Help wider than this is hard to read. */
const WIDEST_HELP = 110;

/**
 * Understands the arguments. The first word chooses the command; a log with the name of a command is `./explain`.
 *
 * @throws {UsageError} for what cannot be understood, with the nearest option where there is one.
 */
export function parseArguments(args: readonly string[], columns: number): Command {
  const [first, ...rest] = args;
  if (first === 'compare') return compareCommand(rest, columns);
  if (first === 'explain') return explainCommand(rest, columns);
  if (first === 'completion') return completionCommand(rest, columns);
  return reportCommand(args, columns);
}

function reportCommand(args: readonly string[], columns: number): Command {
  const parser = parserOf(USAGE, EXAMPLES, columns).options(REPORT_OPTIONS).epilogue(EXIT_CODES);
  const parsed = parse(parser, args, REPORT_OPTIONS);
  if (parsed.output !== '') return { kind: 'print', text: parsed.output };
  const options = reportOptions(parsed.found);
  if (parsed.words.length === 0) {
    throw new UsageError('which log? Pass PktMon.txt, a pattern such as "logs\\*.txt", or - for standard input.');
  }
  if (parsed.words.includes('')) throw new UsageError('an input has no name: check the quotes');
  return { kind: 'report', inputs: parsed.words, options };
}

function compareCommand(args: readonly string[], columns: number): Command {
  const parser = parserOf(COMPARE_USAGE, COMPARE_EXAMPLES, columns)
    .options(COMPARE_OPTIONS)
    .epilogue(COMPARE_EXIT_CODES);
  const parsed = parse(parser, args, COMPARE_OPTIONS);
  if (parsed.output !== '') return { kind: 'print', text: parsed.output };
  const options = compareOptions(parsed.found);
  const [good, bad, ...others] = parsed.words;
  if (good === undefined || bad === undefined || good === '' || bad === '' || others.length > 0) {
    throw new UsageError(
      'compare takes two: etlreport compare good.txt bad.txt. Each is a log, a folder, or a saved JSON.',
    );
  }
  return { kind: 'compare', sides: [good, bad], options };
}

function explainCommand(args: readonly string[], columns: number): Command {
  const parsed = parse(parserOf(EXPLAIN_USAGE, EXPLAIN_EXAMPLES, columns), args, {});
  if (parsed.output !== '') return { kind: 'print', text: parsed.output };
  const query = parsed.words.join(' ').trim();
  if (query === '') throw new UsageError('explain what? For example: etlreport explain 0xE000460A');
  return { kind: 'explain', query };
}

function completionCommand(args: readonly string[], columns: number): Command {
  const parsed = parse(parserOf(COMPLETION_USAGE, COMPLETION_EXAMPLES, columns), args, {});
  if (parsed.output !== '') return { kind: 'print', text: parsed.output };
  const [shell] = parsed.words;
  if (shell !== undefined && !isShell(shell)) {
    throw new UsageError(`completion is there for bash, zsh and powershell, not for "${shell}"`);
  }
  return { kind: 'completion', shell: shell ?? null };
}

function parserOf(usage: string, examples: readonly (readonly [string, string])[], columns: number): Argv {
  return (yargs() as Argv & UsageConfiguration)
    .usageConfiguration({ 'hide-types': true })
    .scriptName('etlreport')
    .locale('en')
    .exitProcess(false)
    .showHelpOnFail(false)
    .strictOptions()
    .parserConfiguration({
      'boolean-negation': false, // `--no-progress` is an option of its own.
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false, // The input behind `-f json` is no format.
      'parse-numbers': false,
      'parse-positional-numbers': false, // A log may be called 0042.
      'short-option-groups': false, // `-fjson` is a mistake, not -f -j -s -o -n.
    })
    .usage(usage)
    .example(examples.map(([command, meaning]) => [command, meaning] as [string, string]))
    .help('help', 'This text')
    .alias('help', 'h')
    .version('version', 'Version of this program', VERSION)
    .alias('version', 'V')
    .wrap(Math.min(columns, WIDEST_HELP));
}

interface Parsed {
  readonly words: readonly string[];
  readonly found: Readonly<Record<string, unknown>>;
  /** Text of `--help` or `--version`, else empty. */
  readonly output: string;
}

function parse(parser: Argv, args: readonly string[], options: Readonly<Record<string, Options>>): Parsed {
  let printed = '';
  parser.fail((message, error) => {
    // oxlint-disable-next-line no-unnecessary-condition -- yargs passes null, whatever its types say.
    throw message ? new UsageError(withSuggestion(message, options)) : error;
  });
  // With a callback yargs prints nothing itself.
  const found = parser.parse(withTimesJoined(args), {}, (_error, _found, output) => {
    printed = output;
  }) as Readonly<Record<string, unknown>>;
  const words = Array.isArray(found['_']) ? found['_'].map(String) : [];
  return { words, found, output: printed };
}

/** `--since -10m` is two words, of which the second one looks like an option. */
function withTimesJoined(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of args) {
    const before = joined.at(-1) ?? '';
    if (/^--(?:since|until)$/.test(before) && /^-\d/.test(word)) joined[joined.length - 1] = `${before}=${word}`;
    else joined.push(word);
  }
  return joined;
}

/** `Unknown argument: formt` becomes `unknown option --formt. Did you mean --format?` */
function withSuggestion(message: string, options: Readonly<Record<string, Options>>): string {
  const missing = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (missing !== undefined) return `${dashed(missing)} needs a value`;
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown === undefined) return message;
  const near = nearestName(unknown, [...Object.keys(options), 'help', 'version']);
  const hint = near === null ? '' : ` Did you mean --${near}?`;
  return `unknown option ${dashed(unknown)}.${hint}`;
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
