import type { Identity } from '../aggregate/case.js';
import type { CaseVerdict, Confidence, Finding, Loss, Severity } from '../diagnose/diagnosis.js';

/** The short words of the verdict and the findings, the same in every output. */
export const LOSS_WORD: Readonly<Record<Loss, string>> = {
  local: 'Local loss',
  remote: 'Remote loss',
  both: 'Local and remote loss',
  none: 'No loss found',
  undecided: 'Undecided',
};

/** What the word of the verdict means, for a reader who sees it for the first time. */
export const LOSS_MEANING: Readonly<Record<Loss, string>> = {
  local: 'packets were dropped on the machine that captured',
  remote: 'packets were lost beyond the machine that captured',
  both: 'packets were dropped here and lost elsewhere',
  none: 'nothing in these logs shows a packet that was needed and lost',
  undecided: 'these logs do not tell where packets were lost',
};

/** The sentence of a verdict without the word that stands above it anyway: `Local loss: this host dropped …`. */
export function sentenceAfterWord({ loss, sentence }: CaseVerdict): string {
  const word = `${LOSS_WORD[loss]}: `;
  if (!sentence.toLowerCase().startsWith(word.toLowerCase())) return sentence;
  // `fe80::1 does not answer` keeps its address; only a plain word begins with a capital.
  return sentence
    .slice(word.length)
    .replace(/^[a-z]+(?=[\s,])/, (first) => first.charAt(0).toUpperCase() + first.slice(1));
}

export const SEVERITY_WORD: Readonly<Record<Severity, string>> = {
  fault: 'Fault',
  suspect: 'Suspect',
  info: 'Info',
};

export const SIDE_WORD: Readonly<Record<Finding['side'], string>> = {
  local: 'local',
  remote: 'remote',
  undecided: 'side undecided',
};

export const CONFIDENCE_WORD: Readonly<Record<Confidence, string>> = {
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'low confidence',
};

export const IDENTITY_METHOD: Readonly<Record<Identity, string>> = {
  'group-id': 'PktGroupId and PktNumber, which all snapshots of a packet share on this build',
  content:
    'content: same addresses, ports, protocol, sequence numbers and length within a short window, because this build numbers every snapshot on its own',
};

/** `arp-nd-failure` as words: `ARP/ND failure`. Unknown ids lose their hyphens. */
export function categoryWords(category: string): string {
  const words = category
    .replaceAll('-', ' ')
    .replace(/\barp nd\b/, 'ARP/ND')
    .replace(/\bmtu\b/, 'MTU');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
