import { nettraceSamples } from './samples.js';

/** The part of `samples/README.md` about NetTrace.txt, from the scenes themselves. */
export function nettraceReadme(): string {
  const rows = nettraceSamples().map(
    ({ path, shows, command, expected }) =>
      `| ${[`\`${path}\``, shows, `\`${command}\``, expected].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return `${INTRODUCTION}\n${rows.join('\n')}\n`;
}

const INTRODUCTION = `
## NetTrace.txt

What the network stack states of the same kinds of events, written from \`test/scenario-nettrace/\`; \`test/scenario-nettrace/samples.test.ts\` compares
the files, and what the program finds in them, with the scenes. Files are UTF-8 with CRLF unless the line says otherwise (\`one-case\` is UTF-16LE).

| file | what it shows | command that makes such a log | expected answer |
| --- | --- | --- | --- |`;
