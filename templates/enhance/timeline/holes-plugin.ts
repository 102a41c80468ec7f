import type uPlot from 'uplot';
import type { View } from './bins.js';
import type { Palette } from './palette.js';

const STRIPE = 6;

/** Draws stripes where no input covers the time: no bar there does not mean no drop. */
export function holesPlugin(holes: readonly View[], palette: Palette): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (chart) => {
        for (const { from, to } of holes) {
          const left = Math.max(chart.bbox.left, chart.valToPos(from, 'x', true));
          const right = Math.min(chart.bbox.left + chart.bbox.width, chart.valToPos(to, 'x', true));
          if (right > left) stripes(chart, left, right, palette.quiet);
        }
      },
    },
  };
}

function stripes({ ctx, bbox }: uPlot, left: number, right: number, colour: string): void {
  const width = STRIPE * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, bbox.top, right - left, bbox.height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  for (let x = left - bbox.height; x < right; x += width) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}
