import { assertNever } from '../base/assert-never.js';
import { InputError, UsageError } from '../base/errors.js';
import { completionScript, shellOf } from './completion-script.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import { bugText, inputErrorText, usageErrorText } from './messages.js';
import { type Command, parseArguments } from './parse-arguments.js';
import type { Surroundings } from './surroundings.js';
import { columnsOf, tolerateBrokenPipe, write } from './terminal.js';

/**
 * Runs the program: arguments in, exit code out. Never throws; every error is printed here.
 *
 * @param args what stands behind the name of the program.
 */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { stdout, stderr, platform } = surroundings;
  tolerateBrokenPipe(stdout);
  tolerateBrokenPipe(stderr);
  try {
    return await runCommand(parseArguments(args, columnsOf(stdout)), surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      await write(stderr, usageErrorText(error));
      return EXIT_CODE.usage;
    }
    if (error instanceof InputError) {
      await write(stderr, inputErrorText(error));
      return EXIT_CODE.nothingRead;
    }
    const isRedacted = args.some((word) => /^--redact(?:-map)?(?:=|$)/.test(word));
    await write(stderr, bugText(error, platform, isRedacted));
    return EXIT_CODE.bug;
  }
}

async function runCommand(command: Command, surroundings: Surroundings): Promise<ExitCode> {
  const { stdout, platform, env } = surroundings;
  switch (command.kind) {
    case 'print':
      await write(stdout, `${command.text}\n`);
      return EXIT_CODE.done;
    case 'completion':
      await write(stdout, completionScript(command.shell ?? shellOf(platform, env)));
      return EXIT_CODE.done;
    case 'explain':
      return (await import('./explain-command.js')).explainCommand(command.query, surroundings);
    case 'compare':
      return (await import('./compare-command.js')).compareCommand(command.sides, command.options, surroundings);
    case 'report':
      return (await import('./report-command.js')).reportCommand(command.inputs, command.options, surroundings);
    default:
      return assertNever(command);
  }
}
