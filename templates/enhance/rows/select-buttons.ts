import { announce } from '../announce.js';
import type { Hits } from './hits.js';
import type { SelectionState } from './selection.js';

/**
 * Buttons with `data-select-reason="<text of a reason>"` or `data-select-connection="<place in the case>"` select it for the
 * whole page; pressed again, they give it up. They are hidden until this works, and stay hidden where no row would be left.
 */
export function enhanceSelectButtons(root: ParentNode, state: SelectionState, all: Hits): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-select-reason]')) {
    const reason = button.dataset['selectReason'] ?? '';
    if (!all.reasons.has(reason)) continue;
    offer(
      button,
      state,
      () => state.value.reason === reason,
      (isOn) => state.set({ reason: isOn ? reason : null }),
    );
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-select-connection]')) {
    const connection = Number(button.dataset['selectConnection']);
    if (!all.connections.has(connection)) continue;
    offer(
      button,
      state,
      () => state.value.connection === connection,
      (isOn) => state.set({ connection: isOn ? connection : null }),
    );
  }
}

function offer(
  button: HTMLButtonElement,
  state: SelectionState,
  isSelected: () => boolean,
  select: (isOn: boolean) => void,
): void {
  const show = () => button.setAttribute('aria-pressed', String(isSelected()));
  button.addEventListener('click', () => {
    select(!isSelected());
    if (!isSelected()) announce('Selection given up');
  });
  state.subscribe(show);
  show();
  button.hidden = false;
}
