import type { InputError, UsageError } from '../base/errors.js';
import { VERSION } from '../base/version.js';
import { visibleText } from '../render/visible-text.js';

/** What went wrong with an input, and beneath it what to do. File names may hold escape sequences: they are made visible. */
export function inputErrorText(error: InputError): string {
  const steps = error.next.map((step) => `  ${visibleText(step)}\n`);
  return `etlreport: ${visibleText(error.message)}\n${steps.join('')}`;
}

export function usageErrorText(error: UsageError): string {
  return `etlreport: ${visibleText(error.message)}\n  Help: etlreport --help\n`;
}

export function warningText(message: string): string {
  return `etlreport: warning: ${visibleText(message)}\n`;
}

/** Where it happened without what was said: a message may quote the log. */
function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [
    '(the message is left out: --redact)',
    ...frames.map((frame) => frame.replace(/\(?(?:file:)?[^\s(]*[\\/]/, '')),
  ].join('\n');
}

/** For everything that is neither: an apology, and what a report of the mistake needs. */
export function bugText(error: unknown, platform: NodeJS.Platform, isRedacted = false): string {
  const all = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const details = isRedacted ? framesOf(all) : all;
  return [
    'etlreport: sorry, this is a mistake of the program, not of your log or your command.',
    'Please report it with these lines; look through them first, they may quote the log:',
    '',
    ...details.split('\n').map((line) => `  ${visibleText(line)}`),
    `  etlreport ${VERSION}, Node ${process.version}, ${platform} ${process.arch}`,
    '',
  ].join('\n');
}
