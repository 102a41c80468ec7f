import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/index.js';
import { buildCase, buildConnection, buildEmptyReport, buildReport } from '../render/report-builder.js';
import { buildManyRows } from './build-rows.js';

/** The default of `--top`. */
const ROWS_OF_TABLES = 200;

const sizeWith = (rows: number) => {
  const connections = Array.from({ length: ROWS_OF_TABLES }, (_, index) =>
    buildConnection({ remote: `198.51.100.${index}:53` }),
  );
  return Buffer.byteLength(
    renderHtml(buildReport({ case: buildCase({ rows: buildManyRows(rows, 100_000), connections }) })),
  );
};

describe('the size of the HTML', () => {
  it('is 250 kB or less without events', () => {
    expect(Buffer.byteLength(renderHtml(buildEmptyReport()))).toBeLessThanOrEqual(250_000);
  });

  it('grows by 25 bytes or less with an event', () => {
    expect((sizeWith(11_000) - sizeWith(1_000)) / 10_000).toBeLessThanOrEqual(25);
  });

  it('is 3 MB or less with 100,000 events, nearly each of a connection of its own', () => {
    expect(sizeWith(100_000)).toBeLessThanOrEqual(3_000_000);
  });

  it('does not grow any more with more events', () => {
    expect(sizeWith(130_000) / sizeWith(100_000)).toBeLessThan(1.1);
  });

  it('is the same bytes every time', () => {
    const report = () => buildReport({ case: buildCase({ rows: buildManyRows(3_000, 1_000) }) });
    expect(renderHtml(report())).toBe(renderHtml(report()));
  });
});
