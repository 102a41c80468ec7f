import { scriptHash, scriptText, styleHash, styleText } from '../../generated/index-assets.js';
import { pageTemplate, partialTemplates } from '../../generated/index-templates.js';
import { fillSlots } from '../html/render-html.js';
import { runTemplates } from '../html/render-page.js';
import type { CollectionIndex } from './index-document.js';
import { indexView } from './index-view.js';

/** The index of a collection as one HTML file, under the same rules as a report: no request, complete with JavaScript off. */
export function renderIndexPage(index: CollectionIndex): string {
  const page = runTemplates(pageTemplate, partialTemplates, indexView(index, { styleHash, scriptHash }));
  return fillSlots(page, { style: styleText, script: scriptText });
}
