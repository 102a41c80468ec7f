import { fileURLToPath } from 'node:url';
import { hasProgram, measure } from './measure.mjs';

const script = (name) => fileURLToPath(new URL(`peers/${name}`, import.meta.url));

/**
 * Programs of this machine that give the whole answer. Those that know no UTF-16 get it through iconv; awk and perl read bytes
 * (LC_ALL=C), which makes them several times faster.
 *
 * @returns {{ name: string, run: (file: string) => Promise<object>, isFullAnswer: boolean }[]}
 */
export function peers(format, encoding) {
  const wide = encoding === 'utf-16le';
  const full = [
    { program: 'mawk', args: ['-f', script(`${format}.awk`)] },
    { program: 'gawk', args: ['-f', script(`${format}.awk`)] },
    { program: 'perl', args: ['-n', script(`${format}.pl`)] },
    // Its readline decodes UTF-8 only.
    { program: 'node', name: 'node readline', args: [script('readline-regex.mjs'), format], isFile: true },
  ];
  const counting = countersOf(format);
  return [
    ...full.map((peer) => ({ ...peer, isFullAnswer: true })),
    ...counting.map((peer) => ({ ...peer, isFullAnswer: false })),
  ]
    .filter(({ program, isFile }) => hasProgram(program) && !(wide && isFile))
    .map((peer) => toRun(peer, wide));
}

/** Tools that count lines, whatever is in them: no answer, but what people type first. */
function countersOf(format) {
  const word = format === 'pktmon' ? 'DropReason' : 'TCP send event';
  return [
    { program: 'rg', name: `rg -c`, args: ['-c', word], readsUtf16: true },
    { program: 'grep', name: `grep -c`, args: ['-a', '-c', word] },
    { program: 'wc', name: 'wc -l', args: ['-l'] },
    { program: 'lnav', name: 'lnav -n', args: ['-n', '-N', '-c', `:filter-in ${word}`] },
  ];
}

function toRun({ program, name = program, args, readsUtf16 = false, isFullAnswer }, wide) {
  if (!wide || readsUtf16) return { name, isFullAnswer, run: (file) => measure(program, [...args, file]) };
  const command = 'iconv -f utf-16 -t utf-8 "$1" | { shift; "$@"; }';
  return {
    name: `iconv | ${name}`,
    isFullAnswer,
    run: (file) => measure('sh', ['-c', command, 'sh', file, program, ...args]),
  };
}
