import { EXIT_CODE } from './exit-code.js';

export const USAGE = `Says whether packet loss is local or remote, what caused it and what to do next.

$0 <inputs..>              PktMon.txt, patterns, folders, zip archives, - for standard input
$0 compare <good> <bad>    what is new, gone or more frequent in bad
$0 explain <code or text>  what a drop reason, location or status means, offline
$0 completion [shell]      completion for bash, zsh or powershell`;

export const COMPARE_USAGE = `$0 compare <good> <bad>

Compares a capture of the healthy state with one of the problem: findings, drop reasons and conversations, per minute.
Each side is a log, a pattern, a folder, a zip archive, or a report that was saved with --format json.`;

export const EXPLAIN_USAGE = `$0 explain <code or text>

Explains drop reasons, drop locations, NTSTATUS, Winsock errors and findings, without a network.`;

export const COMPLETION_USAGE = `$0 completion [bash|zsh|powershell]

Prints a script that makes the shell complete options.`;

/** Command and what it does, as pairs. Made for Windows: a backslash in a path, quotes around a pattern. */
export const EXAMPLES: readonly (readonly [string, string])[] = [
  ['$0 PktMon.txt', 'verdict here, report in PktMon.html'],
  ['$0 PktMon.txt --open', 'and show the report'],
  ['$0 "C:\\My logs\\*.txt" -o D:\\case\\', 'many logs, one case, report in D:\\case'],
  ['$0 PktMon.txt wfpstate.xml 5152.xml', 'which rule dropped the packets'],
  ['$0 C:\\MS_DATA sent.zip -o reports\\', 'many machines: a report for each, and reports\\index.html'],
  ['$0 PktMon.txt -f json -o -', 'data for a script, on standard output'],
  ['$0 PktMon.txt -f html,md --redact', 'for a ticket: pseudonyms for addresses and names'],
  ['$0 PktMon.txt --since 10:15 --until 10:20', 'five minutes of the log'],
  ['pktmon etl2txt PktMon.etl -o PktMon.txt', 'how to make the text'],
];

export const COMPARE_EXAMPLES: readonly (readonly [string, string])[] = [
  ['$0 compare good.txt bad.txt', 'on the terminal'],
  ['$0 compare monday.json tuesday.json -o day.html', 'saved reports, as a page'],
  ['$0 compare good\\ bad\\ --fail-on new', 'for a script: 1 when something harmful is new'],
];

export const EXPLAIN_EXAMPLES: readonly (readonly [string, string])[] = [
  ['$0 explain 228', 'drop reason by number'],
  ['$0 explain 0xE000460A', 'drop location'],
  ['$0 explain "transport endpoint"', 'by a part of its text'],
];

export const COMPLETION_EXAMPLES: readonly (readonly [string, string])[] = [
  ['$0 completion powershell >> $PROFILE', 'PowerShell'],
  ['$0 completion bash >> ~/.bashrc', 'bash'],
];

export const EXIT_CODES = `Exit codes: ${EXIT_CODE.done} report written; ${EXIT_CODE.failOnMet} --fail-on met; ${EXIT_CODE.usage} wrong usage; ${EXIT_CODE.nothingRead} nothing readable or recognised; ${EXIT_CODE.someFailed} report written, but some inputs failed; ${EXIT_CODE.bug} a mistake of the program.`;

export const COMPARE_EXIT_CODES = `Exit codes: ${EXIT_CODE.done} compared; ${EXIT_CODE.failOnMet} --fail-on met; ${EXIT_CODE.usage} wrong usage; ${EXIT_CODE.nothingRead} nothing readable or recognised on a side; ${EXIT_CODE.someFailed} compared, but some inputs failed; ${EXIT_CODE.bug} a mistake of the program.`;
