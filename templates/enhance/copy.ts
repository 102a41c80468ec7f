import { announce } from './announce.js';

const DONE_MS = 1600;

/** Buttons that copy the command beside them, or a text of the data block. */
export function enhanceCopying(root: Document): void {
  const texts = reportTexts(root);
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy-command]')) {
    const text = button.previousElementSibling?.textContent ?? '';
    offer(button, text, `Copy: ${text}`);
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy-key]')) {
    const text = texts[button.dataset['copyKey'] ?? ''];
    if (text !== undefined) offer(button, text, null);
  }
}

function offer(button: HTMLButtonElement, text: string, label: string | null): void {
  const word = button.textContent ?? '';
  button.hidden = false;
  if (label !== null) button.setAttribute('aria-label', label);
  button.addEventListener('click', () => {
    void copy(text).then((isCopied) => {
      const outcome = isCopied ? 'Copied' : 'Not allowed';
      button.textContent = outcome;
      announce(outcome);
      setTimeout(() => {
        button.textContent = word;
      }, DONE_MS);
    });
  });
}

async function copy(text: string): Promise<boolean> {
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

/** The data block holds `{ "texts": { key: text } }`; texts are only ever put on the clipboard. */
function reportTexts(root: Document): Readonly<Record<string, string | undefined>> {
  const data: unknown = JSON.parse(root.getElementById('report-data')?.textContent ?? '{}');
  if (typeof data !== 'object' || data === null || !('texts' in data)) return {};
  return data.texts as Record<string, string>;
}
