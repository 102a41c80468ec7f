/** Colours of the page for a canvas, read again whenever the reader's scheme changes. */
export interface Palette {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  /** In forced colours the style names the reader's own; there are fewer than bands, so legend and texts tell the rest apart. */
  readonly band: (panel: string, place: number) => string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const isForced = matchMedia('(forced-colors: active)').matches;
  return {
    ink: isForced ? 'CanvasText' : colour('--ink'),
    quiet: isForced ? 'CanvasText' : colour('--quiet'),
    line: isForced ? 'GrayText' : colour('--line'),
    band: (panel, place) => colour(`--${panel}-${place + 1}`),
  };
}

export function onPaletteChange(change: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', change);
}
