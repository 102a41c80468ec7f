import { sideSamples } from './samples.js';

/** The part of `samples/README.md` about files beside a trace. */
export function sideReadme(): string {
  const rows = sideSamples().map(
    ({ path, shows, command, expected }) =>
      `| ${[`\`${path}\``, shows, `\`${command}\``, expected].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return `${INTRODUCTION}\n${rows.join('\n')}\n`;
}

const INTRODUCTION = `
## Files beside a trace

What else is collected from the machine of \`pktmon-text/26100/firewall-inbound.txt\`, written from \`test/scenario-side/\`: give them together with that
log. Files are UTF-8 with CRLF, those of \`netsh wfp\` with a byte order mark and line feeds.

| file | what it shows | command that makes such a file | expected answer |
| --- | --- | --- | --- |`;
