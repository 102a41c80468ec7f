import { announce } from './announce.js';

const DONE_MS = 1600;

/** Buttons that copy the command beside them, a text of the data block, the report, or a finding of it. */
export function enhanceCopying(root: Document): void {
  const { texts, report } = reportData(root);
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy-command]')) {
    const text = button.previousElementSibling?.textContent ?? '';
    offer(button, () => text, `Copy: ${text}`);
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy-key]')) {
    const text = texts[button.dataset['copyKey'] ?? ''];
    if (text !== undefined) offer(button, () => text, null);
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy-report]')) {
    if (report !== null) offer(button, () => JSON.stringify(report, null, 2), null);
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy-finding]')) {
    const finding = report?.findings[Number(button.dataset['copyFinding'])];
    if (finding !== undefined) offer(button, () => JSON.stringify(finding, null, 2), null);
  }
}

function offer(button: HTMLButtonElement, text: () => string, label: string | null): void {
  const word = button.textContent ?? '';
  button.hidden = false;
  if (label !== null) button.setAttribute('aria-label', label);
  button.addEventListener('click', () => {
    void copy(text()).then((isCopied) => {
      const outcome = isCopied ? 'Copied' : 'Not allowed';
      button.textContent = outcome;
      announce(outcome);
      setTimeout(() => {
        button.textContent = word;
      }, DONE_MS);
    });
  });
}

/** Puts a text on the clipboard; false when that is not allowed. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard for this page (old browser, policy): the way that needs a selection still works there.
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'hidden';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}

interface ReportData {
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly report: { readonly findings: readonly unknown[] } | null;
}

/** The data block of `src/render/html/script-data.ts`. What is in it is only ever put on the clipboard. */
function reportData(root: Document): ReportData {
  const text = root.getElementById('report-data')?.textContent;
  return text ? (JSON.parse(text) as ReportData) : { texts: {}, report: null };
}
