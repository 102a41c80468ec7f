/** A step of a finding in parts: prose, and commands that can be pasted as they are. */
export interface StepPart {
  readonly kind: 'prose' | 'command';
  readonly text: string;
}

/**
 * How a command begins: a program that is no English word, one that is (`ping 192.0.2.1` but not `ping the gateway`)
 * with what can only follow a command, or PowerShell's Verb-Noun. Only the start of a step decides.
 */
const COMMAND_STARTS: readonly RegExp[] = [
  /^(?:pktmon|netsh|nslookup|auditpol|wevtutil|etlreport|tshark|portqry|psping|fltmc|vfpctrl|hnsdiag|logman|driverquery|certutil|nltest|w32tm)(?:\.exe)?\s+[-/\w<"]/,
  /^(?:ipconfig|netstat|tasklist|getmac)(?:\.exe)?(?:\s+[-/|]|$)/,
  /^(?:ping|tracert|pathping|telnet|curl|arp)(?:\.exe)?\s+(?:[-/<]|\S*[.:])/,
  /^(?:route\s+(?:print|add|delete|change)|sc(?:\.exe)?\s+(?:query|qc|start|stop|config)|reg\s+(?:query|add|delete))\b/,
  /^[A-Z][a-z]+-[A-Z][A-Za-z0-9]+\b/,
];

/** `Get-NetNeighbor -State Unreachable   (no reply)`: three blanks or ` # ` part the command from its remark. */
const REMARK = /(?:\s{2,}(?=\()|\s+(?=# ))/;

/** Parts a step: text in backticks is a command, a step that begins with a program is one up to its remark. */
export function stepParts(step: string): readonly StepPart[] {
  if (step.includes('`')) return backtickParts(step);
  if (!COMMAND_STARTS.some((start) => start.test(step))) return [{ kind: 'prose', text: step }];
  const remark = REMARK.exec(step);
  if (remark === null) return [{ kind: 'command', text: step.trim() }];
  return [
    { kind: 'command', text: step.slice(0, remark.index).trim() },
    { kind: 'prose', text: step.slice(remark.index).trim().replace(/^# /, '') },
  ];
}

function backtickParts(step: string): readonly StepPart[] {
  // With an odd number of backticks the last one opens nothing: it stays in the prose.
  const pieces = step.split('`');
  const closed = pieces.length % 2 === 1;
  const last = pieces.length - 1;
  return pieces.flatMap((piece, index): StepPart[] => {
    const isCommand = index % 2 === 1 && (closed || index !== last);
    const text = isCommand || index % 2 === 0 ? piece.trim() : `\`${piece.trimEnd()}`;
    return text === '' ? [] : [{ kind: isCommand ? 'command' : 'prose', text }];
  });
}

/** The step as one line of plain text. */
export function stepText(step: string): string {
  return step.replaceAll('`', '').replace(/\s+/g, ' ').trim();
}
