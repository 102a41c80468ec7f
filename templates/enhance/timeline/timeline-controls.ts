import { announce } from '../announce.js';
import type { EventRows } from '../rows/event-rows.js';
import type { SelectionState } from '../rows/selection.js';
import type { View } from './bins.js';

export interface Zoom {
  readonly whole: View;
  readonly view: () => View;
  readonly zoomTo: (view: View) => void;
}

/** What the pointer does to the timeline, for the keyboard: fields for the selected times, buttons for the zoom. */
export function timelineControls(
  root: Document,
  rows: EventRows,
  selection: SelectionState,
  { whole, view, zoomTo }: Zoom,
): { readonly show: (view: View) => void } {
  const tools = root.getElementById('timeline-tools');
  const field = (name: string) => tools?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? null;
  const button = (name: string) => tools?.querySelector<HTMLButtonElement>(`button[name="${name}"]`) ?? null;
  const [from, to] = [field('from'), field('to')];
  const apply = () => {
    const times = [from, to].map((input) => readTime(input, rows));
    if (times.includes(undefined)) return announce('Not a time: write 16:10:34 or 16:10:34.5');
    const [start = null, end = null] = times;
    selection.set({ from: start, to: end ?? (start === null ? null : whole.to) });
  };
  from?.addEventListener('change', apply);
  to?.addEventListener('change', apply);
  const scaled = (factor: number) => {
    const { from: start, to: end } = view();
    const middle = (start + end) / 2;
    const half = ((end - start) / 2) * factor;
    zoomTo({ from: middle - half, to: middle + half });
  };
  const moved = (share: number) => {
    const { from: start, to: end } = view();
    const way = (end - start) * share;
    zoomTo({ from: start + way, to: end + way });
  };
  const act = (name: string, action: () => void) =>
    button(name)?.addEventListener('click', () => {
      action();
      const { from: start, to: end } = view();
      announce(`Timeline shows ${rows.clock.short(start, 1)} to ${rows.clock.short(end, 1)}`);
    });
  act('zoom-selection', () => {
    const { from: start, to: end } = selection.value;
    zoomTo({ from: start ?? whole.from, to: end ?? whole.to });
  });
  act('zoom-in', () => scaled(0.5));
  act('zoom-out', () => scaled(2));
  act('zoom-all', () => zoomTo(whole));
  act('earlier', () => moved(-0.5));
  act('later', () => moved(0.5));
  if (from !== null) from.placeholder = rows.clock.short(whole.from, 1);
  if (to !== null) to.placeholder = rows.clock.short(whole.to, 1);
  if (tools !== null) tools.hidden = false;
  return {
    show: (shown) => {
      const { from: start, to: end } = selection.value;
      if (from !== null && root.activeElement !== from) from.value = start === null ? '' : rows.clock.short(start, 1);
      if (to !== null && root.activeElement !== to) to.value = end === null ? '' : rows.clock.short(end, 1);
      const isAll = shown.from <= whole.from && shown.to >= whole.to;
      for (const name of ['zoom-out', 'zoom-all', 'earlier', 'later']) setOff(button(name), isAll);
      setOff(button('zoom-selection'), start === null && end === null);
    },
  };
}

/** Null for an empty field, undefined for a text that is no time. */
function readTime(input: HTMLInputElement | null, rows: EventRows): number | null | undefined {
  const text = input?.value.trim() ?? '';
  const time = text === '' ? null : (rows.clock.parse(text) ?? undefined);
  if (time === undefined) input?.setAttribute('aria-invalid', 'true');
  else input?.removeAttribute('aria-invalid');
  return time;
}

/** Not `disabled`: whoever stands on the button would fall off it. */
function setOff(button: HTMLButtonElement | null, isOff: boolean): void {
  button?.setAttribute('aria-disabled', String(isOff));
}
