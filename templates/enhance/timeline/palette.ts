/** Colours of the page for a canvas, read again whenever the reader's scheme changes. */
export interface Palette {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly band: (panel: string, place: number) => string;
}

/** In forced colours only the reader's own may be used; legend and texts tell the bands apart. */
const CHOSEN = ['CanvasText', 'GrayText', 'Highlight', 'LinkText', 'ButtonText', 'VisitedText'];

export function readPalette(): Palette {
  if (matchMedia('(forced-colors: active)').matches) {
    return {
      ink: 'CanvasText',
      quiet: 'CanvasText',
      line: 'GrayText',
      band: (_panel, place) => CHOSEN[place % CHOSEN.length] ?? 'CanvasText',
    };
  }
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: colour('--ink'),
    quiet: colour('--quiet'),
    line: colour('--line'),
    band: (panel, place) => colour(`--${panel}-${place + 1}`),
  };
}

export function onPaletteChange(change: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', change);
}
