import { scriptHash, scriptText, styleHash, styleText } from '../../generated/assets.js';
import type { Report } from '../report.js';
import { renderPage } from './render-page.js';
import { scriptData } from './script-data.js';
import { encodeRows } from './rows/encode-rows.js';
import { pageView, scopeOf } from './view.js';

/**
 * The report as one HTML file: opens from disk, asks the network for nothing, complete with JavaScript off.
 * At most `report.top` rows in a table, which then says how many there are.
 */
export function renderHtml(report: Report): string {
  const page = renderPage(pageView(report, { scriptHash, styleHash }));
  const { rows } = report.case;
  return fillSlots(page, {
    style: styleText,
    script: scriptText,
    data: scriptData(report),
    rows: rows === undefined ? '' : encodeRows(rows, scopeOf(report)),
  });
}

/**
 * Style, script and data are not HTML, so escaping them as HTML would break them. They are put into comments that
 * only the template can contain: in everything that comes from a report, `<` is escaped by now. Splitting once,
 * before anything is put in, also keeps a `$&` or a marker inside of the assets from meaning something.
 */
export function fillSlots(page: string, assets: Readonly<Record<string, string>>): string {
  return page
    .split(/<!--slot:(\w+)-->/)
    .map((piece, index) => (index % 2 === 0 ? piece : slotText(assets, piece)))
    .join('');
}

function slotText(assets: Readonly<Record<string, string>>, name: string): string {
  const text = assets[name];
  if (text === undefined) throw new Error(`the page has a slot that nothing fills: ${name}`);
  return text;
}
