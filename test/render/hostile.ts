import type { Report } from '../../src/render/report.js';
import { buildReport } from './report-builder.js';

/** Texts that would do something if an output let them. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  script: '<script>window.hacked=1</script>',
  'end of a script': '</script><script>window.hacked=1</script>',
  'end of a style': '</style><img src=x onerror="window.hacked=1">',
  attribute: '" onmouseover="window.hacked=1" autofocus onfocus="window.hacked=1',
  'single-quoted attribute': "' onmouseover='window.hacked=1",
  template: '{{constructor.constructor("window.hacked=1")()}} {{{x}}}',
  slot: '<!--slot:script--> <!--slot:data-->',
  'replacement pattern': "$& $1 $` $'",
  cdata: ']]><svg onload=window.hacked=1>',
  comment: '--><img src=x onerror=window.hacked=1><!--',
  'right-to-left override': 'abc\u202etxt.exe\u2066x',
  'terminal escape': '\u001b[2J\u001b[31mred\u001b]0;title\u0007\u009b31m',
  formula: '=HYPERLINK("http://example.com","x")',
  'formula behind a tab': '\t@SUM(A1)',
  backticks: '``` \n````\n# heading\n`code`',
  'line breaks': 'one\r\ntwo\nthree\u2028four\u0085five',
  'markdown link': '[x](javascript:alert(1)) ![y](http://example.com/z) <b>z</b> | a | b',
  'lone surrogate': 'a\ud800b\udc00',
  'nul and delete': 'a\u0000b\u007fc',
  'zero width': 'a\u200bb\u00adc\ufeffd',
  'a token of 10 KB': 'A'.repeat(10_000),
  'a token of 10 KB of markup': '<b>'.repeat(3_400),
};

/** Keys of a report whose text comes from a log, or could. */
const TEXT_KEYS = new Set([
  'path',
  'encoding',
  'language',
  'format',
  'reason',
  'meaning',
  'symbol',
  'name',
  'description',
  'value',
  'provider',
  'text',
  'sentence',
  'title',
  'explanation',
  'notConfused',
  'next',
  'conditions',
  'problems',
  'local',
  'remote',
  'state',
  'tcpFlags',
  'protocol',
  'direction',
  'source',
  'destination',
  'packet',
  'sender',
  'a',
  'b',
  'why',
  'how',
  'by',
  'status',
  'outcome',
  'layer',
  'category',
  'reasons',
  'doc',
  'type',
  'version',
  'notes',
  'clockNotes',
  'notSeen',
  'hostName',
  'tcb',
  'pattern',
  'mac',
  'alias',
  'address',
  'target',
  'askedBy',
  'filter',
  'error',
  'what',
  'cause',
  'prefix',
  'nextHop',
  'counts',
  'directions',
  'packets',
]);

/** A report in which every text of a log is `text`. */
export function hostileReport(text: string): Report {
  const report = buildReport();
  return {
    ...(poison(report, null, text) as Report),
    generator: { ...report.generator, version: text },
  };
}

/** Words of our own in a conversation or a neighbour, where other parts of a report have text of the log. */
const CLOSED_OF_CONVERSATION = ['source', 'outcome', 'how', 'by', 'direction', 'packet'];
const CLOSED_KEYS: Readonly<Record<string, readonly string[]>> = {
  observed: CLOSED_OF_CONVERSATION,
  stated: CLOSED_OF_CONVERSATION,
  neighbours: ['protocol'],
  journeys: ['why'],
};

function poison(value: unknown, key: string | null, text: string, keys: ReadonlySet<string> = TEXT_KEYS): unknown {
  if (typeof value === 'string') return key !== null && keys.has(key) ? text : value;
  if (Array.isArray(value)) return value.map((one) => poison(one, key, text, keys));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const closed = key === null ? undefined : CLOSED_KEYS[key];
  const inside = closed === undefined ? keys : new Set([...keys].filter((name) => !closed.includes(name)));
  if (key === 'directions' || key === 'protocols') return { [text]: 7 };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name, text, inside)]));
}
