import { hasProgram } from './measure.mjs';

/** What an administrator would type instead: count drop lines, or add reasons up per conversation. */
const COUNT_DROPS = 'DropLocation';
const AWK = `
/DropReason / { r = $0; sub(/.*DropReason /, "", r); sub(/ ?, DropLocation.*/, "", r); reasons[r]++; next }
/^\\t/ { for (i = NF; i > 1; i--) if ($i == ">") { flows[$(i - 1) $(i + 1)]++; break } }
/PktGroupId / { packets++ }
END { for (r in reasons) print reasons[r], r; n = 0; for (f in flows) n++; print packets, n }`;

/**
 * Programs of this machine that answer a part of the question.
 *
 * @returns {{ name: string, command: string, args: (file: string) => string[], reads: 'file' | 'stdin' }[]}
 */
export function peers(encoding) {
  const wide = encoding === 'utf-16le';
  const list = [];
  // ripgrep reads UTF-16 with a byte order mark by itself; the others need iconv.
  if (hasProgram('rg')) list.push({ name: 'rg -c', command: 'rg', args: (file) => ['-c', COUNT_DROPS, file] });
  const plain = [
    ['grep', `grep -a -c ${COUNT_DROPS}`],
    ['gawk', `gawk '${AWK}'`],
    ['mawk', `mawk '${AWK}'`],
  ];
  for (const [program, script] of plain) {
    if (!hasProgram(program) || !hasProgram('sh') || (wide && !hasProgram('iconv'))) continue;
    const name = program === 'grep' ? 'grep -c' : `${program} (reasons, flows)`;
    // LC_ALL=C is what makes grep and awk fast.
    const shell = wide ? `iconv -f utf-16 -t utf-8 "$1" | LC_ALL=C ${script}` : `LC_ALL=C ${script} "$1"`;
    list.push({
      name: wide ? `iconv | ${name}` : name,
      command: 'sh',
      args: (file) => ['-c', shell, 'sh', file],
    });
  }
  return list;
}
