import { nettraceReadme } from '../scenario-nettrace/samples-readme.js';
import { sideReadme } from '../scenario-side/samples-readme.js';
import type { Sample } from './samples/sample.js';

/** `samples/README.md`: a line for each sample, so that the list cannot differ from the files. */
export function samplesReadme(samples: readonly Sample[]): string {
  const rows = samples.map((sample) => {
    const { packetLines, dropLines, droppedPackets } = sample.log.written();
    const cells = [
      `\`${sample.path}\``,
      sample.shows,
      `\`${sample.command}\``,
      `${packetLines} / ${dropLines} / ${droppedPackets}`,
      sample.loss,
      sample.expected,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return `${INTRODUCTION}\n${rows.join('\n')}\n${nettraceReadme()}${sideReadme()}`;
}

const INTRODUCTION = `# Samples

Small logs made for this project: nothing in them was ever captured. Addresses are those reserved for documentation,
names are below example.com and example.net. They are written by \`npm run samples\` from the scenes in
\`test/scenario/samples/\`, this list included; \`test/scenario/samples.test.ts\` fails when a file differs.

Folders are named after the Windows build that writes such a log. Files are UTF-16LE with byte order mark and CRLF unless
the line says otherwise, and must stay so (\`.gitattributes\`). Counts are packet lines / drop lines / packets with a drop line
(as the scene was written; \`cut.txt\` holds a part of it). "Loss" is the verdict: local, remote, both, none, undecided.

| file | what it shows | command that makes such a log | counts | loss | expected answer |
| --- | --- | --- | --- | --- | --- |`;
